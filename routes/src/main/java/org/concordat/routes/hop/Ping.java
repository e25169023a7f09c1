package org.concordat.routes.hop;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.key.Use;
import org.concordat.protection.receipt.Statement.Pinged;
import org.concordat.routes.connector.Connector;
import org.concordat.schemas.terminology.AgencyId;

/**
 * Whether an agency and the gateway know each other: its signature is verified, and the answer signed and sealed to it. Safe to
 * share.
 *
 * @param pushing the connectors whose other end can be looked for
 * @param looking the agencies that are looked for just now
 */
public record Ping(Protection protection, List<Connector> pushing, Set<AgencyId> looking) {
    /** One for a gateway. */
    public Ping(Protection protection, List<Connector> pushing) {
        this(protection, List.copyOf(pushing), ConcurrentHashMap.newKeySet());
    }

    /** The gateway's answer. */
    public Sealed answer(Agency agency, String jws) throws HopRefused {
        Pinged pinged = protection
                .statements()
                .pinged(agency, jws)
                .filter(said -> !protection.isToCome(said.at()))
                .orElseThrow(() -> HopRefused.of("ping.not-signed")
                        .on(Evidence.refused(protection.now(), "ping.not-signed", agency.id())));
        X509Certificate certificate = protection.trust().toSealTo(agency.encryption());
        protection.rely(certificate, Use.ENCRYPTION, "ping", "your agency's encryption certificate");
        Optional<Boolean> answers = answers(agency);
        return protection.sealed(
                protection.statements().echo(agency, pinged, answers).jws().getBytes(StandardCharsets.US_ASCII),
                certificate);
    }

    /** Looked for by one request of an agency at a time: whoever does not answer keeps a request waiting. */
    private Optional<Boolean> answers(Agency agency) throws HopRefused {
        if (!looking.add(agency.id())) {
            throw HopRefused.of("ping.under-way");
        }
        try {
            return pushing.stream()
                    .filter(connector -> connector
                            .name()
                            .equals(agency.connection().endpoint().connector()))
                    .findFirst()
                    .map(connector -> connector.answers(agency));
        } finally {
            looking.remove(agency.id());
        }
    }
}
