package org.concordat.routes.hop;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.concordat.protection.agency.Agencies;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.RoleQueue;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.decision.Rules;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.envelope.Sealer;
import org.concordat.protection.envelope.SealingFailed;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.Use;
import org.concordat.protection.key.Verdict;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.ledger.Event;
import org.concordat.protection.ledger.Pseudonyms;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.concordat.schemas.disclosure.KindDefinition;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.TeamId;

/**
 * What the hops protect with: the configuration in force, the gateway's own keys, whom to trust.
 *
 * @param inForce the configuration, as it is at each moment
 * @param own the gateway's keys, as they are at each moment
 * @param custody the keys that it holds for agencies whose connectors map
 * @param quarantineOfficer the certificate that documents above the gateway's marking are sealed to
 * @param clock business time
 */
public record Protection(
        InForce inForce,
        DisclosureContext schemas,
        Supplier<AgencyKeys> own,
        Custody custody,
        X509Certificate quarantineOfficer,
        Trust trust,
        Pseudonyms pseudonyms,
        Clock clock,
        SecureRandom random) {
    /** How far a sender's clock may be ahead of ours. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    public Ids ids() {
        return new Ids(random, clock);
    }

    /** The entry of what happened, under an id of its own. */
    public Entry entry(Event event) {
        return Entry.of(ids().random(), event);
    }

    public Statements statements() {
        return new Statements(this);
    }

    /** Business time. */
    public Instant now() {
        return clock.instant();
    }

    /** Whether what somebody says happened then cannot have happened yet. */
    public boolean isToCome(Instant said) {
        return said.isAfter(now().plus(SKEW));
    }

    /** Within an exchange, always the same. */
    public Configuration configuration() {
        return inForce.configuration();
    }

    public Agencies agencies() {
        return inForce.agencies();
    }

    /** The agency of that name, whether it is in force or not. */
    public Optional<Agency> agency(AgencyId id) {
        return agencies().find(id);
    }

    /** Where it is received now what was addressed there: elsewhere, where the work of an agency that ended went. */
    public RoleQueue now(RoleQueue addressed) {
        return agencies().successions().now(addressed, now());
    }

    /** The agency's name, and those of the agencies that ended and whose work it has now. */
    public Set<AgencyId> names(AgencyId agency) {
        Set<AgencyId> names = new LinkedHashSet<>(Set.of(agency));
        names.addAll(agencies().successions().before(agency, now()));
        return names;
    }

    /** Whether what is of that team as a whole is the agency's: its own, or that of one that ended and whose team's work it has now. */
    public boolean has(AgencyId agency, AgencyId named, TeamId team) {
        return agency.equals(named)
                || agencies()
                        .successions()
                        .now(named, team, now())
                        .filter(gone -> gone.to().equals(agency))
                        .isPresent();
    }

    /** When the first ends of what something rests on and of the agencies at its ends. */
    static Optional<Instant> ends(Optional<Instant> restsOn, Optional<Agency> sender, Optional<Agency> recipient) {
        return Stream.of(
                        restsOn,
                        sender.flatMap(agency -> agency.inForce().until()),
                        recipient.flatMap(agency -> agency.inForce().until()))
                .flatMap(Optional::stream)
                .min(Instant::compareTo);
    }

    /** Whether deliveries of that kind are urgent, and wait neither for earlier ones nor for the end of a pause. */
    boolean overtakes(Kind kind) {
        return schemas.kind(kind).map(KindDefinition::overtakes).orElse(false);
    }

    AgencyKeys gateway() {
        return own.get();
    }

    Rules rules() {
        return configuration().rules();
    }

    /** Opens what is sealed to the gateway. */
    Opener opener() {
        return new Opener(gateway().encryptions());
    }

    /** Seals what is for the gateway alone, to its newest certificate. */
    public Sealed sealed(byte[] content) {
        return sealed(content, trust.toSealTo(gateway().sealedTo()));
    }

    /** Seals a text to an agency, to its newest certificate. */
    public Sealed sealed(String text, Agency to) {
        return sealed(text.getBytes(StandardCharsets.UTF_8), trust.toSealTo(to.encryption()));
    }

    /** Seals what is for the gateway alone, or for its quarantine officer. */
    Sealed sealed(byte[] content, X509Certificate own) {
        try {
            return new Sealer().seal(content, List.of(own));
        } catch (SealingFailed e) {
            throw new IllegalStateException("a certificate of the gateway's own cannot be sealed to", e);
        }
    }

    /**
     * Passes when the certificate may be relied on.
     *
     * @param whose how the sentence names it, e.g. {@code your client certificate}
     * @throws HopRefused {@code FORBIDDEN}; {@code RETRY_LATER} when its status cannot be learned, which is no refusal
     */
    void rely(X509Certificate certificate, Use use, String hop, String whose) throws HopRefused {
        Verdict verdict = trust.verdict(certificate, use);
        if (!verdict.passes()) {
            throw new HopRefused(
                    verdict.retry() ? Category.RETRY_LATER : Category.FORBIDDEN,
                    hop + ".certificate-" + verdict.code(),
                    "The gateway cannot rely on " + whose + ": " + verdict.sentence() + ".");
        }
    }
}
