package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.concordat.protection.agency.Agency;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.HopRefused.Category;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Tests that each have a Northshire of their own. */
abstract class AtNorthshire {
    Northshire northshire;

    @BeforeEach
    void open() throws Exception {
        northshire = new Northshire();
    }

    @AfterEach
    void close() {
        northshire.close();
    }

    HopRefused assertRefused(ThrowingCallable call, Category category, String code) {
        HopRefused refused = catchThrowableOfType(HopRefused.class, call);
        assertThat(refused.code()).isEqualTo(code);
        assertThat(refused.category()).isEqualTo(category);
        assertThat(northshire.counts.told).contains("refused " + code);
        return refused;
    }

    static Agency endedAt(Agency agency, Instant end) {
        return new Agency(
                agency.id(),
                agency.name(),
                agency.kind(),
                agency.bodies(),
                new Agency.InForce(agency.inForce().from(), Optional.of(end)),
                agency.succession(),
                agency.teams(),
                agency.tls(),
                agency.signing(),
                agency.encryption(),
                agency.envelope(),
                agency.connection(),
                agency.desks(),
                agency.mapping(),
                agency.adapter(),
                agency.handsIn());
    }
}
