package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.concordat.protection.receipt.Digest;
import org.concordat.protection.receipt.Statement;
import org.concordat.protection.receipt.StatementSigner;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.schemas.terminology.AgencyId;
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

    /** An agency's signed word that it has these bytes. */
    String receipt(AgencyId by, UUID delivery, byte[] bytes) {
        return new StatementSigner(by, Keys.of(by.value()).signing())
                .sign(new Statement.Received(
                        UUID.fromString("00000000-0000-4000-8000-000000000001"),
                        by,
                        northshire.clock.instant(),
                        delivery,
                        Digest.of(bytes),
                        Optional.empty()))
                .jws();
    }

    /** That it has what was released to it. */
    String receipt(AgencyId by, UUID delivery) {
        return receipt(
                by,
                delivery,
                northshire.stores.rows.get(delivery).parcel.content().toByteArray());
    }
}
