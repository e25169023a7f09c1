package org.concordat.gateway;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.HandsIn;
import org.concordat.protection.configuration.ConfigurationRejected.Finding;
import org.concordat.routes.connector.Connector;
import org.concordat.routes.connector.PickUp;

/** What this gateway was given besides its configuration, to reach agencies by it, to pick up and to map for them. */
record Equipment(List<Connector> connectors, List<PickUp> pickUps, CustodyKeys custody) {
    /** Every agency that it would have to reach, pick up from or sign for, and that it could not. */
    List<Finding> lacking(Collection<Agency> agencies) {
        return agencies.stream()
                .flatMap(agency -> Stream.of(outwards(agency), inwards(agency), keysOf(agency))
                        .flatMap(lacks -> lacks)
                        .distinct()
                        .map(lacks ->
                                new Finding("agencies/" + agency.id() + ".yaml", 1, "this gateway lacks " + lacks)))
                .toList();
    }

    private Stream<String> outwards(Agency agency) {
        String name = agency.connection().endpoint().connector();
        return connectors.stream()
                .filter(connector -> connector.name().equals(name))
                .flatMap(connector -> connector.lacks(agency).stream());
    }

    private Stream<String> inwards(Agency agency) {
        return agency.handsIn().stream()
                .flatMap(way -> pickUps.stream()
                        .filter(pickUp -> pickUp.name().equals(way.endpoint().connector()))
                        .flatMap(pickUp -> pickUp.lacks(agency).stream()));
    }

    private Stream<String> keysOf(Agency agency) {
        boolean maps = agency.mapping().isEmpty() || custody.opener(agency.id()).isPresent();
        boolean signs = agency.handsIn().flatMap(HandsIn::mapping).isEmpty()
                || custody.adapter(agency.id()).isPresent();
        return Stream.concat(
                maps ? Stream.empty() : Stream.of("the key to map for it" + file(agency, ".p12")),
                signs ? Stream.empty() : Stream.of("the key to sign for it" + file(agency, ".adapter.p12")));
    }

    private static String file(Agency agency, String suffix) {
        return " (custody/" + agency.id() + suffix + " beside its own)";
    }
}
