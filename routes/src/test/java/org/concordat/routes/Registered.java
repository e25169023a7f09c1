package org.concordat.routes;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Attempts;
import org.concordat.protection.agency.Connection;
import org.concordat.protection.agency.Desk;
import org.concordat.protection.agency.Endpoint;
import org.concordat.protection.agency.HandsIn;
import org.concordat.protection.agency.Succession;
import org.concordat.protection.mapping.Mapping;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.TeamId;

/** An agency as a test registers it: like another one, or like any, but for what is said of it. */
public final class Registered {
    private final AgencyId id;
    private String name;
    private String kind = "agency";
    private Set<String> bodies = Set.of();
    private Agency.InForce inForce = new Agency.InForce(Instant.EPOCH, Optional.empty());
    private Optional<Succession> succession = Optional.empty();
    private List<Agency.Team> teams = List.of();
    private List<X509Certificate> tls = List.of();
    private List<X509Certificate> signing = List.of();
    private List<X509Certificate> encryption = List.of();
    private List<X509Certificate> envelope = List.of();
    private Connection connection =
            new Connection(new Endpoint.Mailbox(), Attempts.USUAL, Optional.empty(), Optional.empty());
    private Map<Desk, TeamId> desks = Map.of();
    private Optional<Mapping> mapping = Optional.empty();
    private List<X509Certificate> adapter = List.of();
    private Optional<HandsIn> handsIn = Optional.empty();

    private Registered(AgencyId id) {
        this.id = id;
        this.name = id.value();
    }

    /** One of which nothing is known yet: it collects from its mailbox. */
    public static Registered as(AgencyId id) {
        return new Registered(id);
    }

    public static Registered like(Agency agency) {
        Registered same = new Registered(agency.id());
        same.name = agency.name();
        same.kind = agency.kind();
        same.bodies = agency.bodies();
        same.inForce = agency.inForce();
        same.succession = agency.succession();
        same.teams = agency.teams();
        same.tls = agency.tls();
        same.signing = agency.signing();
        same.encryption = agency.encryption();
        same.envelope = agency.envelope();
        same.connection = agency.connection();
        same.desks = agency.desks();
        same.mapping = agency.mapping();
        same.adapter = agency.adapter();
        same.handsIn = agency.handsIn();
        return same;
    }

    public Registered body(String inLaw) {
        bodies = Set.of(inLaw);
        return this;
    }

    public Registered from(Instant begin) {
        inForce = new Agency.InForce(begin, inForce.until());
        return this;
    }

    public Registered until(Instant end) {
        inForce = new Agency.InForce(inForce.from(), Optional.of(end));
        return this;
    }

    public Registered succeeded(Succession by) {
        succession = Optional.of(by);
        return this;
    }

    public Registered teams(Agency.Team... all) {
        teams = List.of(all);
        return this;
    }

    public Registered tls(X509Certificate certificate) {
        tls = List.of(certificate);
        return this;
    }

    public Registered signing(X509Certificate certificate) {
        signing = List.of(certificate);
        return this;
    }

    public Registered encryption(List<X509Certificate> certificates) {
        encryption = certificates;
        return this;
    }

    public Registered envelope(X509Certificate certificate) {
        envelope = List.of(certificate);
        return this;
    }

    public Registered connection(Connection reached) {
        connection = reached;
        return this;
    }

    public Registered mapping(Mapping to) {
        mapping = Optional.of(to);
        return this;
    }

    Registered unmapped() {
        mapping = Optional.empty();
        return this;
    }

    public Registered adapter(List<X509Certificate> certificates) {
        adapter = certificates;
        return this;
    }

    public Registered handsIn(HandsIn way) {
        handsIn = Optional.of(way);
        return this;
    }

    public Agency agency() {
        return new Agency(
                id,
                name,
                kind,
                bodies,
                inForce,
                succession,
                teams,
                tls,
                signing,
                encryption,
                envelope,
                connection,
                desks,
                mapping,
                adapter,
                handsIn);
    }
}
