package org.concordat.protection.configuration;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Agency.InForce;
import org.concordat.protection.agency.Agency.Team;
import org.concordat.protection.agency.Connection;
import org.concordat.protection.agency.Desk;
import org.concordat.protection.agency.HandsIn;
import org.concordat.protection.agency.Succession;
import org.concordat.protection.agreement.Vocabulary;
import org.concordat.protection.agreement.Vocabulary.AgencyKind;
import org.concordat.protection.key.Use;
import org.concordat.protection.mapping.LocalFormat;
import org.concordat.protection.mapping.Mapping;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Coded;
import org.concordat.schemas.terminology.TeamId;

/** Reads one agency's file, whose form was checked. */
record AgencyReader(
        Vocabulary vocabulary,
        CertificateFiles certificates,
        Map<String, Optional<Mapping>> mappings,
        ConnectionReader connections,
        Terms terms,
        Findings findings) {
    /** Over these a copy is fetched or mailed: only sealed to the agency. */
    private static final Set<String> SEALED_ALONE = Set.of("mailbox", "secure-email");

    /** The agency; empty after a finding. */
    Optional<Agency> read(Located file, Map<String, Located> all) {
        int before = findings.count();
        String id = file.get("id").text();
        String subject = "agency " + id;
        terms.named(file.get("kind"), terms.agencyKinds, subject);
        Optional<InForce> inForce = terms.period(file.get("in-force"));
        List<Team> teams = teams(file, subject);
        Located named = file.get("certificates");
        List<X509Certificate> tls = certificates(named, "tls", Use.TLS_CLIENT);
        List<X509Certificate> signing = certificates(named, "signing", Use.SIGNING);
        List<X509Certificate> encryption = certificates(named, "encryption", Use.ENCRYPTION);
        List<X509Certificate> envelope = certificates(named, "envelope", Use.ENVELOPE);
        Set<String> inLaw = bodies(file, subject, all);
        Map<Desk, TeamId> desks = desks(file, teams, subject);
        Optional<Succession> succession = file.find("succession")
                .flatMap(said -> new SuccessionReader(terms, findings).read(said, file, teams, subject));
        List<X509Certificate> adapter = certificates(named, "adapter", Use.SIGNING);
        Optional<Mapping> mapping = mapping(file);
        Optional<HandsIn> handsIn = file.find("hands-in").flatMap(way -> handsIn(way, named, signing, adapter));
        Optional<Connection> connection = connections.read(file);
        if (findings.count() > before || inForce.isEmpty() || connection.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Agency(
                new AgencyId(id),
                file.get("name").text(),
                file.get("kind").text(),
                inLaw,
                inForce.get(),
                succession,
                teams,
                tls,
                signing,
                encryption,
                envelope,
                connection.get(),
                desks,
                mapping,
                adapter,
                handsIn));
    }

    private Optional<HandsIn> handsIn(
            Located way, Located named, List<X509Certificate> signing, List<X509Certificate> adapter) {
        if (way.find("mapping").isPresent() != named.find("adapter").isPresent()) {
            findings.add(
                    way, "a mapping of what it hands in needs a certificate under 'adapter', and the other way round");
        }
        if (adapter.stream()
                .anyMatch(one ->
                        signing.stream().anyMatch(own -> own.getPublicKey().equals(one.getPublicKey())))) {
            findings.add(
                    named.get("adapter"), "the adapter's key is one that its own system signs with: nobody could tell");
        }
        return connections.handsIn(
                way,
                way.find("in-force").flatMap(terms::period),
                way.find("mapping").flatMap(m -> mapping(m, true)));
    }

    private Optional<Mapping> mapping(Located named, boolean inwards) {
        Optional<Mapping> mapping = Known.of("mapping", mappings.keySet())
                .find(named, "agency", findings)
                .flatMap(mappings::get);
        mapping.filter(m -> m.inwards() != inwards)
                .ifPresent(m -> findings.add(named, "the mapping '" + m.name() + "' goes the other way"));
        return mapping;
    }

    private Optional<Mapping> mapping(Located file) {
        Located connector = file.get("connection").get("connector");
        file.find("mapping")
                .filter(m -> SEALED_ALONE.contains(connector.text()))
                .ifPresent(m -> findings.add(
                        m,
                        "over '" + connector.text()
                                + "' nothing goes that is not sealed to the agency: a mapping has no place"));
        Optional<Mapping> mapping = file.find("mapping").flatMap(m -> mapping(m, false));
        if (connector.isText("soap") && mapping.isPresent() && mapping.get().format() != LocalFormat.XML) {
            findings.add(file.get("mapping"), "an envelope's body is XML, and this mapping makes something else");
        }
        return mapping;
    }

    private List<Team> teams(Located file, String subject) {
        Set<String> seen = new HashSet<>();
        List<Team> teams = new ArrayList<>();
        for (Located team : file.get("teams").items()) {
            String id = team.get("id").text();
            if (!seen.add(id)) {
                findings.add(team, subject + " has the team '" + id + "' twice");
            }
            teams.add(new Team(
                    new TeamId(id),
                    team.get("name").text(),
                    terms.named(team.get("roles"), terms.roles, "team " + id)));
        }
        return teams;
    }

    private Map<Desk, TeamId> desks(Located file, List<Team> teams, String subject) {
        Known<TeamId> known = Known.of("team", teams.stream().map(Team::id).toList(), TeamId::value);
        Map<Desk, TeamId> desks = new EnumMap<>(Desk.class);
        file.find("desks")
                .map(Located::fields)
                .orElse(Map.of())
                .forEach((desk, team) -> known.find(team, subject, findings)
                        .ifPresent(named -> desks.put(Coded.of(Desk.values(), desk), named)));
        return desks;
    }

    private List<X509Certificate> certificates(Located named, String name, Use use) {
        return named.find(name).stream()
                .flatMap(names -> names.items().stream())
                .map(file -> certificates.read(file, use))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Its kind, what that makes it, what its file adds, and what it is as contractor of the agency it acts for. */
    private Set<String> bodies(Located file, String subject, Map<String, Located> all) {
        Set<String> inLaw = new HashSet<>(ofItsOwn(file));
        file.find("bodies").ifPresent(more -> inLaw.addAll(terms.named(more, terms.bodies, subject)));
        file.find("acts-for")
                .flatMap(principal -> Known.of("agency", all.keySet()).find(principal, subject, findings))
                .map(all::get)
                .ifPresent(principal -> ofItsOwn(principal).stream()
                        .filter(body -> vocabulary.bodies().containsKey(body)
                                && vocabulary.bodies().get(body).extendsToContractors())
                        .forEach(inLaw::add));
        return inLaw;
    }

    private Set<String> ofItsOwn(Located file) {
        Set<String> bodies = new HashSet<>();
        String kind = file.get("kind").text();
        bodies.add(kind);
        Optional.ofNullable(vocabulary.kinds().get(kind))
                .map(AgencyKind::bodies)
                .ifPresent(bodies::addAll);
        return bodies;
    }
}
