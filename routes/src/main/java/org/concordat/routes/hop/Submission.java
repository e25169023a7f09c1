package org.concordat.routes.hop;

/** What a caller handed in: bytes of which nothing is known yet. Immutable. */
public final class Submission {
    /** How the bytes are wrapped. */
    public enum Form {
        /** The signed disclosure itself. */
        XML,
        /** CMS of it, sealed to the gateway. */
        CMS,
        /** The agency's own format, of which the gateway makes the disclosure and signs it: of a system that cannot. */
        LOCAL
    }

    private final Origin origin;
    private final Form form;
    private final byte[] body;
    final Room room;

    /**
     * Takes the array as its own; the edge keeps no reference to it.
     *
     * @param room for the copies that the hops make of it, one a recipient
     */
    public Submission(Origin origin, Form form, byte[] body, Room room) {
        this.origin = origin;
        this.form = form;
        this.body = body;
        this.room = room;
    }

    public Origin origin() {
        return origin;
    }

    public Form form() {
        return form;
    }

    public int size() {
        return body.length;
    }

    byte[] body() {
        return body;
    }

    @Override
    public String toString() {
        return body.length + " bytes from " + origin;
    }
}
