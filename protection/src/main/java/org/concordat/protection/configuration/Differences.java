package org.concordat.protection.configuration;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Agency.InForce;
import org.concordat.protection.agreement.Agreement;
import org.concordat.protection.agreement.Clause;
import org.concordat.protection.agreement.Extent;
import org.concordat.protection.agreement.Vocabulary;
import org.concordat.protection.configuration.Configuration.Written;
import org.concordat.protection.key.Thumbprint;
import org.concordat.schemas.terminology.Coded;

/**
 * What comes, goes and changes from one configuration to the next, in sentences that an approver can sign: agencies with
 * their teams, certificates and desks, agreements with their clauses. The national agreement is no part of a bundle, and
 * none of it.
 */
public final class Differences {
    private Differences() {}

    /** One sentence each, agencies first; none where both say the same. */
    public static List<String> between(Configuration before, Configuration after) {
        List<String> sentences = new ArrayList<>();
        compare(agencies(before.written()), agencies(after.written()), sentences);
        compare(agreements(before), agreements(after), sentences);
        return sentences;
    }

    /** @param before what each agency or agreement is in words, by the name of each part */
    private static void compare(
            SortedMap<String, SortedMap<String, String>> before,
            SortedMap<String, SortedMap<String, String>> after,
            List<String> sentences) {
        for (String subject : union(before, after)) {
            SortedMap<String, String> old = before.getOrDefault(subject, new TreeMap<>());
            SortedMap<String, String> now = after.getOrDefault(subject, new TreeMap<>());
            if (old.isEmpty() || now.isEmpty()) {
                sentences.add(subject + (old.isEmpty() ? " comes." : " goes."));
            }
            for (String part : now.isEmpty() ? List.<String>of() : union(old, now)) {
                String was = old.get(part);
                String is = now.get(part);
                if (was == null) {
                    sentences.add(subject + ", " + part + (old.isEmpty() ? ": " : " comes: ") + is);
                } else if (is == null) {
                    sentences.add(subject + ", " + part + " goes: " + was);
                } else if (!was.equals(is)) {
                    sentences.add(subject + ", " + part + " changes. It was: " + was + " It will be: " + is);
                }
            }
        }
    }

    private static Iterable<String> union(Map<String, ?> one, Map<String, ?> other) {
        TreeSet<String> names = new TreeSet<>(one.keySet());
        names.addAll(other.keySet());
        return names;
    }

    private static SortedMap<String, SortedMap<String, String>> agencies(Written written) {
        SortedMap<String, SortedMap<String, String>> all = new TreeMap<>();
        written.agencies().forEach(agency -> all.put("Agency " + agency.id(), parts(agency)));
        return all;
    }

    private static SortedMap<String, String> parts(Agency agency) {
        SortedMap<String, String> parts = new TreeMap<>();
        parts.put("its name", agency.name() + ".");
        parts.put("its kind", agency.kind() + ".");
        parts.put("what it is in law", String.join(", ", new TreeSet<>(agency.bodies())) + ".");
        parts.put("its time in force", words(agency.inForce()));
        parts.put("how it is reached", agency.connection() + ".");
        agency.teams()
                .forEach(team ->
                        parts.put("team " + team.id(), team.name() + "; " + words(team.roles()) + " receive there."));
        agency.desks().forEach((desk, team) -> parts.put("desk " + desk.code(), "team " + team + "."));
        certificates(agency.tls(), "TLS", parts);
        certificates(agency.signing(), "signing", parts);
        certificates(agency.encryption(), "encryption", parts);
        return parts;
    }

    private static void certificates(List<X509Certificate> some, String use, SortedMap<String, String> parts) {
        some.forEach(one -> parts.put(
                use + " certificate " + Thumbprint.of(one),
                one.getSubjectX500Principal() + ", until " + one.getNotAfter().toInstant() + "."));
    }

    private static SortedMap<String, SortedMap<String, String>> agreements(Configuration configuration) {
        SortedMap<String, SortedMap<String, String>> all = new TreeMap<>();
        configuration.written().agreements().stream()
                .filter(agreement -> !agreement.national())
                .forEach(agreement ->
                        all.put("Agreement " + agreement.name(), parts(agreement, configuration.vocabulary())));
        return all;
    }

    private static SortedMap<String, String> parts(Agreement agreement, Vocabulary vocabulary) {
        SortedMap<String, String> parts = new TreeMap<>();
        parts.put("its version", agreement.version() + ".");
        parts.put("its parties", words(agreement.parties()) + ".");
        parts.put("its time in force", words(agreement.inForce()));
        for (Clause clause : agreement.clauses()) {
            parts.put("clause " + clause.id(), sentence(clause, vocabulary));
        }
        return parts;
    }

    private static String sentence(Clause clause, Vocabulary vocabulary) {
        List<String> categories = new ArrayList<>();
        clause.categories()
                .forEach((category, extent) -> categories.add(vocabulary.words(category)
                        + (extent.form() == Extent.Form.SANITISED ? " (sanitised)" : "")
                        + limit(" of ", extent.subjects(), Terms.SUBJECTS.all().size())
                        + limit(
                                " by nature ",
                                extent.natures(),
                                Terms.NATURES.all().size())
                        + limit(" for ", extent.roles(), vocabulary.roles().size())));
        return String.format(
                Locale.ROOT,
                "%s may disclose %s to %s for %s under %s: %s. Consent: %s. Conditions at the sender: %s; at the recipient: %s.%s Kept for %s at most.",
                words(clause.from()),
                words(clause.kinds()),
                words(clause.to()),
                words(clause.purposes().stream().map(vocabulary::words).toList()),
                words(clause.powers()),
                words(categories),
                clause.consent().need().code()
                        + limit(", also recorded by ", clause.consent().alsoRecordedBy(), 0),
                new TreeMap<>(clause.conditions().sender()),
                new TreeMap<>(clause.conditions().recipient()),
                clause.respond()
                        .map(by -> " To be answered within " + by.atMost()
                                + by.before()
                                        .map(event -> ", before the " + event)
                                        .orElse("") + ".")
                        .orElse(""),
                clause.retain());
    }

    private static String limit(String words, Set<?> those, int all) {
        return those.size() == all ? "" : words + words(those);
    }

    private static String words(Iterable<?> those) {
        TreeSet<String> words = new TreeSet<>();
        those.forEach(one -> words.add(one instanceof Coded coded ? coded.code() : one.toString()));
        return String.join(", ", words);
    }

    private static String words(InForce inForce) {
        return "from " + inForce.from()
                + inForce.until().map(end -> " until " + end).orElse("") + ".";
    }
}
