package org.concordat.routes.bundle;

import java.util.List;
import java.util.Optional;
import org.concordat.protection.ledger.Entry;
import org.concordat.schemas.primitive.Octets;

/**
 * The bundles that were put in force, one row each. A row that the gateway did not write, or that the ledger knows nothing
 * of, is not there: it is entered and counted. Throws {@link org.concordat.routes.hop.StoreUnavailable}. Safe to share.
 */
public interface Activations {
    /** What is another text as soon as a row was added, changed or removed at the end: cheap enough for every second. */
    String state();

    Latest latest();

    /**
     * Commits an activation with its evidence, and has everything that is on its way decided anew.
     *
     * @param after the number that is in force until then
     * @return false, and nothing was written, when another one is
     */
    boolean activate(Activation activation, Packed packed, int after, Entry evidence);

    /** The latest first. */
    List<Activation> history(int atMost);

    /** Enters and counts one whose signatures do not hold. */
    void forged(int number);

    /**
     * What the ledger says was put in force last.
     *
     * @param number none is 0
     * @param packed the archive with its signatures; empty where it is not as the gateway wrote it
     */
    record Latest(int number, Optional<Packed> packed) {}

    /** An archive with its signatures. */
    final class Packed extends Octets {
        public Packed(byte[] bytes) {
            super(bytes.clone());
        }
    }
}
