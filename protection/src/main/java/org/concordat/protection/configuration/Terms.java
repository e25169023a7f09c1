package org.concordat.protection.configuration;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.concordat.protection.agency.Agency.InForce;
import org.concordat.protection.agreement.Vocabulary;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.label.Nature;
import org.concordat.schemas.label.SubjectCategory;
import org.concordat.schemas.terminology.Purpose;
import org.concordat.schemas.terminology.Role;

/** Reads terms of closed lists and periods, with a finding for each that is not listed or makes no sense. */
final class Terms {
    static final Known<Category> CATEGORIES = Known.of("category", List.of(Category.values()), Category::code);
    static final Known<SubjectCategory> SUBJECTS =
            Known.of("subject category", List.of(SubjectCategory.values()), SubjectCategory::code);
    static final Known<Nature> NATURES = Known.of("nature", List.of(Nature.values()), Nature::code);

    final Known<String> agencyKinds;
    final Known<String> bodies;
    final Known<Role> roles;
    final Known<Purpose> purposes;
    private final Findings findings;

    Terms(Vocabulary vocabulary, Findings findings) {
        this.agencyKinds = Known.of("kind of agency", vocabulary.kinds().keySet());
        this.bodies = Known.of("body", vocabulary.bodies().keySet());
        this.roles = Known.of("role", vocabulary.roles().keySet(), Role::value);
        this.purposes = Known.of("purpose", vocabulary.purposes().keySet(), Purpose::value);
        this.findings = findings;
    }

    /** The terms that are known; a finding for each that is not. */
    <T> Set<T> named(Located names, Known<T> known, String subject) {
        return names.items().stream()
                .flatMap(name -> known.find(name, subject, findings).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Of an agency's file without the form of one, the kind and the roles that it names: so they are told with the rest. */
    void ofNoForm(Located file) {
        file.find("kind").ifPresent(kind -> namedIn(kind, agencyKinds, "agency"));
        file.find("teams").stream()
                .flatMap(teams -> teams.items().stream())
                .flatMap(team -> team.find("roles").stream())
                .forEach(names -> namedIn(names, roles, "team"));
    }

    private void namedIn(Located names, Known<?> known, String subject) {
        names.items().stream()
                .filter(Located.Scalar.class::isInstance)
                .forEach(name -> known.find(name, subject, findings));
    }

    /** All of a list when the word for it is written out, else the terms that are. */
    <T> Set<T> allOr(String word, Located names, Known<T> known, String subject) {
        return names.isText(word) ? known.all() : named(names, known, subject);
    }

    /** From the first day until the last, both included, in London time; empty after a finding. */
    Optional<InForce> period(Located period) {
        Optional<LocalDate> from = day(period.get("from"));
        Optional<LocalDate> until = period.find("until").flatMap(this::day);
        if (from.isEmpty() || (period.find("until").isPresent() && until.isEmpty())) {
            return Optional.empty();
        }
        if (until.isPresent() && until.get().isBefore(from.get())) {
            findings.add(period.get("until"), "it would end on " + until.get() + ", before it begins on " + from.get());
            return Optional.empty();
        }
        period.find("review")
                .ifPresent(review -> day(review)
                        .filter(day -> day.isBefore(from.get())
                                || until.filter(day::isAfter).isPresent())
                        .ifPresent(
                                day -> findings.add(review, "the review on " + day + " is not while it is in force")));
        return Optional.of(InForce.of(from.get(), until));
    }

    Optional<LocalDate> day(Located day) {
        try {
            return Optional.of(LocalDate.parse(day.text()));
        } catch (DateTimeException e) {
            findings.add(day, "'" + day.text() + "' is no day of the calendar");
            return Optional.empty();
        }
    }
}
