package org.concordat.bench.rules;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.decision.Decision;
import org.concordat.protection.decision.Question;
import org.concordat.protection.decision.Rules;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** How long one decision takes. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@SuppressWarnings("NullAway.Init") // the harness calls the set-up first
public class RulesBenchmark {
    /** Any would do; this one is told so that anybody can have the same agreements. */
    private static final long SEED = 20261122;

    private Rules rules;
    private Question permitted;
    private Question refused;

    /** Reads the generated configuration and makes sure that the questions are what they are called. */
    @Setup
    public void generate() throws Exception {
        Path folder = Files.createTempDirectory("concordat-bench");
        try {
            Generated generated = new Generated(SEED, folder);
            Configuration configuration = generated.configuration();
            rules = configuration.rules();
            permitted = generated.permitted();
            refused = generated.refused();
        } finally {
            delete(folder);
        }
        if (!(rules.decide(permitted) instanceof Decision.Permit)
                || !(rules.decide(refused) instanceof Decision.Refuse)) {
            throw new IllegalStateException("the questions are not answered as they should be: "
                    + rules.decide(permitted) + " and " + rules.decide(refused));
        }
    }

    /** An answer of ten kilobytes, of which one section is withheld. */
    @Benchmark
    public Decision permit() {
        return rules.decide(permitted);
    }

    /** The same to an agency that no power covers. */
    @Benchmark
    public Decision refuse() {
        return rules.decide(refused);
    }

    /** Measures both, in a Java of their own, and says what came of it. */
    public static String run(boolean quick) throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder()
                        .include(RulesBenchmark.class.getName())
                        .forks(quick ? 1 : 3)
                        .warmupIterations(quick ? 3 : 5)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(1))
                        .shouldFailOnError(true)
                        .verbosity(VerboseMode.SILENT)
                        .build())
                .run();
        return results.stream().map(RulesBenchmark::words).collect(Collectors.joining(", "));
    }

    private static String words(RunResult result) {
        Result<?> primary = result.getPrimaryResult();
        return String.format(
                Locale.ROOT, "%s %.2f ± %.2f µs", primary.getLabel(), primary.getScore(), primary.getScoreError());
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> {
                try {
                    Files.delete(file);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }
}
