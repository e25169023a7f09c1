package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
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
}
