package org.concordat.protection.configuration;

import java.net.URI;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Connection;
import org.concordat.protection.agency.Endpoint;
import org.concordat.protection.agency.HandsIn;

/** Who hands in is known by the place alone: so it is no other agency's, and nobody is sent anything there. */
record PlaceCheck(Collection<Agency> agencies, Map<String, Located> files, Findings findings) {
    void check() {
        agencies.forEach(agency -> Optional.ofNullable(files.get(agency.id().value()))
                .ifPresent(file -> handsIn(agency)
                        .findFirst()
                        .ifPresent(own -> agencies.stream()
                                .filter(other -> Stream.concat(
                                                sentTo(other), other.equals(agency) ? Stream.of() : handsIn(other))
                                        .anyMatch(place -> place.startsWith(own) || own.startsWith(place)))
                                .forEach(other -> findings.add(
                                        file.get("hands-in").get("address"),
                                        "who hands in is known by the place alone, and this one is not apart from those of agency "
                                                + other.id())))));
    }

    private static Stream<String> handsIn(Agency agency) {
        return agency.handsIn().map(HandsIn::endpoint).stream().flatMap(PlaceCheck::places);
    }

    /** An address of e-mail is handed in from, not at: it can be the same both ways. */
    private static Stream<String> sentTo(Agency agency) {
        return Stream.of(agency.connection())
                .map(Connection::endpoint)
                .filter(to -> !(to instanceof Endpoint.SecureEmail))
                .flatMap(PlaceCheck::places);
    }

    /** Each with an end, so that what begins with it lies in it; first where it comes or goes, then where it is put aside or answered. */
    private static Stream<String> places(Endpoint endpoint) {
        if (endpoint instanceof Endpoint.Sftp sftp) {
            return Stream.concat(Stream.of(sftp.address().getPath()), sftp.receipts().stream())
                    .map(folder ->
                            server(sftp.address()) + (Path.of("/", folder).normalize() + "/").replace("//", "/"));
        }
        if (endpoint instanceof Endpoint.Jms jms) {
            return Stream.concat(Stream.of(jms.queue(), jms.queue() + Endpoint.Jms.ASIDE), jms.replies().stream())
                    .map(queue -> server(jms.address()) + " " + queue + " ");
        }
        return endpoint instanceof Endpoint.SecureEmail email
                ? Stream.of(email.address().toLowerCase(Locale.ROOT) + " ")
                : Stream.of();
    }

    /** Whichever account it is entered by. */
    private static String server(URI address) {
        return address.getHost().toLowerCase(Locale.ROOT) + ":" + (address.getPort() < 0 ? 22 : address.getPort());
    }
}
