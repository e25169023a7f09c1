package org.concordat.faults;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.gateway.GatewayClient;
import org.concordat.cli.gateway.KeycloakTokens;
import org.concordat.cli.gateway.Wire;
import org.concordat.cli.outcome.Stopped;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.envelope.OpeningFailed;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.protection.receipt.Digest;
import org.concordat.protection.receipt.Receipt;
import org.concordat.protection.receipt.Statement;
import org.concordat.protection.receipt.StatementRefused;
import org.concordat.protection.receipt.StatementSigner;
import org.concordat.protection.receipt.StatementVerifier;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.concordat.schemas.disclosure.DisclosureRejected;
import org.concordat.schemas.signature.DisclosureSigner;
import org.concordat.schemas.terminology.AgencyId;
import tools.jackson.databind.JsonNode;

/** One agency's own system: it signs and submits, collects, opens and confirms. Safe to share. */
final class Correspondent {
    /** Certificates and tokens live in real time. */
    private static final Clock REAL = Clock.systemUTC();

    private static final DisclosureContext CONTEXT = DisclosureContext.standard();

    private final AgencyId agency;
    private final AgencyKeys keys;
    private final Clock clock;
    private final GatewayClient gateway;
    private final DisclosureSigner signer;
    private final Opener opener;
    private final StatementVerifier gatewaysWord;

    private Correspondent(
            AgencyId agency, AgencyKeys keys, Clock clock, GatewayClient gateway, StatementVerifier gatewaysWord) {
        this.agency = agency;
        this.keys = keys;
        this.clock = clock;
        this.gateway = gateway;
        this.signer = new DisclosureSigner(CONTEXT, clock);
        this.opener =
                new Opener(keys.encryption().privateKey(), keys.encryption().certificate());
        this.gatewaysWord = gatewaysWord;
    }

    static Correspondent of(String agency, Ground ground) throws Exception {
        return with(keysOf(agency, ground), agency, ground);
    }

    /** With other keys than the agency has in its folder. */
    static Correspondent with(AgencyKeys keys, String agency, Ground ground) throws Exception {
        Wire wire =
                Wire.of(Optional.of(keys.tls()), ground.northshire().authority().certificate());
        AgencyId id = new AgencyId(agency);
        GatewayClient gateway = new GatewayClient(
                ground.address(),
                wire,
                new KeycloakTokens(ground.shared().keycloak().issuer(), id, KeycloakTokens.SHARING, wire, REAL));
        StatementVerifier word = new StatementVerifier(
                new AgencyId("gateway"),
                AgencyKeys.read(ground.keys(), TrustPolicy.SAMPLE_PASSWORD.toCharArray())
                        .signers());
        return new Correspondent(id, keys, ground.clock(), gateway, word);
    }

    static AgencyKeys keysOf(String agency, Ground ground) throws Exception {
        return AgencyKeys.read(
                ground.northshire().certificates().resolve(agency), TrustPolicy.SAMPLE_PASSWORD.toCharArray());
    }

    AgencyId agency() {
        return agency;
    }

    GatewayClient gateway() {
        return gateway;
    }

    /** A draft of the sandbox, e.g. {@code check-request}, signed: every time a disclosure of its own. */
    Document write(String draft, Map<String, String> blanks) throws IOException, DisclosureRejected {
        return sign(filled(draft, blanks));
    }

    Document sign(String text) throws DisclosureRejected {
        return new Document(signer.sign(text.getBytes(StandardCharsets.UTF_8), keys.signing()));
    }

    /** A draft of the sandbox as it is signed. */
    String filled(String draft, Map<String, String> blanks) throws IOException {
        String text;
        try (InputStream in = Correspondent.class.getResourceAsStream("/northshire/drafts/" + draft + ".xml")) {
            if (in == null) {
                throw new IOException("there is no draft " + draft);
            }
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        text = text.replace(
                        "${NOW}",
                        clock.instant().truncatedTo(ChronoUnit.SECONDS).toString())
                .replace(
                        "${HEARING}",
                        clock.instant()
                                .plus(Duration.ofHours(3))
                                .truncatedTo(ChronoUnit.SECONDS)
                                .toString());
        for (Map.Entry<String, String> blank : blanks.entrySet()) {
            text = text.replace("${" + blank.getKey() + "}", blank.getValue());
        }
        return text;
    }

    Answer submit(Document document) throws Stopped {
        return gateway.submit(document.bytes());
    }

    /** The receipt in an answer, if the gateway signed it, and for this disclosure. */
    Statement.Committed receipted(Document document, Answer answer) throws StatementRefused {
        Statement.Committed committed =
                gatewaysWord.verify(new Receipt(answer.json().path("receipt").asString("")), Statement.Committed.class);
        if (!committed.disclosure().equals(document.id()) || !committed.sender().equals(agency)) {
            throw new IllegalStateException("the receipt is for another disclosure");
        }
        return committed;
    }

    /** What waits in its mailbox. */
    List<UUID> waiting() throws Stopped {
        return waiting(gateway.mailbox());
    }

    static List<UUID> waiting(Answer mailbox) {
        return mailbox.json()
                .path("deliveries")
                .valueStream()
                .map((JsonNode waiting) ->
                        UUID.fromString(waiting.path("delivery").asString("")))
                .toList();
    }

    StatementVerifier gatewaysWord() {
        return gatewaysWord;
    }

    Document open(byte[] sealed) throws OpeningFailed {
        return new Document(opener.open(new Sealed(sealed)));
    }

    /** Its signed word that it has these sealed bytes. */
    String receipt(UUID delivery, byte[] sealed) {
        return signed(new Statement.Received(
                UUID.nameUUIDFromBytes(delivery.toString().getBytes(StandardCharsets.US_ASCII)),
                agency,
                clock.instant(),
                delivery,
                Digest.of(sealed),
                Optional.of("REF-1")));
    }

    /** What it says, as compact JWS. */
    String signed(Statement statement) {
        return new StatementSigner(agency, keys.signing()).sign(statement).jws();
    }
}
