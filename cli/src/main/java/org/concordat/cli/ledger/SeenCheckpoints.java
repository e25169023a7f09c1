package org.concordat.cli.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.cli.environment.Caller;
import org.concordat.cli.environment.Environment;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.outcome.Stopped;
import org.concordat.protection.ledger.ConsistencyProof;
import org.concordat.protection.ledger.Hash;
import org.concordat.protection.receipt.Statement;
import tools.jackson.databind.JsonNode;

/**
 * The checkpoints that one gateway gave to this end, in a file of the environment's: a line each, size, root, the ledger's
 * name and the checkpoint itself. A new one must be consistent with the newest; else the gateway's history was rewritten.
 */
public final class SeenCheckpoints {
    /** Beyond it, the oldest lines go. */
    private static final int MOST_LINES = 2000;

    private final Path file;

    private SeenCheckpoints(Path file) {
        this.file = file;
    }

    /** Those of the gateway that the environment names. */
    public static SeenCheckpoints of(Environment environment) throws Stopped {
        return new SeenCheckpoints(environment
                .ledgerSeen()
                .resolve(environment.gateway().getAuthority().replace(':', '_')));
    }

    /**
     * A checkpoint that was seen.
     *
     * @param log the ledger's name
     */
    public record Seen(long size, Hash root, UUID log, String jws) {
        static Seen of(Statement.Checkpoint said, String jws) {
            return new Seen(said.size(), Hash.parse(said.root()), said.log(), jws);
        }

        private static Seen read(String line) {
            String[] words = line.split(" ", -1);
            return new Seen(Long.parseLong(words[0]), Hash.parse(words[1]), UUID.fromString(words[2]), words[3]);
        }

        private String line() {
            return size + " " + root + " " + log + " " + jws + "\n";
        }
    }

    /** Every one that is remembered. */
    public List<Seen> all() throws Stopped {
        try {
            return Files.exists(file)
                    ? Files.readAllLines(file).stream().map(Seen::read).toList()
                    : List.of();
        } catch (IOException | RuntimeException e) {
            throw Stopped.of("ledger.seen-unreadable", file);
        }
    }

    /**
     * Holds a new checkpoint against the newest, and remembers it.
     *
     * @return false when the gateway could not be asked for the proof now; then the checkpoint is not remembered
     * @throws Stopped when it is not the gateway's, or not consistent with what was seen
     */
    public boolean agree(Caller caller, String jws) throws Stopped {
        Seen given = Seen.of(caller.said("the checkpoint", jws, Statement.Checkpoint.class), jws);
        Optional<Seen> newest = all().stream().max(Comparator.comparingLong(Seen::size));
        if (newest.isPresent() && !isConsistent(caller, newest.get(), given)) {
            return false;
        }
        if (newest.isEmpty() || newest.get().size() < given.size()) {
            remember(given);
        }
        return true;
    }

    /** False when it cannot be learned now. */
    private boolean isConsistent(Caller caller, Seen known, Seen given) throws Stopped {
        if (!known.log().equals(given.log())) {
            throw rewritten("it signs for another ledger than the one that it signed for before");
        }
        if (known.size() == given.size()) {
            if (!known.root().equals(given.root())) {
                throw rewritten("it signed two histories of " + known.size() + " entries");
            }
            return true;
        }
        return known.size() < given.size() ? grew(caller, known, given) : grew(caller, given, known);
    }

    private boolean grew(Caller caller, Seen earlier, Seen later) throws Stopped {
        Answer answer;
        try {
            answer = caller.gateway().get("/v1/ledger/consistency?from=" + earlier.size() + "&to=" + later.size());
        } catch (Stopped e) {
            return false;
        }
        if (answer.status() == 404) {
            throw rewritten("it signed for " + later.size() + " entries, and now says that it never had so many");
        }
        if (!answer.isSuccess()) {
            return false;
        }
        ConsistencyProof proof = new ConsistencyProof(earlier.size(), later.size(), hashes(answer.json()));
        if (!proof.holds(earlier.root(), later.root())) {
            throw rewritten("it signed for " + earlier.size() + " entries and for " + later.size()
                    + ", and cannot prove that the later ones begin with the earlier");
        }
        return true;
    }

    /** A path as the gateway writes it; none where it is not of that form, which then proves nothing. */
    public static List<Hash> hashes(JsonNode answer) {
        List<Hash> path = new ArrayList<>();
        try {
            answer.path("path").forEach(hash -> path.add(Hash.parse(hash.asString(""))));
        } catch (IllegalArgumentException e) {
            return List.of();
        }
        return path;
    }

    private Stopped rewritten(String why) {
        return Stopped.of("ledger.rewritten", why, file);
    }

    private void remember(Seen given) throws Stopped {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, given.line(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            List<String> lines = Files.readAllLines(file);
            if (lines.size() > MOST_LINES) {
                Path draft = file.resolveSibling("." + file.getFileName() + ".draft");
                Files.write(draft, lines.subList(MOST_LINES / 2, lines.size()), StandardCharsets.US_ASCII);
                Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw Stopped.of("ledger.seen-unwritable", file);
        }
    }
}
