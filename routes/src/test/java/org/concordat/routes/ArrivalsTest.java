package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.routes.Northshire.POLICE;
import static org.concordat.routes.Northshire.PROBATION;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Attempts;
import org.concordat.protection.agency.Endpoint;
import org.concordat.protection.agency.HandsIn;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.envelope.Sealer;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.mapping.LocalFormat;
import org.concordat.protection.mapping.Mapping;
import org.concordat.protection.receipt.Receipt;
import org.concordat.routes.arrival.Arrivals;
import org.concordat.routes.arrival.Rooms;
import org.concordat.routes.connector.Arrival;
import org.concordat.routes.connector.ConnectorFailed;
import org.concordat.routes.connector.PickUp;
import org.concordat.routes.connector.PickUp.Answer;
import org.concordat.routes.connector.PickUp.Outcome;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.signature.DisclosureVerifier;
import org.concordat.schemas.terminology.AgencyId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was put somewhere goes through the same hops as what is called in, and nobody speaks for another agency by it. */
class ArrivalsTest extends AtNorthshire {
    private static final Instant THEN = Instant.parse("2026-03-02T09:00:00Z");
    private static final Endpoint FILES = new Endpoint.Sftp(
            URI.create("sftp://concordat@files.example/out"), "SHA256:x", Optional.empty(), Endpoint.Receipt.SIGNED);

    private final Shelf shelf = new Shelf(false);
    private long most = 1 << 24;
    private boolean full;
    private boolean ours = true;

    @BeforeEach
    void probation_hands_in_by_file() {
        handsIn(PROBATION, FILES, Optional.empty());
    }

    @Test
    void what_was_put_there_is_committed_and_answered_with_the_receipt() throws Exception {
        Answer answer = put(northshire.request());
        assertThat(answer.outcome()).isEqualTo(Outcome.TAKEN);
        assertThat(northshire.stores.rows).hasSize(2);
        assertThat(northshire.stores.entries).hasSize(2);
    }

    @Test
    void a_repeat_is_answered_with_the_first_ones_receipt() throws Exception {
        byte[] request = northshire.request();
        Receipt called = northshire.submit(PROBATION, request);
        assertThat(put(request)).isEqualTo(new Answer(Outcome.TAKEN, called.jws(), false));
        assertThat(northshire.stores.rows).hasSize(2);
    }

    @Test
    void what_is_sealed_to_the_gateway_is_opened() throws Exception {
        assertThat(put(sealed(northshire.request())).outcome()).isEqualTo(Outcome.TAKEN);
    }

    @Test
    void an_agency_hands_in_its_own_only_wherever_it_lies() throws Exception {
        handsIn(POLICE, FILES, Optional.empty());
        northshire.agencies.remove(PROBATION);
        assertRefused(put(northshire.request()), "admit.sender-mismatch");
    }

    @Test
    void a_record_that_another_key_signed_is_refused() throws Exception {
        byte[] forged = northshire.sign(
                Northshire.draft("request.xml"), Keys.of(POLICE.value()).signing());
        assertRefused(put(forged), "check.signature");
    }

    @Test
    void what_anybody_could_have_put_there_has_to_be_sealed() throws Exception {
        Endpoint mail = new Endpoint.SecureEmail("court-team@nps.example", Endpoint.Content.NOTICE);
        handsIn(PROBATION, mail, Optional.empty());
        Shelf post = new Shelf(true);
        put(post, northshire.request());
        put(post, sealed(northshire.request()));
        assertThat(post.answers).extracting(Answer::outcome).containsExactly(Outcome.REFUSED, Outcome.TAKEN);
        assertThat(post.answers.get(0).text()).isEqualTo("admit.not-sealed-to-gateway");
    }

    @Test
    void what_anybody_could_have_put_there_is_not_the_agencys_before_its_signature_held() throws Exception {
        Endpoint mail = new Endpoint.SecureEmail("court-team@nps.example", Endpoint.Content.NOTICE);
        handsIn(PROBATION, mail, Optional.empty());
        Shelf post = new Shelf(true);
        String draft = Northshire.draft("request.xml");
        String secret =
                new String(northshire.request(), StandardCharsets.UTF_8).replace("OFFICIAL-SENSITIVE", "SECRET");
        assertRefused(put(post, sealed(secret.getBytes(StandardCharsets.UTF_8))), "admit.above-marking");
        assertRefused(put(post, sealed("garbage".getBytes(StandardCharsets.UTF_8))), "admit.unreadable");
        assertRefused(put(post, new byte[0]), "request.empty");
        byte[] forged = northshire.sign(draft, Keys.of(POLICE.value()).signing());
        assertRefused(put(post, sealed(forged)), "check.signature");
        assertThat(northshire.stores.quarantined).isEmpty();
        assertThat(northshire.stores.entries).isEmpty();
        assertThat(post.answers).extracting(Answer::anybodys).containsOnly(true);
    }

    @Test
    void what_is_refused_after_its_signature_held_is_the_agencys_and_a_repeat_is_anybodys() throws Exception {
        handsIn(
                PROBATION,
                new Endpoint.SecureEmail("court-team@nps.example", Endpoint.Content.NOTICE),
                Optional.empty());
        Shelf post = new Shelf(true);
        byte[] request = northshire.request();
        assertThat(put(post, sealed(request)).anybodys()).isFalse();
        assertThat(put(post, sealed(request)).anybodys()).isTrue();
        byte[] old = northshire.request();
        northshire.clock.moveTo("2026-03-03T09:15:00.001Z");
        Answer late = put(post, sealed(old));
        assertThat(late.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(late.anybodys()).isFalse();
    }

    @Test
    void a_look_takes_nothing_more_once_the_agency_hands_in_elsewhere() throws Exception {
        Endpoint elsewhere = new Endpoint.Sftp(
                URI.create("sftp://concordat@new.example/out"), "SHA256:y", Optional.empty(), Endpoint.Receipt.SIGNED);
        shelf.first = () -> handsIn(PROBATION, elsewhere, Optional.empty());
        assertThat(put(northshire.request()).outcome()).isEqualTo(Outcome.LATER);
        shelf.first = () -> {};
        assertThat(put(northshire.request()).outcome()).isEqualTo(Outcome.TAKEN);
    }

    @Test
    void garbage_nothing_and_too_much_are_refused_on_record() throws Exception {
        assertRefused(put("garbage".getBytes(StandardCharsets.US_ASCII)), "admit.unreadable");
        assertRefused(put(new byte[0]), "request.empty");
        shelf.lying.clear();
        shelf.lying.add(new Arrival("huge", THEN, 1L << 40, Optional.empty(), () -> {
            throw new AssertionError("it is not read");
        }));
        look(shelf);
        assertRefused(shelf.last(), "request.too-large");
        shelf.lying.set(0, new Arrival("negative", THEN, -1L << 62, Optional.empty(), () -> Optional.of(new byte[0])));
        look(shelf);
        assertRefused(shelf.last(), "request.too-large");
        assertThat(northshire.stores.entries).hasSize(4);
        assertThat(northshire.stores.rows).isEmpty();
    }

    @Test
    void while_there_is_no_room_or_no_database_nothing_is_decided() throws Exception {
        full = true;
        assertThat(put(northshire.request()).outcome()).isEqualTo(Outcome.LATER);
        full = false;
        northshire.stores.away = true;
        assertThat(put(northshire.request()).outcome()).isEqualTo(Outcome.LATER);
        northshire.stores.away = false;
        assertThat(northshire.stores.entries).isEmpty();
    }

    @Test
    void nobody_looks_for_who_is_not_in_force_or_closed_or_looked_for_by_another_node() throws Exception {
        shelf.lying.add(arrival("a", northshire.request()));
        ours = false;
        look(shelf);
        ours = true;
        northshire.alter(PROBATION, agency -> agency.until(northshire.clock.instant()));
        look(shelf);
        assertThat(shelf.answers).isEmpty();
    }

    @Test
    void a_place_that_is_slow_keeps_no_other_waiting() throws Exception {
        handsIn(POLICE, FILES, Optional.empty());
        CountDownLatch slow = new CountDownLatch(1);
        CountDownLatch looked = new CountDownLatch(1);
        ExecutorService workers = Executors.newCachedThreadPool();
        PickUp places = new PickUp() {
            @Override
            public String name() {
                return "sftp";
            }

            @Override
            public void look(List<Agency> agencies, Taking taking) throws ConnectorFailed {
                if (agencies.get(0).id().equals(POLICE)) {
                    looked.countDown();
                    return;
                }
                try {
                    slow.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }
        };
        try {
            Arrivals arrivals = northshire.flow.arrivals(List.of(places), answers(), workers, () -> true);
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                arrivals.round();
                return looked.getCount() == 0;
            });
        } finally {
            slow.countDown();
            workers.shutdown();
        }
    }

    @Test
    void of_what_a_system_cannot_sign_a_record_is_made_that_says_so_and_only_once() throws Exception {
        adapted();
        Answer first = put("reference;A-17".getBytes(StandardCharsets.UTF_8));
        assertThat(first.outcome()).as(first.text()).isEqualTo(Outcome.TAKEN);
        assertThat(put("reference;A-17".getBytes(StandardCharsets.UTF_8))).isEqualTo(first);
        assertThat(northshire.stores.rows).hasSize(2);
        assertThat(new String(northshire.stores.entries.get(0).toByteArray(), StandardCharsets.UTF_8))
                .contains("\"signer\":\"adapter\"");

        AgencyKeys police = Keys.of(POLICE.value());
        Disclosure released = Northshire.parsed(new Opener(police.encryptions())
                .open(northshire.stores.only(POLICE).parcel.content()));
        assertThat(released.header().byAdapter()).isTrue();
        assertThat(released.header().id().version()).isEqualTo(7);
        new DisclosureVerifier()
                .verifyReleased(
                        released,
                        northshire.agencies.get(PROBATION).adapter().get(0),
                        Keys.of("gateway").signing().certificate());
        // and it leaves: the adapter's key stands for its sender when it is decided again
        northshire.pushes().round();
        assertThat(northshire.partner.taken).hasSize(1);
    }

    @Test
    void another_file_or_another_time_is_another_disclosure() throws Exception {
        adapted();
        byte[] local = "reference;A-17".getBytes(StandardCharsets.UTF_8);
        shelf.lying.add(new Arrival("a", THEN, local.length, Optional.empty(), () -> Optional.of(local.clone())));
        shelf.lying.add(new Arrival("b", THEN, local.length, Optional.empty(), () -> Optional.of(local.clone())));
        shelf.lying.add(new Arrival(
                "a", THEN.plusSeconds(1), local.length, Optional.empty(), () -> Optional.of(local.clone())));
        look(shelf);
        assertThat(shelf.answers).extracting(Answer::text).doesNotHaveDuplicates();
        assertThat(northshire.stores.rows).hasSize(6);
    }

    @Test
    void what_the_mapping_makes_nothing_of_is_refused_without_its_words() throws Exception {
        adapted();
        assertRefused(put("reference;".getBytes(StandardCharsets.UTF_8)), "admit.draft-rejected");
        assertRefused(put(new byte[] {(byte) 0xFF, 1}), "admit.mapping-failed");
        assertThat(northshire.stores.rows).isEmpty();
    }

    @Test
    void without_the_adapters_key_nothing_is_decided() throws Exception {
        adapted();
        northshire.adapters.clear();
        assertThat(put("reference;A-17".getBytes(StandardCharsets.UTF_8)).outcome())
                .isEqualTo(Outcome.LATER);
    }

    @Test
    void the_adapters_key_signs_for_nothing_that_came_otherwise_and_no_other_key_claims_to_be_it() throws Exception {
        adapted();
        String draft = Northshire.draft("request.xml");
        String claiming = draft.replaceFirst("<Header ", "<Header signer=\"adapter\" ");
        assertThat(claiming).isNotEqualTo(draft);
        AgencyKeys own = Keys.of(PROBATION.value());
        AgencyKeys adapters = Keys.of("adapter");
        assertRefused(
                () -> northshire.submit(PROBATION, northshire.sign(draft, adapters.signing())),
                Category.INVALID,
                "check.signature");
        for (AgencyKeys keys : List.of(own, adapters)) {
            assertRefused(
                    () -> northshire.submit(PROBATION, northshire.sign(claiming, keys.signing())),
                    Category.FORBIDDEN,
                    "check.signer-mismatch");
        }
        assertThat(northshire.stores.rows).isEmpty();
    }

    /** Probation's system hands in a line of text, of which the mapping makes a request. */
    private void adapted() throws Exception {
        String draft = Northshire.draft("request.xml").replaceFirst("^<\\?xml[^>]*>", "");
        Mapping mapping = Mapping.of(
                "lines",
                "mapping.xslt",
                """
                        <xsl:stylesheet version='3.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>
                        <xsl:template match=".[matches(., '^reference;.+')]">DRAFT</xsl:template>
                        <xsl:template match="."><nothing/></xsl:template>
                        </xsl:stylesheet>
                        """.replace("DRAFT", draft.replace("{", "{{").replace("}", "}}"))
                        .getBytes(StandardCharsets.UTF_8),
                LocalFormat.CSV,
                true);
        handsIn(PROBATION, FILES, Optional.of(mapping));
        northshire.adapters.put(PROBATION, Keys.of("adapter").signing());
    }

    private void handsIn(AgencyId id, Endpoint endpoint, Optional<Mapping> mapping) {
        northshire.alter(
                id,
                agency -> agency.handsIn(new HandsIn(endpoint, Attempts.USUAL, Optional.empty(), mapping))
                        .adapter(mapping.map(m -> Keys.of("adapter").signing().certificate()).stream()
                                .toList()));
    }

    private static byte[] sealed(byte[] document) throws Exception {
        return new Sealer()
                .seal(document, List.of(Keys.of("gateway").encryption().certificate()))
                .toByteArray();
    }

    private Answer put(byte[] bytes) {
        return put(shelf, bytes);
    }

    private Answer put(Shelf there, byte[] bytes) {
        there.lying.clear();
        there.lying.add(arrival("a", bytes));
        look(there);
        return there.last();
    }

    private static Arrival arrival(String name, byte[] bytes) {
        return new Arrival(name, THEN, bytes.length, Optional.empty(), () -> Optional.of(bytes.clone()));
    }

    private void look(PickUp there) {
        northshire
                .flow
                .arrivals(List.of(there), answers(), Runnable::run, () -> true)
                .round();
    }

    private Arrivals.Answers answers() {
        return new Arrivals.Answers(
                (place, node, lease) -> ours,
                new Rooms() {
                    @Override
                    public Optional<Held> hold(AgencyId agency, long bytes) {
                        return full
                                ? Optional.empty()
                                : Optional.of(new Held() {
                                    @Override
                                    public boolean take(long more) {
                                        return true;
                                    }

                                    @Override
                                    public void close() {}
                                });
                    }

                    @Override
                    public long most() {
                        return most;
                    }
                },
                refused -> refused.code());
    }

    private void assertRefused(Answer answer, String code) {
        assertThat(answer.outcome()).isEqualTo(Outcome.REFUSED);
        assertThat(answer.text()).isEqualTo(code);
        assertThat(northshire.counts.told).contains("refused " + code);
    }
}
