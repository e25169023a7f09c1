package org.concordat.gateway;

import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import org.concordat.gateway.api.SectionTypes;
import org.concordat.gateway.setting.GatewaySettings;
import org.concordat.gateway.setting.SettingsRejected;
import org.concordat.protection.agency.Agencies;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.configuration.ConfigurationRejected;
import org.concordat.protection.key.Certificates;
import org.concordat.protection.key.Use;
import org.concordat.protection.key.Verdict;
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

    /** The hops ask after certificates of the register, each of which is for one use. */
    @Bean
    Trust trust(Certificates certificates) {
        return certificate -> Stream.of(Use.SIGNING, Use.ENCRYPTION, Use.TLS_CLIENT)
                .filter(use -> use.fits(certificate))
                .findFirst()
                .map(use -> verdict(certificates, certificate, use))
                .orElse(Trust.Verdict.UNTRUSTED);
    }

    private static Trust.Verdict verdict(Certificates certificates, X509Certificate certificate, Use use) {
        Verdict verdict = certificates.check(certificate, use);
        return switch (verdict) {
            case VALID -> Trust.Verdict.VALID;
            case EXPIRED -> Trust.Verdict.EXPIRED;
            case REVOKED -> Trust.Verdict.REVOKED;
            case STATUS_UNKNOWN -> Trust.Verdict.STATUS_UNKNOWN;
            case NOT_YET_VALID, UNTRUSTED, WRONG_USE, SAMPLE_OUTSIDE_SANDBOX -> Trust.Verdict.UNTRUSTED;
        };
    }
}
