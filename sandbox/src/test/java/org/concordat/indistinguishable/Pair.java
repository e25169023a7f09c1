package org.concordat.indistinguishable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concordat.hostile.StandingCheck;

/**
 * One record as a draft, in two forms that differ in nothing but sections of which nobody else may know that they exist.
 *
 * @param sender who submits it
 * @param recipient who may see all else of it
 * @param without the draft without them
 * @param with the draft with them
 * @param louder without them, and with one more section that anybody may know of: for whoever must see a difference
 */
record Pair(String sender, String recipient, String without, String with, String louder) {
    private static final Pattern REPORT = Pattern.compile("\\s*<Section id=\"report\".*?</Section>", Pattern.DOTALL);
    private static final Pattern URGENCY = Pattern.compile("<Urgency [^>]*/>");
    private static final Pattern SECTION = Pattern.compile("\n  <Section ");

    /** Sections of the drafts' kinds that no clause of Northshire lets through, and whose existence is not told. */
    private static final List<String> OF_AN_ANSWER = List.of("""
            nature="intelligence" provenance="agency-record" recorded="${NOW}"><s:Intelligence><s:Source>2</s:Source>\
            <s:Assessment>C</s:Assessment><s:Handling>P</s:Handling><s:Report>${TEXT}</s:Report></s:Intelligence>""", """
            nature="allegation" provenance="self-reported" recorded="${NOW}"><s:ReferrerDetails>\
            <s:Capacity>neighbour</s:Capacity><s:ReferredOn>2026-08-30</s:ReferredOn>\
            <s:WishesAnonymity>true</s:WishesAnonymity></s:ReferrerDetails>""");

    private static final List<String> OF_AN_ALLOCATION = List.of("""
            nature="fact" provenance="agency-record" recorded="${NOW}"><s:AccessRestriction><s:Is>exclusion</s:Is>\
            <s:Officer>C03A999</s:Officer><s:From>2026-11-01</s:From><s:Message>${TEXT}</s:Message>\
            </s:AccessRestriction>""", """
            nature="fact" provenance="agency-record" recorded="${NOW}"><s:MaracFlag>\
            <s:LastHeard>2026-10-20</s:LastHeard></s:MaracFlag>""", """
            nature="fact" provenance="agency-record" recorded="${NOW}"><s:VictimConditions>\
            <s:Condition>${TEXT}</s:Condition></s:VictimConditions>""");

    private static final String TOLD = """
            nature="fact" provenance="verified" recorded="${NOW}"><s:OffenderAddress><s:Line>14 Sample Terrace</s:Line>\
            <s:Postcode>ZZ99 3VZ</s:Postcode></s:OffenderAddress>""";

    private static final String SOMEBODY = "\n  <Subject id=\"somebody\" category=\"other\"><Name><Family>"
            + "Nobody-Example</Family></Name></Subject>";

    /** An answer of the police to probation, or a case that probation hands to the company. */
    static Pair of(int number, SplittableRandom random, StandingCheck standing, Instant now) throws IOException {
        boolean answer = number % 2 == 0;
        String draft = shipped(answer ? "police-answer" : "case-allocation")
                .replace("${CONVERSATION}", standing.asked().conversation().toString())
                .replace("${REQUEST}", standing.asked().request().toString());
        draft = URGENCY.matcher(REPORT.matcher(draft).replaceAll("")).replaceAll("");
        draft = varied(draft, random);
        String with = draft;
        List<String> hidden = answer ? OF_AN_ANSWER : OF_AN_ALLOCATION;
        boolean somebody = random.nextInt(4) == 0;
        int count = 1 + random.nextInt(3);
        for (int i = 0; i < count; i++) {
            String about = somebody && i == 0 ? "somebody" : random.nextBoolean() ? "him" : "her";
            with = put(with, "hidden" + i, about, hidden.get(random.nextInt(hidden.size())), random);
        }
        if (somebody) {
            int last = with.lastIndexOf("</Subject>") + "</Subject>".length();
            with = with.substring(0, last) + SOMEBODY + with.substring(last);
        }
        String text = text(random, 1 + random.nextInt(1_500));
        String louder = put(draft, "louder", "him", TOLD, random);
        String moment = now.truncatedTo(ChronoUnit.SECONDS).toString();
        return new Pair(
                answer ? "northshire-police" : "nps-north-east",
                answer ? "nps-north-east" : "crc-northshire",
                filled(draft, moment, text),
                filled(with, moment, text),
                filled(louder, moment, text));
    }

    private static String filled(String draft, String moment, String text) {
        return draft.replace("${NOW}", moment)
                .replace("${TONIGHT}", moment)
                .replace("${TEXT}", text)
                .replace("</Header>", "<Sent>" + moment + "</Sent></Header>");
    }

    /** No two records are alike, so that chance is not what makes the forms of one alike. */
    private static String varied(String draft, SplittableRandom random) {
        return draft.replace("Neighbour called;", text(random, 1 + random.nextInt(400)))
                .replace("Visit in twos.", text(random, 1 + random.nextInt(400)))
                .replace("Assault and threats against", text(random, 1 + random.nextInt(400)));
    }

    /** Before one of the sections, or after the last. */
    private static String put(String draft, String id, String about, String section, SplittableRandom random) {
        List<Integer> places = new ArrayList<>();
        Matcher sections = SECTION.matcher(draft);
        while (sections.find()) {
            places.add(sections.start());
        }
        places.add(draft.lastIndexOf("\n</Disclosure>"));
        int at = places.get(random.nextInt(places.size()));
        String whole = "\n  <Section id=\"" + id + "\" about=\"" + about + "\" " + section + "</Section>";
        return draft.substring(0, at) + whole + draft.substring(at);
    }

    private static String text(SplittableRandom random, int length) {
        StringBuilder text = new StringBuilder(length + 2).append('x');
        while (text.length() < length) {
            text.append(random.nextInt(7) == 0 ? ' ' : (char) ('a' + random.nextInt(26)));
        }
        return text.append('x').toString();
    }

    private static String shipped(String name) throws IOException {
        try (InputStream in = Pair.class.getResourceAsStream("/northshire/drafts/" + name + ".xml")) {
            if (in == null) {
                throw new IOException("there is no draft " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
