package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.routes.Northshire.CHILDREN;
import static org.concordat.routes.Northshire.POLICE;
import static org.concordat.routes.Northshire.PROBATION;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.Verdict;
import org.concordat.protection.receipt.Receipt;
import org.concordat.protection.receipt.Statement.Echoed;
import org.concordat.protection.receipt.Statement.Pinged;
import org.concordat.protection.receipt.Statement.Received;
import org.concordat.protection.receipt.StatementSigner;
import org.concordat.protection.receipt.StatementVerifier;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.routes.hop.Statements;
import org.concordat.schemas.terminology.AgencyId;
import org.junit.jupiter.api.Test;

/** A ping is answered to the agency that signed it, and opens and is believed only where every key is in its place. */
class PingTest extends AtNorthshire {
    private static final UUID PING = UUID.fromString("3d7c0c8e-5a0e-4f0a-9a55-0d3f2b7f0001");

    @Test
    void it_is_answered_signed_and_sealed() throws Exception {
        Echoed echoed = opened(POLICE, ping(POLICE, northshire.clock.instant()));
        assertThat(echoed.to()).isEqualTo(POLICE);
        assertThat(echoed.ping()).isEqualTo(PING);
        assertThat(echoed.connector()).isEqualTo("mailbox");
        assertThat(echoed.answers()).isEqualTo(Optional.empty());
        assertThat(northshire.stores.entries).isEmpty();
    }

    @Test
    void who_is_pushed_to_learns_whether_it_is_reached() throws Exception {
        assertThat(opened(CHILDREN, ping(CHILDREN, northshire.clock.instant())).answers())
                .contains(true);
        northshire.partner.away = true;
        assertThat(opened(CHILDREN, ping(CHILDREN, northshire.clock.instant())).answers())
                .contains(false);
    }

    @Test
    void another_agencys_signature_is_refused_and_on_record() {
        refused(POLICE, signed(Keys.of(PROBATION.value()), PROBATION, northshire.clock.instant()));
        refused(POLICE, signed(Keys.of(PROBATION.value()), POLICE, northshire.clock.instant()));
        assertThat(northshire.stores.entries).hasSize(2);
    }

    @Test
    void another_statement_is_no_ping() {
        Instant now = northshire.clock.instant();
        String other = new StatementSigner(POLICE, Keys.of(POLICE.value()).signing())
                .sign(new Received(PING, POLICE, now, PING, "0".repeat(64), Optional.empty()))
                .jws();
        refused(POLICE, other);
        refused(POLICE, "no statement");
    }

    @Test
    void one_from_times_to_come_is_refused() {
        refused(POLICE, ping(POLICE, northshire.clock.instant().plusSeconds(3600)));
    }

    @Test
    void a_certificate_that_cannot_be_relied_on_is_told() {
        northshire.verdicts.put(Keys.of(POLICE.value()).encryption().certificate(), Verdict.REVOKED);
        String ping = ping(POLICE, northshire.clock.instant());
        assertRefused(
                () -> northshire.flow.doors().ping(northshire.caller(POLICE), ping),
                Category.FORBIDDEN,
                "ping.certificate-revoked");
    }

    private void refused(AgencyId as, String jws) {
        assertRefused(
                () -> northshire.flow.doors().ping(northshire.caller(as), jws), Category.FORBIDDEN, "ping.not-signed");
    }

    private Echoed opened(AgencyId agency, String jws) throws Exception {
        Sealed answer = northshire.flow.doors().ping(northshire.caller(agency), jws);
        byte[] echo = new Opener(Keys.of(agency.value()).encryptions()).open(answer);
        return new StatementVerifier(Statements.GATEWAY, Keys.of("gateway").signers())
                .verify(new Receipt(new String(echo, StandardCharsets.US_ASCII)), Echoed.class);
    }

    private static String ping(AgencyId agency, Instant at) {
        return signed(Keys.of(agency.value()), agency, at);
    }

    private static String signed(AgencyKeys keys, AgencyId issuer, Instant at) {
        return new StatementSigner(issuer, keys.signing())
                .sign(new Pinged(PING, issuer, at))
                .jws();
    }
}
