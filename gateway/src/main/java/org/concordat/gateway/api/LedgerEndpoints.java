package org.concordat.gateway.api;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.concordat.gateway.identity.CallerAuthentication;
import org.concordat.gateway.problem.Refused;
import org.concordat.protection.ledger.ConsistencyProof;
import org.concordat.protection.ledger.Hash;
import org.concordat.protection.receipt.Receipt;
import org.concordat.routes.LedgerDoor;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.ledger.Ledger;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the ledger proves. */
@RestController
record LedgerEndpoints(LedgerDoor ledger) {
    /** Entries are small; so many fit into an answer that a client takes at once. */
    private static final int MOST_ENTRIES = 500;

    /** Fits into 64 bits, whatever the digits. */
    private static final Pattern NUMBER = Pattern.compile("0|[1-9][0-9]{0,17}");

    @GetMapping("/v1/ledger/checkpoint")
    ResponseEntity<Signed> checkpoint(CallerAuthentication caller) throws HopRefused {
        return JsonAnswer.of(new Signed(ledger.checkpoint(caller.getPrincipal()).jws()));
    }

    @GetMapping("/v1/ledger/proof/{entry}")
    ResponseEntity<Proof> proof(CallerAuthentication caller, @PathVariable("entry") String entry)
            throws Refused, HopRefused {
        LedgerDoor.Proven proven = ledger.proof(caller.getPrincipal(), PathId.parse(entry));
        return JsonAnswer.of(new Proof(
                proven.entry(),
                proven.proof().position(),
                proven.proof().size(),
                proven.leaf().toString(),
                written(proven.proof().path()),
                proven.checkpoint().jws()));
    }

    @GetMapping("/v1/ledger/consistency")
    ResponseEntity<Consistency> consistency(
            CallerAuthentication caller, @RequestParam("from") String from, @RequestParam("to") String to)
            throws Refused, HopRefused {
        long earlier = number(from, Long.MAX_VALUE);
        long later = number(to, Long.MAX_VALUE);
        if (earlier > later) {
            throw Refused.malformed(": the second size is not smaller than the first");
        }
        ConsistencyProof proof = ledger.consistency(caller.getPrincipal(), earlier, later);
        return JsonAnswer.of(new Consistency(proof.from(), proof.to(), written(proof.path())));
    }

    @GetMapping("/v1/ledger/entries")
    ResponseEntity<Entries> entries(
            CallerAuthentication caller, @RequestParam("from") String from, @RequestParam("atMost") String atMost)
            throws Refused, HopRefused {
        LedgerDoor.Extract extract =
                ledger.entries(caller.getPrincipal(), number(from, Long.MAX_VALUE), (int) number(atMost, MOST_ENTRIES));
        return JsonAnswer.of(new Entries(
                extract.size(),
                extract.lines().stream().map(Line::of).toList(),
                extract.checkpoints().stream().map(Receipt::jws).toList()));
    }

    private static long number(String text, long most) throws Refused {
        if (!NUMBER.matcher(text).matches() || Long.parseLong(text) > most) {
            throw Refused.malformed(": a number in the query is missing, is none, or is too large");
        }
        return Long.parseLong(text);
    }

    private static List<String> written(List<Hash> hashes) {
        return hashes.stream().map(Hash::toString).toList();
    }

    /** The latest checkpoint. */
    record Signed(String checkpoint) {}

    /** That an entry stands in the ledger. */
    record Proof(UUID entry, long position, long size, String leaf, List<String> path, String checkpoint) {}

    /** That the ledger only grew. */
    record Consistency(long from, long to, List<String> path) {}

    /** A run of the ledger. */
    record Entries(long size, List<Line> entries, List<String> checkpoints) {}

    /** A position: the tree's hash, and the entry's text as it was hashed, where it is still there. */
    record Line(long position, String leaf, Optional<String> entry) {
        static Line of(Ledger.Line line) {
            return new Line(
                    line.position(),
                    line.leaf().toString(),
                    line.entry().map(e -> new String(e.toByteArray(), StandardCharsets.UTF_8)));
        }
    }
}
