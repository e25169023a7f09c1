package org.concordat.protection.configuration;

import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Agency.InForce;
import org.concordat.protection.agreement.Agreement;
import org.concordat.protection.agreement.Clause;
import org.concordat.protection.agreement.Clause.Consent.Need;
import org.concordat.protection.agreement.Extent;
import org.concordat.protection.agreement.Extent.Form;
import org.concordat.protection.agreement.Law;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.label.Nature;
import org.concordat.schemas.label.SubjectCategory;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Coded;
import org.concordat.schemas.terminology.Condition;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Power;

/** Reads one agreement's file, whose form was checked, and has each clause checked for whether it can apply.
 *
 * @param registered every agency that has a file, even one with findings, which is told once and there
 */
record AgreementReader(
        Law law,
        Map<AgencyId, Agency> agencies,
        Known<AgencyId> registered,
        Known<Kind> kinds,
        Terms terms,
        Findings findings) {
    /** The agreement; empty after a finding. */
    Optional<Agreement> read(Located file) {
        int before = findings.count();
        String name = file.get("agreement").text();
        String subject = "agreement " + name;
        boolean national = file.file().equals(ConfigurationReader.NATIONAL_AGREEMENT);
        if (!national && !(file.get("parties") instanceof Located.Sequence)) {
            findings.add(
                    file.get("parties"), subject + " names no parties: only the national agreement binds whole kinds");
        }
        Set<AgencyId> parties = national
                ? parties(file.get("parties"), agencies.keySet(), subject)
                : terms.named(file.get("parties"), registered, subject);
        Located signatures = file.get("signed-by");
        parties.stream()
                .filter(party -> !national && signatures.find(party.value()).isEmpty())
                .forEach(party -> findings.add(signatures, "nobody signed " + subject + " for its party " + party));
        signatures.fields().forEach((signed, by) -> {
            if (parties.stream().noneMatch(party -> party.value().equals(signed))) {
                findings.add(by, "'" + signed + "' signed " + subject + ", but is no party to it");
            }
        });
        Optional<InForce> inForce = terms.period(file.get("in-force"));
        Set<String> seen = new HashSet<>();
        List<Clause> clauses = new ArrayList<>();
        for (Located share : file.get("share").items()) {
            if (!seen.add(share.get("id").text())) {
                findings.add(
                        share, subject + " has the clause '" + share.get("id").text() + "' twice");
            }
            if (!national && share.get("kinds").isText("all")) {
                findings.add(share.get("kinds"), "clause " + share.get("id").text() + " names no kinds of disclosure");
            }
            clauses.add(clause(share, parties, national));
        }
        if (findings.count() > before || inForce.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Agreement(
                name, Integer.parseInt(file.get("version").text()), national, parties, inForce.get(), clauses));
    }

    private Clause clause(Located share, Set<AgencyId> parties, boolean national) {
        int before = findings.count();
        String id = share.get("id").text();
        String subject = "clause " + id;
        Set<AgencyId> from = parties(share.get("from"), parties, subject);
        Set<AgencyId> to = parties(share.get("to"), parties, subject);
        Located stated = share.get("conditions");
        Clause clause = new Clause(
                id,
                terms.allOr("all", share.get("kinds"), kinds, subject),
                from,
                to,
                terms.named(share.get("purposes"), terms.purposes, subject),
                terms.named(share.get("powers"), Known.of("power", law.powers().keySet(), Power::value), subject),
                new Clause.Ends(
                        conditions(stated.get("sender"), from, subject),
                        conditions(stated.get("recipient"), to, subject)),
                categories(share.get("categories"), subject),
                consent(share.get("consent"), parties, subject),
                share.find("respond-within")
                        .map(respond -> new Clause.Respond(
                                Duration.parse(respond.get("at-most").text()),
                                respond.find("before").map(Located::text))),
                Period.parse(share.get("retain").text()));
        // whom the national agreement binds need not all be registered here; the build checks it between all kinds
        if (!national && findings.count() == before && agencies.keySet().containsAll(parties)) {
            new ClauseCheck(law, agencies, findings).check(share, clause);
        }
        return clause;
    }

    private Set<AgencyId> parties(Located who, Set<AgencyId> parties, String subject) {
        if (who instanceof Located.Sequence) {
            Set<AgencyId> named = terms.named(who, registered, subject);
            for (Located one : who.items()) {
                if (named.contains(new AgencyId(one.text())) && !parties.contains(new AgencyId(one.text()))) {
                    findings.add(one, subject + " names '" + one.text() + "', which is no party to the agreement");
                }
            }
            return named;
        }
        Set<String> wanted = terms.named(who.get("kind"), terms.agencyKinds, subject);
        return parties.stream()
                .filter(party -> agencies.containsKey(party)
                        && wanted.contains(agencies.get(party).kind()))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private Clause.Consent consent(Located written, Set<AgencyId> parties, String subject) {
        if (written instanceof Located.Scalar) {
            return new Clause.Consent(Coded.of(Need.values(), written.text()), Set.of());
        }
        Located recorders = written.get("recorded-by");
        return new Clause.Consent(
                Need.REQUIRED, recorders.isText("any-party") ? parties : parties(recorders, parties, subject));
    }

    private Map<String, Set<Condition>> conditions(Located stated, Set<AgencyId> end, String subject) {
        Known<Condition> conditions =
                Known.of("condition", law.conditions().list().keySet(), Condition::value);
        Map<String, Set<Condition>> byKind = new HashMap<>();
        if (stated instanceof Located.Sequence) {
            Set<Condition> all = terms.named(stated, conditions, subject);
            end.stream()
                    .map(agencies::get)
                    .filter(agency -> agency != null)
                    .forEach(agency -> byKind.put(agency.kind(), all));
            return byKind;
        }
        stated.fields().forEach((kind, codes) -> {
            terms.named(codes.named(kind), terms.agencyKinds, subject);
            byKind.put(kind, terms.named(codes, conditions, subject));
        });
        return byKind;
    }

    private Map<Category, Extent> categories(Located named, String subject) {
        Map<Category, Extent> extents = new EnumMap<>(Category.class);
        named.fields()
                .forEach((name, extent) -> terms.named(extent.named(name), Terms.CATEGORIES, subject)
                        .forEach(category -> extents.put(category, extent(extent, subject))));
        return extents;
    }

    private Extent extent(Located written, String subject) {
        Set<SubjectCategory> anybody = Terms.SUBJECTS.all();
        Set<Nature> anyNature = Terms.NATURES.all();
        if (written instanceof Located.Sequence) {
            return new Extent(Form.WHOLE, terms.named(written, Terms.SUBJECTS, subject), anyNature, terms.roles.all());
        }
        if (written instanceof Located.Scalar) {
            return new Extent(form(written), anybody, anyNature, terms.roles.all());
        }
        return new Extent(
                form(written.get("form")),
                terms.allOr("all", written.get("subjects"), Terms.SUBJECTS, subject),
                terms.allOr("all", written.get("natures"), Terms.NATURES, subject),
                terms.allOr("all", written.get("roles"), terms.roles, subject));
    }

    private static Form form(Located form) {
        return form.isText("sanitised") ? Form.SANITISED : Form.WHOLE;
    }
}
