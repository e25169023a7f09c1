package org.concordat.schemas.disclosure;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.concordat.schemas.identifier.Check;
import org.concordat.schemas.identifier.Scheme;
import org.concordat.schemas.terminology.Coded;
import org.concordat.schemas.terminology.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Validates identifiers, what a disclosure of its kind is made of, and the completeness rules of the kind. Identifiers only
 * raise queries: a bad check letter must not stop a warning. Safe to share.
 */
public final class DisclosureValidator {
    private final Map<Kind, KindDefinition> kinds;
    private final Map<Kind, CompletenessRules> rules = new HashMap<>();

    DisclosureValidator(Map<Kind, KindDefinition> kinds) {
        this.kinds = kinds;
        kinds.forEach((kind, definition) -> rules.put(kind, new CompletenessRules(definition.completeness())));
    }

    /** Of a released copy, parts of which may be withheld, only the identifiers and the size of its list are looked at. */
    public ValidationOutcome validate(Disclosure disclosure) {
        List<Finding> findings = new ArrayList<>();
        Header header = disclosure.header();
        @Nullable KindDefinition kind = kinds.get(header.kind());
        if (kind == null) {
            findings.add(
                    Finding.error("kind.unknown", "/Disclosure/Header/@kind", "no such kind of disclosure is defined"));
        } else if (kind.version() != header.version()) {
            findings.add(Finding.error(
                    "kind.version",
                    "/Disclosure/Header/@version",
                    "of this kind, version " + kind.version() + " is defined"));
        } else {
            findings.addAll(listSize(disclosure, kind));
            if (disclosure.release().isEmpty()) {
                findings.addAll(composition(disclosure, kind));
            }
        }
        findings.addAll(identifiers(disclosure));
        @Nullable CompletenessRules completeness = rules.get(header.kind());
        if (completeness != null && disclosure.release().isEmpty() && new ValidationOutcome(findings).isAcceptable()) {
            findings.addAll(completeness.findings(disclosure));
        }
        return new ValidationOutcome(findings);
    }

    /** A list of another size than all others of the kind would tell how many parts there are. */
    private static List<Finding> listSize(Disclosure disclosure, KindDefinition kind) {
        return disclosure.signedForm().listed().size() == kind.digestList()
                ? List.of()
                : List.of(Finding.error(
                        "kind.digest-list",
                        "/Disclosure/Header/Digests",
                        "of this kind, the list has " + kind.digestList() + " digests"));
    }

    private static List<Finding> composition(Disclosure disclosure, KindDefinition kind) {
        List<Finding> findings = new ArrayList<>();
        Map<String, Integer> counts = new HashMap<>();
        int number = 0;
        for (Section section : disclosure.sections()) {
            number++;
            String location = "/Disclosure/Section[" + number + "]/" + section.type();
            KindDefinition.@Nullable Occurs occurs = kind.sections().get(section.type());
            if (occurs == null) {
                findings.add(Finding.error("kind.section", location, "this section type has no place in this kind"));
            } else if (counts.merge(section.type(), 1, Integer::sum) == occurs.max() + 1) {
                findings.add(Finding.error(
                        "kind.section-count", location, "there are at most " + occurs.max() + " of these"));
            }
        }
        kind.sections().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .filter(row ->
                        counts.getOrDefault(row.getKey(), 0) < row.getValue().min())
                .forEach(row -> findings.add(
                        Finding.error("kind.section-missing", "/Disclosure", "a section is missing: " + row.getKey())));
        if (kind.answers().isEmpty()
                && disclosure.header().conversation().inReplyTo().isPresent()) {
            findings.add(Finding.error(
                    "kind.reply",
                    "/Disclosure/Header/Conversation/@inReplyTo",
                    "a disclosure of this kind answers nothing: it starts a conversation"));
        }
        if (disclosure.recipients().stream()
                        .map(to -> List.of(to.agency(), to.team(), to.role()))
                        .distinct()
                        .count()
                < disclosure.recipients().size()) {
            findings.add(Finding.error("recipient.twice", "/Disclosure/Recipient", "one recipient is named twice"));
        }
        return findings;
    }

    private static List<Finding> identifiers(Disclosure disclosure) {
        List<Finding> findings = new ArrayList<>();
        int subject = 0;
        for (Subject person : disclosure.subjects()) {
            subject++;
            int number = 0;
            for (Subject.Identifier identifier : person.identifiers()) {
                number++;
                String location =
                        "/Disclosure/Subject[" + subject + "]/Identifier" + (number > 1 ? "[" + number + "]" : "");
                Check check = Coded.find(Scheme.values(), identifier.scheme())
                        .map(scheme -> scheme.parse(identifier.value()).check())
                        .orElse(Check.NOT_CHECKABLE);
                if (check == Check.BAD_CHECK) {
                    findings.add(query(
                            "identifier.bad-check",
                            location,
                            "the check letter or digit of this " + identifier.scheme() + " identifier is wrong"));
                } else if (check == Check.BAD_FORMAT) {
                    findings.add(query(
                            "identifier.bad-format",
                            location,
                            "this " + identifier.scheme() + " identifier is not in its form"));
                }
            }
        }
        return findings;
    }

    private static Finding query(String code, String location, String message) {
        return new Finding(Finding.Severity.QUERY, code, location, message);
    }
}
