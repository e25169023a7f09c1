package org.concordat.routes.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.UUID;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Attempts;
import org.concordat.protection.agency.Connection;
import org.concordat.protection.agency.Endpoint;
import org.concordat.protection.agency.OpeningHours;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.envelope.Sealer;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.routes.Registered;
import org.concordat.schemas.terminology.AgencyId;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every connector that pushes does, at a real server of its protocol. */
abstract class ConnectorContract {
    static final UUID DELIVERY = UUID.fromString("0195563a-7c00-7000-8000-000000000001");
    static final Duration TIME_OUT = Duration.ofSeconds(3);
    static final End GATEWAY = End.make();
    static final End PARTNER = End.make();

    /** Too large for one packet of any of them. */
    private static final String RECORD = "a sealed record ".repeat(20_000);

    @TempDir
    Path folder;

    Payload payload;

    /** Where the recipient's server listens; the same after it was down. */
    abstract int start() throws Exception;

    abstract void stop() throws Exception;

    abstract Connector connector();

    /** How the recipient is registered when its server is at that port. */
    abstract Endpoint at(int port);

    /** What lies at the recipient, each delivery once however often its protocol brought it. */
    abstract List<byte[]> received() throws Exception;

    /** An attempt at a server that is not the registered one. */
    abstract void atImpostor(int port) throws Exception;

    private int port;

    @BeforeEach
    void seal() throws Exception {
        port = start();
        payload = Payload.of(
                new Sealer().seal(RECORD.getBytes(StandardCharsets.US_ASCII), List.of(PARTNER.certificate())));
    }

    @AfterEach
    void end() throws Exception {
        stop();
        if (connector() instanceof AutoCloseable open) {
            open.close();
        }
    }

    @Test
    void what_is_handed_over_the_recipient_opens() throws Exception {
        reach();
        handOver(port);
        byte[] opened = new Opener(
                        List.of(new AgencyKeys.Encryption(PARTNER.keys().getPrivate(), PARTNER.certificate())))
                .open(new org.concordat.protection.envelope.Sealed(received().get(0)));
        assertThat(new String(opened, StandardCharsets.US_ASCII)).isEqualTo(RECORD);
    }

    @Test
    void a_repeat_after_a_lost_answer_doubles_nothing() throws Exception {
        handOver(port);
        handOver(port);
        assertThat(received()).hasSize(1);
    }

    @Test
    void who_was_down_gets_it_once_when_it_is_back() throws Exception {
        reach();
        stop();
        assertFails(() -> handOver(port));
        assertFails(() -> reach());
        start();
        reach();
        handOver(port);
        assertThat(received()).hasSize(1);
    }

    @Test
    void somebody_else_at_the_address_gets_nothing() throws Exception {
        assertFails(() -> atImpostor(port));
        assertThat(received()).isEmpty();
    }

    @Test
    void a_line_that_breaks_in_the_middle_brings_nothing_that_could_be_taken_for_whole() throws Exception {
        try (Trickle line = Trickle.breakingAfter(port, 100_000)) {
            assertFails(() -> handOver(line.port()));
        }
        assertThat(received()).isEmpty();
        handOver(port);
        assertThat(received()).hasSize(1);
    }

    @Test
    void a_server_that_speaks_byte_by_byte_does_not_hold_us() throws Exception {
        try (Trickle line = Trickle.slow(port)) {
            long begun = System.nanoTime();
            assertFails(() -> handOver(line.port()));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(TIME_OUT.multipliedBy(3));
        }
    }

    private void handOver(int at) throws ConnectorFailed {
        Agency recipient = recipient(at);
        connector().handOver(DELIVERY, payload, recipient);
    }

    private void reach() throws ConnectorFailed {
        Agency recipient = recipient();
        connector().reach(recipient);
    }

    interface Call {
        void make() throws Exception;
    }

    static void assertFails(Call call) {
        assertThatThrownBy(call::make).isInstanceOf(ConnectorFailed.class);
    }

    Agency recipient() {
        return recipient(port);
    }

    Agency recipient(int at) {
        return registered(at(at));
    }

    static Agency registered(Endpoint endpoint) {
        return Registered.as(new AgencyId("northshire-prison"))
                .encryption(List.of(PARTNER.certificate()))
                .connection(reached(endpoint, TIME_OUT))
                .agency();
    }

    /** By a server that is not waited for long. */
    static Connection reached(Endpoint endpoint, Duration timeOut) {
        Attempts attempts = new Attempts(
                timeOut, OpeningHours.ALWAYS, Duration.ofSeconds(1), Duration.ofSeconds(2), 1, OptionalInt.empty());
        return new Connection(endpoint, attempts, Optional.empty(), Optional.empty());
    }
}
