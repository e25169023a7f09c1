package org.concordat.protection.configuration;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.concordat.protection.agency.Agency.InForce;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.label.Nature;
import org.concordat.schemas.label.SubjectCategory;

/** Reads terms of closed lists and periods, with a finding for each that is not listed or makes no sense. */
final class Terms {
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final Known CATEGORIES = Known.of("category", List.of(Category.values()), Category::code);
    private static final Known SUBJECTS =
            Known.of("subject category", List.of(SubjectCategory.values()), SubjectCategory::code);
    private static final Known NATURES = Known.of("nature", List.of(Nature.values()), Nature::code);

    private final Findings findings;

    Terms(Findings findings) {
        this.findings = findings;
    }

    Optional<Category> category(Located term, String subject) {
        CATEGORIES.check(term, subject, findings);
        return Category.ofCode(term.text());
    }

    Set<Category> categories(Located terms, String subject) {
        return listed(terms, CATEGORIES, Category::ofCode, subject);
    }

    Set<SubjectCategory> subjects(Located terms, String subject) {
        return listed(terms, SUBJECTS, SubjectCategory::ofCode, subject);
    }

    Set<Nature> natures(Located terms, String subject) {
        return listed(terms, NATURES, Nature::ofCode, subject);
    }

    /** The terms that are known, as values; a finding for each that is not. */
    <T> Set<T> named(Located terms, Known known, Function<String, T> value, String subject) {
        Set<T> values = new LinkedHashSet<>();
        for (Located term : terms.items()) {
            if (known.check(term, subject, findings)) {
                values.add(value.apply(term.text()));
            }
        }
        return values;
    }

    private <T> Set<T> listed(Located terms, Known known, Function<String, Optional<T>> value, String subject) {
        return named(terms, known, value, subject).stream()
                .flatMap(Optional::stream)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** All of a list when the word for it is written out, else the terms that are. */
    static <T> Set<T> allOr(Located terms, String word, Collection<T> all, Function<Located, Set<T>> some) {
        return terms.isText(word) ? new HashSet<>(all) : some.apply(terms);
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
        Optional<Located> review = period.find("review");
        if (review.isPresent()) {
            day(review.get())
                    .filter(day -> day.isBefore(from.get())
                            || until.filter(day::isAfter).isPresent())
                    .ifPresent(
                            day -> findings.add(review.get(), "the review on " + day + " is not while it is in force"));
        }
        return Optional.of(new InForce(
                from.get().atStartOfDay(LONDON).toInstant(),
                until.map(day -> day.plusDays(1).atStartOfDay(LONDON).toInstant())));
    }

    private Optional<LocalDate> day(Located day) {
        try {
            return Optional.of(LocalDate.parse(day.text()));
        } catch (DateTimeException e) {
            findings.add(day, "'" + day.text() + "' is no day of the calendar");
            return Optional.empty();
        }
    }
}
