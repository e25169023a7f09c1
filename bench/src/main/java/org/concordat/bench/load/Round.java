package org.concordat.bench.load;

import java.util.List;

/**
 * What came of one round.
 *
 * @param exchanges that were made, whole
 * @param median in microseconds, as the client saw it
 * @param slow the same of the slowest hundredth
 * @param why the first failure, in words
 */
public record Round(long exchanges, long failures, long median, long slow, String why) {
    static Round read(String line) {
        List<String> words = List.of(line.split(" ", 5));
        return new Round(number(words, 0), number(words, 1), number(words, 2), number(words, 3), words.get(4));
    }

    String line() {
        return exchanges + " " + failures + " " + median + " " + slow + " " + why.replace('\n', ' ');
    }

    private static long number(List<String> words, int at) {
        return Long.parseLong(words.get(at));
    }
}
