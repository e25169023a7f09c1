package org.concordat.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.KeysUnreadable;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.protection.receipt.Digest;
import org.concordat.protection.receipt.Receipt;
import org.concordat.protection.receipt.Statement;
import org.concordat.protection.receipt.StatementRefused;
import org.concordat.protection.receipt.StatementSigner;
import org.concordat.protection.receipt.StatementVerifier;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;
import org.junit.jupiter.api.Test;

/** Receipts and notices: what the gateway signed is believed only with its signature, and what we sign is what we got. */
class StatementTest extends AtPartner {
    private static final UUID ID = UUID.fromString("0190b5c2-7d1e-7c3a-9f00-0123456789ab");
    private static final AgencyId GATEWAY = new AgencyId("gateway");
    private static final AgencyId US = new AgencyId(Partner.AGENCY);
    private static final Instant AT = Instant.parse("2026-03-02T09:00:00Z");
    private static final String DIGEST = "0".repeat(64);

    @Test
    void a_receipt_is_read_in_sentences() throws IOException, KeysUnreadable {
        Path file = Files.writeString(work.resolve("check.xml"), "<signed/>");
        takes(201, signedBy("gateway", committed(US, Digest.of(Files.readAllBytes(file)))));

        Partner.Ended ended = partner.types("submit", file.toString());

        // one of two recipients was refused
        assertThat(ended.code()).isEqualTo(8);
        assertThat(ended.said())
                .contains("was taken on 2 March 2026, 09:00. Its deliveries and its evidence are committed.")
                .contains("- northshire-police (team public-protection, safeguarding-officer): will receive it")
                .contains("- northshire-council (team housing, housing-officer): was refused and will not be asked."
                        + " OMA14 needs a probation body at one end (POWER_DOES_NOT_FIT)")
                .contains("- identifier.bad-check: the check letter is another /Disclosure/Subject[1]/Identifier[1]")
                .doesNotContain("taken before");
    }

    @Test
    void a_repeat_says_that_it_is_one() throws IOException, KeysUnreadable {
        Path file = Files.writeString(work.resolve("check.xml"), "<signed/>");
        takes(200, signedBy("gateway", committed(US, Digest.of(Files.readAllBytes(file)))));

        assertThat(partner.types("submit", file.toString()).said()).contains("It was taken before");
        assertThat(partner.types("--json", "submit", file.toString()).out()).contains("\"repeat\" : true");
    }

    @Test
    void a_receipt_for_other_bytes_is_broken() throws IOException, KeysUnreadable {
        Path file = Files.writeString(work.resolve("check.xml"), "<signed/>");
        takes(201, signedBy("gateway", committed(US, DIGEST)));

        Partner.Ended ended = partner.types("submit", file.toString());

        assertThat(ended.code()).isEqualTo(4);
        assertThat(ended.said()).contains("statement.other");
    }

    @Test
    void a_receipt_that_another_signed_is_broken() throws IOException, KeysUnreadable {
        Path file = Files.writeString(work.resolve("check.xml"), "<signed/>");
        takes(201, signedBy("northshire-police", committed(US, Digest.of(Files.readAllBytes(file)))));

        assertThat(partner.types("submit", file.toString()).code()).isEqualTo(4);
    }

    @Test
    void a_notice_is_read_in_words_and_says_that_silence_is_silence() throws KeysUnreadable {
        posts(signedBy("gateway", outstanding()));

        Partner.Ended ended = partner.types("mailbox");

        assertThat(ended.code()).isZero();
        assertThat(ended.said())
                .contains("Waiting: 1 delivery, 1 notice.")
                .contains("Delivery " + ID + " what: safeguarding-check-response from: northshire-children")
                .contains("state: waits to be collected")
                .contains("what: checks outstanding")
                .contains("checks outstanding: northshire-police")
                .contains("No answer yet is not \"nothing held\".");
        assertThat(ended.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @Test
    void a_notice_that_another_signed_is_broken() throws KeysUnreadable {
        posts(signedBy("northshire-police", outstanding()));

        assertThat(partner.types("mailbox").code()).isEqualTo(4);
    }

    @Test
    void what_we_confirm_is_the_very_bytes_and_who_read_them() throws IOException, KeysUnreadable, StatementRefused {
        Path file = Files.write(work.resolve("sealed.p7m"), new byte[] {0x30, 1, 2});
        String path = "/v1/mailbox/" + ID + "/receipt";
        partner.server().stubFor(post(urlEqualTo(path)).willReturn(aResponse().withStatus(204)));

        Partner.Ended ended = partner.types("receipt", ID.toString(), file.toString(), "--read-by", "po-117");

        assertThat(ended.code()).isZero();
        String jws = partner.server()
                .findAll(postRequestedFor(urlEqualTo(path)))
                .get(0)
                .getBodyAsString();
        Statement.Received received = new StatementVerifier(
                        US, List.of(keys(Partner.AGENCY).signing().certificate()))
                .verify(new Receipt(jws), Statement.Received.class);
        assertThat(received.delivery()).isEqualTo(ID);
        assertThat(received.sealed()).isEqualTo(Digest.of(Files.readAllBytes(file)));
        assertThat(received.readBy()).contains("po-117");
    }

    @Test
    void who_read_it_is_a_reference_and_no_name() throws IOException {
        Path file = Files.write(work.resolve("sealed.p7m"), new byte[] {0x30, 1, 2});

        assertThat(partner.types("receipt", ID.toString(), file.toString(), "--read-by", "Ann Example")
                        .code())
                .isEqualTo(2);
        partner.server().verify(0, postRequestedFor(urlEqualTo("/v1/mailbox/" + ID + "/receipt")));
    }

    private static Statement.Committed committed(AgencyId sender, String digest) {
        TeamId team = new TeamId("public-protection");
        return new Statement.Committed(
                ID,
                GATEWAY,
                AT,
                sender,
                ID,
                new Kind("safeguarding-check-request"),
                digest,
                Optional.empty(),
                List.of(new Statement.Promised(
                        new AgencyId("northshire-police"), team, new Role("safeguarding-officer"), ID, ID, DIGEST)),
                List.of(new Statement.NotAsked(
                        new AgencyId("northshire-council"),
                        new TeamId("housing"),
                        new Role("housing-officer"),
                        "POWER_DOES_NOT_FIT",
                        "OMA14 needs a probation body at one end")),
                List.of(new Statement.Query(
                        "identifier.bad-check", "/Disclosure/Subject[1]/Identifier[1]", "the check letter is another")),
                Optional.empty());
    }

    private static Statement.Notified outstanding() {
        return new Statement.Notified(
                ID,
                GATEWAY,
                AT,
                US,
                "team",
                new TeamId("court-team-north"),
                "checks-outstanding",
                ID,
                Optional.empty(),
                "checks outstanding: northshire-police");
    }

    /** Signed with the holder's key, whatever the statement claims. */
    private static String signedBy(String holder, Statement statement) throws KeysUnreadable {
        return new StatementSigner(statement.issuer(), keys(holder).signing())
                .sign(statement)
                .jws();
    }

    private static AgencyKeys keys(String holder) throws KeysUnreadable {
        return AgencyKeys.read(partner.certificates().resolve(holder), TrustPolicy.SAMPLE_PASSWORD.toCharArray());
    }

    private static void takes(int status, String receipt) {
        partner.server()
                .stubFor(post(urlEqualTo("/v1/disclosures"))
                        .willReturn(aResponse().withStatus(status).withBody("{\"receipt\":\"" + receipt + "\"}")));
    }

    private static void posts(String notice) {
        partner.server()
                .stubFor(get(urlEqualTo("/v1/mailbox")).willReturn(aResponse().withBody("""
                {"deliveries":[{"delivery":"%1$s","from":"northshire-children","kind":"safeguarding-check-response",
                  "conversation":"%1$s","order":1,"team":"court-team-north","role":"court-officer",
                  "committed":"2026-03-02T11:00:00Z","size":4711,"handedOver":false}],
                 "notices":[{"id":"%1$s","kind":"checks-outstanding","desk":"team","team":"court-team-north","regarding":"%1$s","at":"2026-03-02T14:00:00Z",
                  "jws":"%2$s"}]}""".formatted(ID, notice))));
    }
}
