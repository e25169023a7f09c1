package org.concordat.fuzz;

import java.util.Optional;
import org.concordat.protection.key.AgencyKeys;

/**
 * One input, made ready.
 *
 * @param what was done, in a word
 * @param agency whose connection it comes over
 * @param allows what may come of it besides a refusal
 * @param shown the certificate of a connection of its own, where it is another than the agency's
 */
record Case(String what, String agency, Request request, Allows allows, Optional<AgencyKeys.Tls> shown) {
    Case(String what, String agency, Request request, Allows allows) {
        this(what, agency, request, allows, Optional.empty());
    }

    enum Allows {
        /** Nothing: it is refused. */
        NOTHING,
        /** What the unchanged input gets, which is on record already: the change is none to whoever reads it. */
        A_REPEAT,
        /** To be answered: it asks and changes nothing. */
        AN_ANSWER,
        /** The end of the connection, without a word: whatever this is, it is no request. */
        A_HANG_UP
    }

    static Case refused(String what, String agency, Request request) {
        return new Case(what, agency, request, Allows.NOTHING);
    }

    /** Makes cases of one sort. */
    @FunctionalInterface
    interface Family {
        Case next(Dice dice) throws Exception;
    }

    /** Whether this may be what came of it; 5xx never is. */
    boolean allows(Reply reply) {
        if (reply.status() == 0) {
            return allows == Allows.A_HANG_UP;
        }
        if (reply.isTaken()) {
            return allows != Allows.NOTHING && reply.status() != 201;
        }
        return reply.status() >= 400 && reply.status() < 500;
    }
}
