package org.concordat.routes.connector;

import java.util.List;
import java.util.Optional;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.envelope.Sealed;

/**
 * One way by which agencies' systems hand in that do not call: the gateway looks where they put it. What is refused is moved
 * aside there and never removed; what is taken is moved only once it was. So after a kill it is taken again, which is a known
 * repeat. Safe to share; nobody else looks at the same place meanwhile.
 */
public interface PickUp {
    /** How much is taken in one look. */
    int AT_ONCE = 256;

    /** The name of the connector, by which agencies' files choose it. */
    String name();

    /** Whether it is one place for all agencies, where anybody could put anything: then it is to be sealed to the gateway. */
    default boolean isOpenToAll() {
        return false;
    }

    /** What this gateway has not been given that it would need to look there. */
    default Optional<String> lacks(Agency agency) {
        return Optional.empty();
    }

    /**
     * Looks once, has what lies there taken one after the other, and hands each answer back.
     *
     * @param agencies that hand in there: one, unless it is open to all
     * @throws ConnectorFailed when it came to an end early; what was not taken lies there still
     */
    void look(List<Agency> agencies, Taking taking) throws ConnectorFailed;

    /** Whoever takes what was found. */
    interface Taking {
        /** Whether there is time for another one. */
        boolean goesOn();

        Answer take(Agency from, Arrival arrival) throws ConnectorFailed;

        /** An answer as it may lie where others read. */
        Sealed sealed(Answer answer, Agency to);
    }

    /**
     * What is handed back.
     *
     * @param text the signed receipt, or the problem as JSON; without personal data
     * @param anybodys whether anybody could have caused it: what was refused before its signature held, or was taken before
     */
    record Answer(Outcome outcome, String text, boolean anybodys) {}

    /** What became of it. */
    enum Outcome {
        TAKEN("receipt"),
        REFUSED("problem"),
        /** Nothing was decided: it stays where it is. */
        LATER("");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        /** What its answer is. */
        String word() {
            return word;
        }
    }

    /** What ends a look after something could not be taken yet. */
    static ConnectorFailed later() {
        return new ConnectorFailed("something could not be taken yet");
    }
}
