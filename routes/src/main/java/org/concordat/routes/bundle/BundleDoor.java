package org.concordat.routes.bundle;

import java.util.List;
import org.concordat.routes.hop.Caller;
import org.concordat.routes.hop.HopRefused;

/** Where those who run the gateway put a bundle in force. */
public interface BundleDoor {
    /** Puts a packed bundle in force, here at once and on every other node within a second or so; or changes nothing. */
    Activation activate(Caller caller, byte[] packed) throws HopRefused;

    /**
     * Tries a packed bundle's mappings on the shapes of what was committed in the last day, beside those in force. Changes
     * nothing; that it was asked is on record.
     *
     * @param actor the person who asks, by the operator's own reference
     */
    Replayed replay(Caller caller, byte[] packed, String actor) throws HopRefused;

    /** What was put in force, the latest first. */
    List<Activation> history(Caller caller) throws HopRefused;
}
