package org.concordat.gateway.operation;

import org.concordat.gateway.identity.KeycloakKeys;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;

/** Whether tokens can be checked: Keycloak's keys are kept, or can be fetched. */
record KeycloakHealth(KeycloakKeys keys) implements HealthIndicator {
    @Override
    public Health health() {
        return keys.areReachable()
                ? Health.up().build()
                : Health.down()
                        .withDetail("says", "the identity service's keys cannot be fetched: callers are told to retry")
                        .build();
    }
}
