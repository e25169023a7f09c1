package org.concordat.routes;

import java.util.List;
import java.util.UUID;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.ledger.ConsistencyProof;
import org.concordat.protection.ledger.Event;
import org.concordat.protection.ledger.Hash;
import org.concordat.protection.ledger.InclusionProof;
import org.concordat.protection.ledger.Verb;
import org.concordat.protection.receipt.Receipt;
import org.concordat.protection.receipt.Statement;
import org.concordat.routes.hop.Caller;
import org.concordat.routes.hop.Callers;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.routes.hop.Protection;
import org.concordat.routes.ledger.Ledger;

/** What the ledger answers to those who ask. Every refusal is on record and counted. */
record LedgerAnswers(Protection protection, Stores stores, Refusing refusing) implements LedgerDoor {
    /** What an agency is in law that may read the ledger. */
    private static final String AUDITOR = "ledger-auditor";

    @Override
    public Receipt checkpoint(Caller caller) throws HopRefused {
        return refusing.recorded(() -> {
            agencyOf(caller);
            return latest();
        });
    }

    @Override
    public Proven proof(Caller caller, UUID entry) throws HopRefused {
        return refusing.recorded(() -> prove(agencyOf(caller), entry));
    }

    @Override
    public ConsistencyProof consistency(Caller caller, long from, long to) throws HopRefused {
        return refusing.recorded(() -> {
            agencyOf(caller);
            sizeWith(to);
            return ledger().reading(nodes -> ConsistencyProof.of(nodes, from, to));
        });
    }

    @Override
    public Extract entries(Caller caller, long from, int atMost) throws HopRefused {
        return refusing.recorded(() -> {
            Agency agency = agencyOf(caller);
            if (!agency.bodies().contains(AUDITOR)) {
                throw HopRefused.of("ledger.not-an-auditor").on(event(Verb.REFUSED, "ledger.not-an-auditor", agency));
            }
            long size = sizeWith(from);
            stores.refusals().append(List.of(protection.entry(event(Verb.CONSULTED, "ledger.read", agency))));
            List<Ledger.Line> lines = ledger().lines(from, (int) Math.min(atMost, size - from));
            long above = from == 0 ? -1 : from;
            return new Extract(lines, ledger().checkpoints(above, from + lines.size()), size);
        });
    }

    private Proven prove(Agency agency, UUID id) throws HopRefused {
        Ledger.Placed placed = ledger().find(id)
                .filter(found -> found.entry().names(agency.id()))
                .orElseThrow(() -> HopRefused.of("ledger.no-such-entry"));
        Receipt checkpoint = latest();
        long size = said(checkpoint).size();
        long position = placed.position()
                .filter(given -> given < size)
                .orElseThrow(() -> HopRefused.of("ledger.not-sequenced"));
        return ledger().reading(nodes -> {
            Hash leaf = nodes.at(0, position);
            return new Proven(id, leaf, InclusionProof.of(nodes, position, size), checkpoint);
        });
    }

    /** How many entries the latest checkpoint covers: so many at least. */
    private long sizeWith(long entries) throws HopRefused {
        long size = said(latest()).size();
        if (entries > size) {
            throw HopRefused.of("ledger.no-such-size");
        }
        return size;
    }

    private Agency agencyOf(Caller caller) throws HopRefused {
        return new Callers(protection).agencyOf(caller);
    }

    private Receipt latest() throws HopRefused {
        return ledger().latest().orElseThrow(() -> HopRefused.of("ledger.not-begun"));
    }

    private Statement.Checkpoint said(Receipt checkpoint) throws HopRefused {
        return protection
                .statements()
                .checkpoint(checkpoint)
                .orElseThrow(() -> new HopRefused(
                        Category.RETRY_LATER,
                        "ledger.not-begun",
                        "The latest checkpoint is not this gateway's; its operators were alarmed."));
    }

    private Event event(Verb verb, String code, Agency agency) {
        return Event.of(verb, protection.now(), code, agency.id());
    }

    private Ledger ledger() {
        return stores.ledger();
    }
}
