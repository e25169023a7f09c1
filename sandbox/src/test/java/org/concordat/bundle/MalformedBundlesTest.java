package org.concordat.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.concordat.protection.bundle.Bundle;
import org.concordat.routes.bundle.Bundles;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.InForce;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Five hundred files of agencies and agreements with one mistake each, all of them signed by two approvers: each is refused
 * with file, line and cause, and what is in force stays in force. The seed is printed when one is not; {@code -Dseed=…}
 * makes the same mistakes again.
 */
class MalformedBundlesTest {
    private static final int VARIATIONS = 500;

    /** What can be wrong: where a mistake can be made, and the mistake. None of them leaves a file that is in order. */
    private static final List<Mistake> MISTAKES = List.of(
            new Mistake("a field is misspelt", "(?m)^[a-z-]+(?=:)", (found, dice) -> found.group() + "x"),
            new Mistake(
                    "a field is there twice",
                    "(?m)^(id|name|agreement|version|kind): .*$",
                    (found, dice) -> found.group() + "\n" + found.group()),
            new Mistake("a field that nobody knows", "(?m)^(?=[a-z])", (found, dice) -> word(dice) + ": 1\n"),
            new Mistake("a kind that there is not", "(?<=kind: )[a-z-]+", (found, dice) -> word(dice)),
            new Mistake(
                    "a list of things that there are not",
                    "(?<=(roles|kinds|purposes|powers): \\[)[A-Za-z0-9-]+",
                    (found, dice) -> word(dice)),
            new Mistake("a condition that there is not", "P[23]_[A-Z0-9_]+", (found, dice) -> found.group() + "_X"),
            new Mistake(
                    "a certificate that there is not",
                    "(?<=/)(tls|signing|encryption)\\.crt",
                    (found, dice) -> word(dice) + ".crt"),
            new Mistake("a certificate outside", "[a-z-]+/(?=(tls|signing|encryption)\\.crt)", (found, dice) -> "../"),
            new Mistake(
                    "a certificate for another use",
                    "(?<=tls: \\[)[a-z-]+/tls",
                    (found, dice) -> found.group().replace("/tls", "/encryption")),
            new Mistake(
                    "a day that is none",
                    "(?<=(from|until|review): )[0-9]{4}-[0-9]{2}-[0-9]{2}",
                    (found, dice) -> "2026-" + (13 + dice.nextInt(80)) + "-01"),
            new Mistake("a time that is none", "(?<=(retain|at-most): )P[A-Z0-9]+", (found, dice) -> word(dice)),
            new Mistake("a version that is none", "(?<=version: )[0-9]+", (found, dice) -> word(dice)),
            new Mistake("a connector that there is not", "(?<=connector: )[a-z-]+", (found, dice) -> word(dice)),
            new Mistake("an address that is none", "https://[a-z]+", (found, dice) -> "http://" + word(dice)),
            new Mistake(
                    "nobody signed for a party",
                    "(?m)^  [a-z-]+(?=: (head|director|chief|assistant))",
                    (found, dice) -> "  " + word(dice)),
            new Mistake("a list that does not end", "\\](?=$|\\n)", (found, dice) -> ""),
            new Mistake("a bracket too many", "\\](?=$|\\n)", (found, dice) -> "]]"),
            new Mistake("a quotation that does not end", "(?<=: )(?=[a-z])", (found, dice) -> "\""),
            new Mistake("a tab that indents", "(?m)^  (?=[a-z-])", (found, dice) -> "\t"),
            new Mistake("an anchor", "(?<=(?m)^[a-z]{2,20}: )(?=[a-z])", (found, dice) -> "&" + word(dice) + " "),
            new Mistake("an alias of nothing", "(?<=name: )[A-Za-z].*", (found, dice) -> "*" + word(dice)),
            new Mistake(
                    "a list where a word belongs",
                    "(?<=(?m)^(id|kind|agreement): )[a-z-]+",
                    (found, dice) -> "[" + found.group() + "]"),
            new Mistake("nothing at all", "(?s).+", (found, dice) -> "\n".repeat(dice.nextInt(3))),
            new Mistake(
                    "a character that no text has",
                    "(?<=[a-z])(?=[a-z])",
                    (found, dice) -> String.valueOf((char) (1 + dice.nextInt(8)))),
            new Mistake("another file's name", "(?<=(?m)^(id|agreement): )[a-z-]+", (found, dice) -> word(dice)));

    @Test
    void each_is_refused_with_file_line_and_cause_and_changes_nothing(@TempDir Path folder) throws Exception {
        long seed = Long.getLong("seed", new Random().nextLong());
        Random dice = new Random(seed);
        Workshop workshop = Workshop.in(folder);
        Bundle whole = workshop.bundle();
        workshop.northshire.sign(1);
        Bundles node = workshop.node();
        InForce inForce = node.begin(workshop.folder());
        String digest = inForce.configuration().digest();
        for (int i = 0; i < VARIATIONS; i++) {
            Variation variation = Variation.of(whole, dice);
            HopRefused refused = catchThrowableOfType(
                    HopRefused.class, () -> workshop.activate(node, inForce, variation.bundle(), 2));
            String which = "seed " + seed + ", variation " + i + ": " + variation.what() + "\n" + variation.text();
            assertThat(refused).as(which).isNotNull();
            assertThat(refused.code()).as(which).isEqualTo("bundle.not-in-order");
            assertThat(refused.findings()).as(which).anySatisfy(finding -> {
                assertThat(finding.location()).matches(Pattern.quote(variation.file()) + ":[1-9][0-9]*");
                assertThat(finding.message()).isNotBlank();
            });
            assertThat(inForce.configuration().digest()).as(which).isEqualTo(digest);
        }
        assertThat(workshop.activations.entries).as("seed " + seed).hasSize(1);
    }

    private static String word(Random dice) {
        StringBuilder word = new StringBuilder("zq");
        for (int i = 0; i < 6; i++) {
            word.append((char) ('a' + dice.nextInt(26)));
        }
        return word.toString();
    }

    /** A mistake, and where it can be made. */
    private record Mistake(String what, String where, BiFunction<MatchResult, Random, String> made) {}

    /** The whole bundle with one mistake in one file. */
    private record Variation(String file, String what, String text, Bundle bundle) {
        static Variation of(Bundle whole, Random dice) throws Exception {
            List<String> files = whole.names().stream()
                    .filter(name -> name.startsWith("agencies/") || name.startsWith("agreements/"))
                    .toList();
            while (true) {
                String file = files.get(dice.nextInt(files.size()));
                String text = new String(whole.read(file, 1 << 20), StandardCharsets.UTF_8);
                // what is said beside the matter cannot be wrong
                String plain = text.replaceAll("(?m)^\\s*#.*\\R", "");
                Mistake mistake = MISTAKES.get(dice.nextInt(MISTAKES.size()));
                List<MatchResult> places = new ArrayList<>(Pattern.compile(mistake.where())
                        .matcher(plain)
                        .results()
                        .toList());
                if (!places.isEmpty()) {
                    MatchResult place = places.get(dice.nextInt(places.size()));
                    String wrong = plain.substring(0, place.start())
                            + mistake.made().apply(place, dice)
                            + plain.substring(place.end());
                    Map<String, byte[]> all = new HashMap<>();
                    for (String name : whole.names()) {
                        all.put(name, whole.read(name, 1 << 20));
                    }
                    all.put(file, wrong.getBytes(StandardCharsets.UTF_8));
                    return new Variation(file, mistake.what(), wrong, new Bundle(all));
                }
            }
        }
    }
}
