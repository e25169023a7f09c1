package org.concordat.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** What was measured, for people: medians of the rounds, and how far the ratios of single rounds lie apart. */
final class Report {
    private final PrintStream out;

    Report(PrintStream out) {
        this.out = out;
    }

    void costs(Map<Side, List<Measured>> measured) {
        say("");
        say(
                "%-18s %12s %12s %10s %9s %9s   %s",
                "one exchange", "CPU-ms, all", "once warm", "a second", "p50 ms", "p99 ms", "CPU-ms of each");
        measured.forEach((side, rounds) -> {
            String parties = rounds.get(0).parties().stream()
                    .map(party -> String.format(Locale.ROOT, "%s %.2f", party, median(rounds, m -> m.each(party))))
                    .collect(Collectors.joining(", "));
            say(
                    "%-18s %12.2f %12.2f %10.0f %9.1f %9.1f   %s",
                    side.name(),
                    median(rounds, Measured::each),
                    median(rounds, Measured::eachCompiled),
                    median(rounds, Measured::perSecond),
                    median(rounds, m -> m.round().median()) / 1_000,
                    median(rounds, m -> m.round().slow()) / 1_000,
                    parties);
        });
        say("");
        measured.keySet().forEach(side -> say("%-18s %s", side.name(), side.words()));
    }

    /** Ours divided by theirs, each round by the other side's round that it was interleaved with. */
    void ratio(String what, List<Measured> ours, List<Measured> theirs) {
        ratio(what, ours, theirs, Measured::each);
        ratio("  the same without just-in-time compilation on either side", ours, theirs, Measured::eachCompiled);
    }

    /** Whether an exchange by SOAP costs no more than the peer's under the same policy and 1.2 times ours by REST. */
    void envelopes(List<Measured> soap, List<Measured> rest, List<Measured> peer) {
        for (ToDoubleFunction<Measured> cost :
                List.<ToDoubleFunction<Measured>>of(Measured::each, Measured::eachCompiled)) {
            double ours = median(soap, cost);
            double most = median(peer, cost) + 1.2 * median(rest, cost);
            say(
                    "by SOAP %.2f CPU-ms; the peer under the same policy and 1.2 times ours by REST: %.2f  (%.2f)",
                    ours, most, ours / most);
        }
    }

    private void ratio(String what, List<Measured> ours, List<Measured> theirs, ToDoubleFunction<Measured> cost) {
        List<Double> ratios = new ArrayList<>();
        for (int round = 0; round < ours.size(); round++) {
            ratios.add(cost.applyAsDouble(ours.get(round)) / cost.applyAsDouble(theirs.get(round)));
        }
        List<Double> sorted = ratios.stream().sorted().toList();
        double middle = middle(sorted);
        say(
                "%-62s 1/%.1f  (%.3f; rounds %.3f to %.3f)",
                what, 1 / middle, middle, sorted.get(0), sorted.get(sorted.size() - 1));
    }

    void say(String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }

    private static double median(List<Measured> rounds, ToDoubleFunction<Measured> of) {
        return middle(rounds.stream().mapToDouble(of).sorted().boxed().toList());
    }

    private static double middle(List<Double> sorted) {
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }
}
