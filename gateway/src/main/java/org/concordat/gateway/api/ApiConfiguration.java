package org.concordat.gateway.api;

import org.concordat.gateway.setting.GatewaySettings;
import org.concordat.protection.receipt.StatementJson;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The endpoints, one by one: nothing is found by scanning. */
@Configuration(proxyBeanMethods = false)
@Import({
    DisclosureEndpoints.class,
    MailboxEndpoints.class,
    HeldEndpoints.class,
    LedgerEndpoints.class,
    RecordEndpoints.class,
    BundleEndpoints.class,
    OperationEndpoints.class,
    DecisionEndpoints.class,
    PingEndpoint.class,
    AskedReader.class,
    ProblemAnswers.class
})
public class ApiConfiguration {
    @Bean
    Body.Budget budget(GatewaySettings settings) {
        return new Body.Budget(settings.bytesInFlight());
    }

    @Bean
    JsonMapperBuilderCustomizer spelling() {
        return StatementJson::spelt;
    }
}
