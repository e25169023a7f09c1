package org.concordat.gateway;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.concordat.gateway.setting.GatewaySettings;
import org.concordat.gateway.setting.SettingsRejected;
import org.concordat.protection.bundle.Approvers;
import org.concordat.protection.bundle.BundleFolder;
import org.concordat.protection.bundle.BundleRefused;
import org.concordat.protection.configuration.ConfigurationRejected;
import org.concordat.routes.bundle.Activations;
import org.concordat.routes.bundle.Bundles;
import org.concordat.routes.hop.Ids;
import org.concordat.routes.hop.InForce;
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
    SecureRandom random() {
        return new SecureRandom();
    }

    @Bean
    Bundles bundles(
            GatewaySettings settings,
            DisclosureContext disclosures,
            Equipment equipment,
            Activations activations,
            Trust trust,
            Ids ids,
            Clock business) {
        try {
            return new Bundles(
                    activations,
                    Approvers.read(settings.approvers()),
                    disclosures.kinds(),
                    read -> equipment.lacking(read.written().agencies()),
                    equipment.custody()::state,
                    trust,
                    ids,
                    business);
        } catch (IOException e) {
            throw new SettingsRejected(List.of(GatewaySettings.PREFIX + ".approvers: " + e.getMessage()));
        }
    }

    /** Refuses to start, with every finding, on a configuration that names what does not exist, or that nobody approved. */
    @Bean
    InForce inForce(GatewaySettings settings, Bundles bundles) {
        try {
            return bundles.begin(new BundleFolder(settings.configuration(), settings.certificates()));
        } catch (ConfigurationRejected e) {
            throw new SettingsRejected(e.findings().stream()
                    .map(ConfigurationRejected.Finding::toString)
                    .toList());
        } catch (BundleRefused e) {
            throw new SettingsRejected(List.of(e.sentence()));
        } catch (IOException e) {
            throw new SettingsRejected(
                    List.of(GatewaySettings.PREFIX + ".configuration: its signatures cannot be read"));
        }
    }
}
