package org.concordat.bench;

import java.time.Duration;
import java.util.List;

/**
 * What is measured, and how long.
 *
 * @param warm exchanges of each side before anything counts
 * @param rounds of each side, in turn
 * @param bytes of the record that is sent
 * @param oursAlone our side with the native provider and nothing beside it, e.g. to be profiled; with {@code soapAlone}, by SOAP
 * @param soapAlone our SOAP beside our REST and a peer under the same policy, and nothing else
 */
record Options(
        boolean quick,
        int clients,
        int bytes,
        int warm,
        int rounds,
        Duration round,
        boolean rulesAlone,
        boolean oursAlone,
        boolean soapAlone) {
    static Options parse(List<String> arguments) {
        boolean quick = arguments.contains("--quick");
        Options chosen = quick
                ? new Options(true, 8, 10 * 1024, 5_000, 5, Duration.ofSeconds(4), false, false, false)
                : new Options(false, 8, 10 * 1024, 40_000, 11, Duration.ofSeconds(10), false, false, false);
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            String value = parts.length == 2 ? parts[1] : "";
            chosen = switch (parts[0]) {
                case "--quick" -> chosen;
                case "--warm" -> chosen.with(Integer.parseInt(value), chosen.rounds, chosen.round);
                case "--rounds" -> chosen.with(chosen.warm, Integer.parseInt(value), chosen.round);
                case "--seconds" -> chosen.with(chosen.warm, chosen.rounds, Duration.ofSeconds(Long.parseLong(value)));
                case "--rules" -> chosen.alone(true, false, false);
                case "--ours" -> chosen.alone(false, true, chosen.soapAlone);
                case "--soap" -> chosen.alone(false, chosen.oursAlone, true);
                default ->
                    throw new IllegalArgumentException("unknown option '" + argument
                            + "'; known: --quick, --rules, --ours, --soap, --warm=N, --rounds=N, --seconds=N, --help");
            };
        }
        return chosen;
    }

    private Options with(int otherWarm, int otherRounds, Duration otherRound) {
        return new Options(quick, clients, bytes, otherWarm, otherRounds, otherRound, rulesAlone, oursAlone, soapAlone);
    }

    private Options alone(boolean rules, boolean ours, boolean soap) {
        return new Options(quick, clients, bytes, warm, rounds, round, rules, ours, soap);
    }
}
