package org.concordat.protection.decision;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.RoleQueue;
import org.concordat.protection.agreement.Law;
import org.concordat.protection.agreement.Shape;
import org.concordat.protection.agreement.Statute;
import org.concordat.protection.agreement.Vocabulary;
import org.concordat.protection.decision.Decision.Reason;
import org.concordat.protection.decision.Decision.Refuse;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Condition;

/** Refusals with their words for the sender: what stands against it and, where there is one, a lawful way. */
record Reasons(Law law, Clauses clauses) {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.UK).withZone(ZoneId.of("Europe/London"));

    Refuse agencyNotInForce(Optional<Agency> registered, AgencyId agency, Instant at) {
        return new Refuse(
                Reason.AGENCY_NOT_IN_FORCE,
                registered
                        .filter(known -> known.succession().isPresent()
                                && known.inForce().isOver(at))
                        .map(ended -> ended.notInForce(at))
                        .orElse("'" + agency + "' is not registered as an agency on " + DAY.format(at)));
    }

    Refuse recipientUnknown(Agency agency, RoleQueue to) {
        return new Refuse(
                Reason.RECIPIENT_UNKNOWN,
                agency.name() + " has no team '" + to.team() + "' in which someone receives as " + to.role());
    }

    Optional<Refuse> powerThatDoesNotFit(Question question, Agency from, Agency to) {
        Statute statute = law.powers().get(question.power());
        if (statute == null) {
            return Optional.of(new Refuse(
                    Reason.POWER_DOES_NOT_FIT,
                    "'" + question.power() + "' is no power to disclose that Concordat knows"));
        }
        String because;
        if (!statute.inForceAt(question.at())) {
            because = "The " + statute.name() + " is not known to be in force on " + DAY.format(question.at()) + ".";
        } else if (!statute.covers(from.bodies(), to.bodies())) {
            because = doesNotStandBetween(statute, from, to);
        } else if (!statute.purposes().contains(question.purpose())) {
            because = "The " + statute.name() + " cannot be relied on for "
                    + law.vocabulary().words(question.purpose()) + ".";
        } else {
            return Optional.empty();
        }
        return Optional.of(new Refuse(
                Reason.POWER_DOES_NOT_FIT,
                List.of(new ClauseId("power/" + question.power())),
                because + lawfulWay(question, from, to)));
    }

    private String doesNotStandBetween(Statute statute, Agency from, Agency to) {
        Shape shape = statute.covers().get(0);
        String first = words(shape.first());
        String second = words(shape.second());
        if (shape.bothWays()) {
            boolean fromIs = Shape.isOf(shape.first(), from.bodies());
            if (!fromIs && !Shape.isOf(shape.first(), to.bodies())) {
                return "The " + statute.name() + " covers disclosure to or from " + first + "; neither " + from.name()
                        + " nor " + to.name() + " is one.";
            }
            return "The " + statute.name() + " covers disclosure between " + first + " and " + second + "; "
                    + (fromIs ? to : from).name() + " is not such a body.";
        }
        return Shape.isOf(shape.second(), to.bodies())
                ? "The " + statute.name() + " covers disclosure by " + first + "; " + from.name() + " is not one."
                : "The " + statute.name() + " covers disclosure to " + second + "; " + to.name() + " is not one.";
    }

    private String lawfulWay(Question question, Agency from, Agency to) {
        Optional<Grant> clause = clauses.local(question)
                .filter(grant -> grant.clause().purposes().contains(question.purpose()))
                .findFirst();
        if (clause.isPresent()) {
            return " " + capital(clause.get().words()) + ", provides for it under "
                    + clause.get().clause().powers().stream()
                            .map(power -> law.powers().get(power))
                            .map(statute -> "the " + statute.name() + " (" + statute.code() + ")")
                            .sorted()
                            .collect(Collectors.joining(" or "))
                    + ".";
        }
        return law.powers().values().stream()
                .filter(statute -> statute.is() == Statute.Is.POWER
                        && statute.verified()
                        && statute.inForceAt(question.at())
                        && statute.covers(from.bodies(), to.bodies())
                        && statute.purposes().contains(question.purpose()))
                .map(statute -> statute.name() + " (" + statute.code() + ")")
                .sorted()
                .findFirst()
                .map(name -> " A power that stands between the two is the " + name
                        + "; an agreement between them would have to provide for it.")
                .orElse("");
    }

    Refuse noClauseApplies(Question question, Agency from, Agency to) {
        String because = "No agreement in force lets " + from.name() + " disclose a "
                + spaced(question.kind().value())
                + " to " + to.name() + " for " + law.vocabulary().words(question.purpose()) + " under the "
                + Optional.ofNullable(law.powers().get(question.power()))
                        .map(Statute::name)
                        .orElse(question.power().value())
                + ".";
        Optional<Grant> otherwise = clauses.local(question).findFirst();
        if (otherwise.isPresent()) {
            because += " " + capital(otherwise.get().words()) + ", provides for such a disclosure for "
                    + otherwise.get().clause().purposes().stream()
                            .map(law.vocabulary()::words)
                            .sorted()
                            .collect(Collectors.joining(" or "))
                    + " under "
                    + otherwise.get().clause().powers().stream()
                            .map(Object::toString)
                            .sorted()
                            .collect(Collectors.joining(" or "))
                    + ".";
        }
        return new Refuse(Reason.NO_CLAUSE_APPLIES, because);
    }

    Refuse senderConditionMissing(Grant grant, Question question, Agency from, Set<Condition> wanted) {
        String missing = wanted.stream()
                .filter(condition -> !question.conditions().contains(condition))
                .map(this::words)
                .sorted()
                .collect(Collectors.joining("; "));
        return new Refuse(
                Reason.CONDITION_MISSING,
                List.of(grant.id()),
                missing.isEmpty()
                        ? grant.words() + " names no data-protection condition on which " + from.name()
                                + " could disclose"
                        : grant.words() + " rests at the sender's end also on " + missing
                                + ", which the disclosure does not state");
    }

    Refuse nothingLeft(List<Withheld> withheld) {
        if (withheld.isEmpty()) {
            return new Refuse(Reason.NOTHING_LEFT, "there is no section in the disclosure");
        }
        return new Refuse(
                Reason.NOTHING_LEFT,
                withheld.stream().map(Withheld::by).distinct().toList(),
                "every section would be withheld: "
                        + withheld.stream().map(Withheld::because).distinct().collect(Collectors.joining("; ")));
    }

    private String words(Condition condition) {
        return Optional.ofNullable(law.conditions().list().get(condition))
                .map(definition -> definition.name() + " (" + condition + ")")
                .orElse(condition.value());
    }

    private String words(Set<String> bodies) {
        Vocabulary vocabulary = law.vocabulary();
        return bodies.stream().map(vocabulary::bodyWords).sorted().collect(Collectors.joining(" or "));
    }

    private static String spaced(String code) {
        return code.replace('-', ' ');
    }

    private static String capital(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
