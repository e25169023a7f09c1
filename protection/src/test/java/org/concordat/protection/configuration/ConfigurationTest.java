package org.concordat.protection.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import org.concordat.schemas.terminology.AgencyId;
import org.junit.jupiter.api.Test;

class ConfigurationTest {
    @Test
    void northshire_is_read_whole() {
        Configuration configuration = Northshire.read();
        assertThat(configuration.agencies().find(new AgencyId("northshire-police")))
                .isPresent();
        assertThat(configuration.digest())
                .hasSize(64)
                .isEqualTo(configuration.rules().digest());
    }
}
