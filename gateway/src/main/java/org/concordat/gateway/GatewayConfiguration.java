package org.concordat.gateway;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The whole gateway but for two beans, which only a main class can give: the {@code Clock} of business, and the
 * {@code TrustPolicy}. {@link GatewayApplication} gives those of production.
 */
@Configuration(proxyBeanMethods = false)
@Import({EdgeConfiguration.class, ProtectionConfiguration.class, ConnectorConfiguration.class, FlowConfiguration.class})
public class GatewayConfiguration {}
