package org.concordat.protection.decision;

import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.concordat.protection.agency.Agencies;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.RoleQueue;
import org.concordat.protection.agreement.Law;
import org.concordat.protection.agreement.Statute;
import org.concordat.protection.decision.Decision.Duty;
import org.concordat.protection.decision.Decision.Permit;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.TeamId;

/** Puts decisions into words: English sentences, each complete in itself, in the words of a practitioner. Immutable, safe to share, and pure. */
public record Explainer(Law law, Agencies agencies) {
    /** For the sender, who knows what it holds: who would get what, what would be withheld and by which clause. */
    public List<String> toSender(Question question, Decision decision) {
        return decision.fold(
                permit -> permitted(question, permit),
                refuse ->
                        List.of(name(question.to().agency()) + " would receive nothing.", sentence(refuse.because())));
    }

    private List<String> permitted(Question question, Permit permit) {
        List<String> sentences = new ArrayList<>();
        sentences.add(recipient(question.to()) + " would receive " + kept(question, permit) + ".");
        sentences.addAll(withheld(question, permit));
        Statute statute = law.powers().get(question.power());
        if (statute != null) {
            sentences.add("This rests on the " + statute.name() + ", for "
                    + law.vocabulary().words(question.purpose()) + ", as agreed in "
                    + permit.grantedBy().stream().map(ClauseId::value).collect(Collectors.joining(" and ")) + ".");
            if (!statute.verified()) {
                sentences.add("Concordat's reading of the " + statute.name()
                        + " has not been checked against the statute: take advice before you rely on it.");
            }
        }
        for (Duty duty : permit.duties()) {
            sentences.add(name(question.to().agency()) + " " + words(duty) + ".");
        }
        return sentences;
    }

    private String kept(Question question, Permit permit) {
        Set<String> words = new LinkedHashSet<>();
        question.items().stream()
                .filter(item -> permit.kept().contains(item.part()))
                .sorted(Comparator.comparing(item -> item.label().category()))
                .forEach(item -> words.add((item.sanitisedOf().isPresent() ? "a sanitised form of " : "")
                        + law.vocabulary().words(item.label().category())));
        return list(List.copyOf(words));
    }

    private List<String> withheld(Question question, Permit permit) {
        Set<PartId> superseded = question.items().stream()
                .filter(item -> item.sanitisedOf().map(permit.kept()::contains).orElse(false))
                .map(Item::part)
                .collect(Collectors.toSet());
        return permit.withheld().stream()
                .filter(one -> !superseded.contains(one.part()))
                .sorted(Withheld.ORDER)
                .map(one -> sentence(law.vocabulary().words(one.category()) + " would be withheld: " + one.because()
                        + " [" + one.by() + "]"))
                .distinct()
                .toList();
    }

    private String recipient(RoleQueue to) {
        return name(to.agency()) + " (" + team(to.agency(), to.team()) + ", "
                + law.vocabulary().roles().getOrDefault(to.role(), to.role().value()) + ")";
    }

    private String name(AgencyId id) {
        return agencies.find(id).map(Agency::name).orElse("'" + id + "'");
    }

    private String team(AgencyId agency, TeamId id) {
        return agencies.find(agency).stream()
                .flatMap(a -> a.teams().stream())
                .filter(team -> team.id().equals(id))
                .map(Agency.Team::name)
                .findFirst()
                .orElse("'" + id + "'");
    }

    private static String words(Duty duty) {
        return switch (duty.what()) {
            case "retain" -> "may keep it for at most " + words(Period.parse(duty.value()));
            case "respond-within" -> "is to answer within " + words(Duration.parse(duty.value()));
            case "respond-before" -> "is to answer before the " + duty.value();
            default -> "is bound: " + duty.what() + " " + duty.value();
        };
    }

    /** E.g. {@code 2 years 6 months}. */
    public static String words(Period period) {
        return (join(period.getYears(), "year") + " " + join(period.getMonths(), "month") + " "
                        + join(period.getDays(), "day"))
                .replaceAll(" +", " ")
                .strip();
    }

    /** E.g. {@code 4 hours}. */
    public static String words(Duration duration) {
        return (join(duration.toDays(), "day") + " " + join(duration.toHoursPart(), "hour") + " "
                        + join(duration.toMinutesPart(), "minute"))
                .strip();
    }

    private static String join(long count, String unit) {
        return count == 0 ? "" : count + " " + unit + (count == 1 ? "" : "s");
    }

    private static String list(List<String> words) {
        return words.size() == 1
                ? words.get(0)
                : String.join(", ", words.subList(0, words.size() - 1)) + " and " + words.get(words.size() - 1);
    }

    private static String sentence(String words) {
        String capital = Character.toUpperCase(words.charAt(0)) + words.substring(1);
        return capital.endsWith(".") ? capital : capital + ".";
    }
}
