package org.concordat.gateway;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.configuration.ConfigurationRejected.Finding;
import org.concordat.routes.connector.Connector;

/** What this gateway was given besides its configuration, to reach agencies by it and to map for them. */
record Equipment(List<Connector> connectors, CustodyKeys custody) {
    /** Every agency that a configuration would have it reach, and that it could not. */
    List<Finding> lacking(Configuration configuration) {
        return configuration.written().agencies().stream()
                .flatMap(agency -> Stream.concat(
                                connectors.stream()
                                        .filter(c -> c.name()
                                                .equals(agency.connection()
                                                        .endpoint()
                                                        .connector()))
                                        .flatMap(c -> c.lacks(agency).stream()),
                                keyOf(agency).stream())
                        .map(lacks ->
                                new Finding("agencies/" + agency.id() + ".yaml", 1, "this gateway lacks " + lacks)))
                .toList();
    }

    private Optional<String> keyOf(Agency agency) {
        return agency.mapping().isEmpty() || custody.opener(agency.id()).isPresent()
                ? Optional.empty()
                : Optional.of("the key to map for it (custody/" + agency.id() + ".p12 beside its own)");
    }
}
