package org.concordat.fuzz;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.concordat.hostile.Witness;
import org.concordat.sandbox.SharedStack;

/**
 * What refused inputs may not add to.
 *
 * @param rows how many are in each table but those of the evidence
 */
record Kept(Map<String, Integer> rows, int pushes, int quarantined) {
    /** Refusals are entered in the ledger; the flow's clocks write notices by themselves. */
    private static final Set<String> EVIDENCE =
            Set.of("entry", "ledger_tile", "checkpoint", "notice", "quarantine", "flyway_schema_history");

    static Kept look(Witness witness, SharedStack stack) throws Exception {
        List<String> tables = witness.rows("select tablename from pg_catalog.pg_tables where schemaname = 'public'");
        Map<String, Integer> rows = new TreeMap<>();
        for (String table : tables) {
            if (!EVIDENCE.contains(table)) {
                rows.put(
                        table,
                        Integer.parseInt(witness.rows("select count(*)::text from " + table)
                                .get(0)));
            }
        }
        rows.put(
                "delivery, handed over",
                witness.rows("select id::text from delivery where state in ('delivered', 'received')")
                        .size());
        return new Kept(
                rows,
                stack.assembly().childrensServices().requests(),
                witness.rows("select id::text from quarantine").size());
    }
}
