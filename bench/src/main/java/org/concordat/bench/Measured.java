package org.concordat.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.concordat.bench.load.Round;

/**
 * One round of one side.
 *
 * @param millis of processor time that each party used in it
 * @param compiling how many of all these its compilers used
 */
record Measured(Round round, Duration time, Map<String, Double> millis, double compiling) {
    /** @param aSecond how many begin in a second at the most; 0: as many as can */
    static Measured round(Side side, Duration time, double aSecond) throws IOException {
        Map<String, Double> before = side.used();
        double compiled = side.compiling();
        long begun = System.nanoTime();
        Round round = side.clients().during(time, aSecond);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        Map<String, Double> millis = new LinkedHashMap<>();
        side.used().forEach((party, now) -> millis.put(party, now - before.getOrDefault(party, 0.0)));
        return new Measured(round, took, millis, side.compiling() - compiled);
    }

    /** Processor time of all parties for one exchange, in milliseconds. */
    double each() {
        return millis.values().stream().mapToDouble(Double::doubleValue).sum() / round.exchanges();
    }

    /** The same without its compilers: of processes that have been up for long. */
    double eachCompiled() {
        return each() - compiling / round.exchanges();
    }

    double each(String party) {
        return millis.getOrDefault(party, 0.0) / round.exchanges();
    }

    double perSecond() {
        return round.exchanges() * 1e9 / time.toNanos();
    }

    Set<String> parties() {
        return millis.keySet();
    }
}
