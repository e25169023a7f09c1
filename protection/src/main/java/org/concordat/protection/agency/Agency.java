package org.concordat.protection.agency;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.concordat.protection.key.Certificates;
import org.concordat.protection.key.Use;
import org.concordat.protection.mapping.Mapping;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;

/**
 * A body with legal personality that speaks through the gateway.
 *
 * @param kind what it is to the rules, e.g. {@code police}, {@code probation}, {@code crc}, {@code childrens-services}
 * @param bodies what it is in law, e.g. {@code relevant-authority}
 * @param succession what becomes of its work when it ends; empty where nobody takes it over
 * @param tls client certificates by which its systems are known; a window of old and new is possible
 * @param signing certificates of the keys that its signatures are checked with
 * @param encryption certificates that may be sealed to, the newest first; a window of old and new is possible
 * @param envelope certificates of the keys that sign its SOAP envelopes, and that answers are encrypted to; none where its
 *     systems speak no SOAP
 * @param desks the teams that notices of its disclosures go to besides the disclosure's own team, and the safe team
 * @param mapping to its local format: what is stored for it can then be opened by the gateway too, with a key that it
 *     holds for this agency alone; where there is none, by the agency alone
 * @param adapter certificates of the keys that the gateway signs with what its system hands in and cannot sign itself; they
 *     stand for nothing else
 * @param handsIn how its system hands in, where it calls neither REST nor SOAP
 */
public record Agency(
        AgencyId id,
        String name,
        String kind,
        Set<String> bodies,
        InForce inForce,
        Optional<Succession> succession,
        List<Team> teams,
        List<X509Certificate> tls,
        List<X509Certificate> signing,
        List<X509Certificate> encryption,
        List<X509Certificate> envelope,
        Connection connection,
        Map<Desk, TeamId> desks,
        Optional<Mapping> mapping,
        List<X509Certificate> adapter,
        Optional<HandsIn> handsIn) {
    public Agency {
        bodies = Set.copyOf(bodies);
        teams = List.copyOf(teams);
        tls = List.copyOf(tls);
        signing = List.copyOf(signing);
        encryption = Certificates.newestFirst(encryption);
        envelope = List.copyOf(envelope);
        desks = Map.copyOf(desks);
        adapter = List.copyOf(adapter);
    }

    /** Its certificates for a use that an agency has certificates for. */
    public List<X509Certificate> certificates(Use use) {
        return switch (use) {
            case TLS_CLIENT, TLS_SERVER -> tls;
            case SIGNING -> signing;
            case ENCRYPTION -> encryption;
            case ENVELOPE -> envelope;
        };
    }

    /** What to tell who speaks or asks for it at a time when it is not in force. */
    public String notInForce(Instant at) {
        if (!inForce.isOver(at)) {
            return "The agency " + name + " is registered, but not at this time.";
        }
        return name + " ended with " + inForce.lastDay() + "."
                + succession
                        .map(s -> " Under the " + s.scheme() + " its work went to "
                                + s.transfers().stream()
                                        .map(t -> t.to().value())
                                        .distinct()
                                        .sorted()
                                        .collect(Collectors.joining(" and "))
                                + ", in whose own name it is done and received from then on.")
                        .orElse("");
    }

    /** That it ends and names nobody who has its work then, in words; of all others, nothing. */
    public Optional<String> withoutSuccessor() {
        return inForce.until()
                .filter(end -> succession.isEmpty())
                .map(end -> "nobody has its work after " + inForce.lastDay()
                        + ": what is sent to it then is refused, and what waits for it goes back");
    }

    /** The certificates that its records are checked with: those of its own system's keys, or those of the adapter's. */
    public List<X509Certificate> signing(boolean byAdapter) {
        return byAdapter ? adapter : signing;
    }

    /** The team at a desk; where the agency names none, the team that the matter is of, for no notice may be lost. */
    public TeamId desk(Desk desk, TeamId own) {
        return desks.getOrDefault(desk, own);
    }

    /** From when, inclusive, until when, exclusive. */
    public record InForce(Instant from, Optional<Instant> until) {
        private static final ZoneId LONDON = ZoneId.of("Europe/London");
        private static final DateTimeFormatter DAY =
                DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK).withZone(LONDON);

        /** From the first day until the last, both included, in London time. */
        @JsonCreator
        public static InForce of(LocalDate from, Optional<LocalDate> until) {
            return new InForce(
                    from.atStartOfDay(LONDON).toInstant(),
                    until.map(last -> last.plusDays(1).atStartOfDay(LONDON).toInstant()));
        }

        public boolean isOver(Instant at) {
            return until.filter(end -> !at.isBefore(end)).isPresent();
        }

        /** In words. */
        public String firstDay() {
            return DAY.format(from);
        }

        /** In words. */
        public String lastDay() {
            return until.map(end -> DAY.format(end.minusNanos(1))).orElse("no day");
        }

        public boolean covers(Instant at) {
            return !at.isBefore(from) && until.map(at::isBefore).orElse(true);
        }
    }

    /** A team and the roles that may receive there. */
    public record Team(TeamId id, String name, Set<Role> roles) {
        public Team {
            roles = Set.copyOf(roles);
        }
    }
}
