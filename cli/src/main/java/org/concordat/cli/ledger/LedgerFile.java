package org.concordat.cli.ledger;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.concordat.cli.outcome.Stopped;
import org.concordat.protection.ledger.Hash;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * An export of the ledger, line by line. The first line is {@value #FIRST}; then {@code entry}, its position, the tree's
 * hash in hexadecimal and the entry exactly as it was hashed, or {@value #GONE}; behind the entries that it covers, {@code
 * checkpoint} and a compact JWS; the last line is {@code end} and the number of entries.
 */
public final class LedgerFile {
    static final String FIRST = "concordat-ledger 1";
    static final String GONE = "-";

    /** Many times the longest entry. */
    private static final int LONGEST_LINE = 1 << 20;

    private LedgerFile() {}

    /** Begins an export. */
    public static void begin(OutputStream out) throws IOException {
        line(out, FIRST);
    }

    /** An entry as the gateway answers it; as it is, for a check to find what is wrong with it. */
    public static void entry(OutputStream out, JsonNode entry) throws IOException {
        line(
                out,
                "entry " + entry.path("position").asLong() + " "
                        + entry.path("leaf").asString("") + " "
                        + entry.path("entry").asString(GONE));
    }

    public static void checkpoint(OutputStream out, String jws) throws IOException {
        line(out, "checkpoint " + jws);
    }

    public static void end(OutputStream out, long entries) throws IOException {
        line(out, "end " + entries);
    }

    private static void line(OutputStream out, String line) throws IOException {
        // nothing that comes from the gateway makes two lines of one
        out.write((line.replace("\n", "\\n") + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** What a line says. */
    sealed interface Line permits EntryLine, CheckpointLine, EndLine {}

    /** @param entry empty when it is gone */
    record EntryLine(long position, Hash leaf, Optional<String> entry) implements Line {}

    /** A checkpoint, not verified. */
    record CheckpointLine(String jws) implements Line {}

    /** The end. */
    record EndLine(long entries) implements Line {}

    /** The next line; empty behind the last. */
    static Optional<Line> next(Reader in, long number) throws IOException, Stopped {
        String line = readLine(in);
        if (line == null) {
            return Optional.empty();
        }
        String[] words = line.split(" ", 4);
        try {
            return Optional.of(
                    switch (words[0] + words.length) {
                        case "entry4" ->
                            new EntryLine(
                                    Long.parseLong(words[1]),
                                    Hash.parse(words[2]),
                                    Optional.of(words[3]).filter(entry -> !entry.equals(GONE)));
                        case "checkpoint2" -> new CheckpointLine(words[1]);
                        case "end2" -> new EndLine(Long.parseLong(words[1]));
                        default -> throw new IllegalArgumentException("no such line");
                    });
        } catch (IllegalArgumentException e) {
            throw Stopped.of("ledger.form", "line " + number + " is none of an export");
        }
    }

    static void first(BufferedReader in) throws IOException, Stopped {
        if (!FIRST.equals(readLine(in))) {
            throw Stopped.of("ledger.form", "it is no export of a ledger: those begin with '" + FIRST + "'");
        }
    }

    private static @Nullable String readLine(Reader in) throws IOException, Stopped {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                return line.isEmpty() ? null : line.toString();
            }
            if (line.length() == LONGEST_LINE) {
                throw Stopped.of("ledger.form", "a line is longer than any entry");
            }
            line.append((char) c);
        }
        return line.toString();
    }
}
