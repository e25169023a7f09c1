package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.routes.Northshire.CHILDREN;
import static org.concordat.routes.Northshire.PROBATION;

import java.util.List;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.envelope.OpeningFailed;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.envelope.Sealer;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.Verdict;
import org.concordat.protection.receipt.Receipt;
import org.concordat.protection.receipt.Statement;
import org.concordat.protection.receipt.StatementRefused;
import org.concordat.protection.receipt.StatementVerifier;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.hop.Statements;
import org.concordat.routes.hop.Submission;
import org.concordat.schemas.signature.SigningKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is on its way while keys for sealing change, the gateway's own and an agency's. */
class KeyChangeTest {
    private final AgencyKeys.Encryption first = Keys.fresh("first").encryption();
    private final AgencyKeys.Encryption second = Keys.fresh("second").encryption();

    private Northshire northshire;

    @BeforeEach
    void start() throws Exception {
        // the later in the list is the older: both certificates of the test begin on one day
        northshire = new Northshire(true, gatewayWith(second, first));
    }

    @AfterEach
    void stop() {
        northshire.close();
    }

    @Test
    void the_gateway_seals_to_its_newest_certificate_that_has_begun() throws Exception {
        northshire.verdicts.put(second.certificate(), Verdict.NOT_YET_VALID);
        northshire.submit(PROBATION, northshire.request());
        assertThat(opens(first, grounds())).isTrue();

        northshire.verdicts.clear();
        northshire.stores.rows.clear();
        northshire.submit(PROBATION, northshire.request());
        assertThat(opens(second, grounds())).isTrue();
        assertThat(opens(first, grounds())).isFalse();
    }

    @Test
    void what_was_sealed_under_the_old_key_is_still_decided_anew_and_delivered() throws Exception {
        northshire.verdicts.put(second.certificate(), Verdict.NOT_YET_VALID);
        northshire.submit(PROBATION, northshire.request());

        northshire.verdicts.clear();
        northshire.verdicts.put(first.certificate(), Verdict.EXPIRED);
        round();
        assertThat(northshire.partner.taken).hasSize(1);
    }

    @Test
    void a_key_that_comes_into_a_running_gateways_store_opens_what_is_sealed_to_it() throws Exception {
        northshire.close();
        northshire = new Northshire(true, gatewayWith(first));
        northshire.gateway = gatewayWith(second, first);

        byte[] sealed = new Sealer()
                .seal(northshire.request(), List.of(second.certificate()))
                .toByteArray();
        northshire
                .flow
                .doors()
                .submit(new Submission(northshire.caller(PROBATION), Submission.Form.CMS, sealed, bytes -> true));
        assertThat(opens(second, grounds())).isTrue();
        round();
        assertThat(northshire.partner.taken).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(names = {"REVOKED", "EXPIRED", "NOT_YET_VALID"})
    void the_gateway_signs_with_its_newest_key_that_may_be_relied_on(Verdict ofTheNewest) throws Exception {
        SigningKey newest = Keys.of("newest").signing();
        SigningKey older = Keys.of("older").signing();
        AgencyKeys own = northshire.gateway;
        northshire.gateway =
                new AgencyKeys(own.tls(), List.of(newest, older), List.of(), own.encryptions(), own.realTime());
        assertThat(isSignedBy(newest, northshire.submit(PROBATION, northshire.request())))
                .isTrue();
        northshire.verdicts.put(newest.certificate(), ofTheNewest);
        northshire.stores.rows.clear();
        assertThat(isSignedBy(older, northshire.submit(PROBATION, northshire.request())))
                .isTrue();
        northshire.verdicts.put(older.certificate(), ofTheNewest);
        northshire.stores.rows.clear();
        assertThat(isSignedBy(newest, northshire.submit(PROBATION, northshire.request())))
                .as("where none may be relied on, the newest that has begun")
                .isTrue();
    }

    @Test
    void an_agencys_next_certificate_is_sealed_to_once_it_has_begun() throws Exception {
        childrenWith(second, first);
        northshire.verdicts.put(second.certificate(), Verdict.NOT_YET_VALID);
        northshire.submit(PROBATION, northshire.request());
        assertThat(opens(first, northshire.stores.only(CHILDREN).parcel.content()))
                .isTrue();
    }

    @Test
    void what_was_sealed_to_an_agencys_old_certificate_leaves_for_as_long_as_it_is_listed() throws Exception {
        childrenWith(first);
        northshire.submit(PROBATION, northshire.request());
        childrenWith(second, first);
        round();
        assertThat(northshire.partner.taken).hasSize(1);
    }

    @Test
    void what_was_sealed_to_a_certificate_that_is_no_longer_listed_goes_back() throws Exception {
        childrenWith(first);
        northshire.submit(PROBATION, northshire.request());
        childrenWith(second);
        round();
        assertThat(northshire.partner.taken).isEmpty();
        assertThat(northshire.stores.only(CHILDREN).state).isEqualTo(DeliveryState.RETURNED);
    }

    private static boolean isSignedBy(SigningKey key, Receipt receipt) {
        try {
            new StatementVerifier(Statements.GATEWAY, List.of(key.certificate()))
                    .verify(receipt, Statement.Committed.class);
            return true;
        } catch (StatementRefused e) {
            return false;
        }
    }

    private static AgencyKeys gatewayWith(AgencyKeys.Encryption... keys) {
        AgencyKeys gateway = Keys.of("gateway");
        return new AgencyKeys(gateway.tls(), gateway.signings(), List.of(), List.of(keys), gateway.realTime());
    }

    private void childrenWith(AgencyKeys.Encryption... keys) {
        AgencyKeys own = Keys.of(CHILDREN.value());
        northshire.register(
                CHILDREN, "rest", new AgencyKeys(own.tls(), own.signings(), List.of(), List.of(keys), own.realTime()));
    }

    private void round() {
        northshire.pushes().round();
    }

    private Sealed grounds() {
        return northshire.stores.only(CHILDREN).parcel.grounds();
    }

    private static boolean opens(AgencyKeys.Encryption key, Sealed sealed) {
        try {
            return new Opener(List.of(key)).open(sealed).length > 0;
        } catch (OpeningFailed e) {
            return false;
        }
    }
}
