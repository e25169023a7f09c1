package org.concordat.gateway;

import java.security.SecureRandom;
import org.concordat.gateway.api.SectionTypes;
import org.concordat.gateway.setting.GatewaySettings;
import org.concordat.gateway.setting.SettingsRejected;
import org.concordat.protection.agency.Agencies;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.configuration.ConfigurationRejected;
import org.concordat.protection.key.Certificates;
import org.concordat.routes.hop.Trust;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.springframework.context.annotation.Bean;

/** What may be said and shared: schemas, the configuration in force, and certificates as the hops ask after them. */
@org.springframework.context.annotation.Configuration(proxyBeanMethods = false)
class ProtectionConfiguration {
    @Bean
    DisclosureContext disclosures() {
        return DisclosureContext.standard();
    }

    @Bean
    SectionTypes sectionTypes(DisclosureContext disclosures) {
        return disclosures.labels()::category;
    }

    @Bean
    SecureRandom random() {
        return new SecureRandom();
    }

    /** Refuses to start, with every finding, on a configuration that names what does not exist. */
    @Bean
    Configuration configurationInForce(GatewaySettings settings, DisclosureContext disclosures) {
        try {
            return Configuration.read(settings.configuration(), settings.certificates(), disclosures);
        } catch (ConfigurationRejected e) {
            throw new SettingsRejected(e.findings().stream()
                    .map(ConfigurationRejected.Finding::toString)
                    .toList());
        }
    }

    @Bean
    Agencies agencies(Configuration configuration) {
        return configuration.agencies();
    }

    @Bean
    Trust trust(Certificates certificates) {
        return certificates::check;
    }
}
