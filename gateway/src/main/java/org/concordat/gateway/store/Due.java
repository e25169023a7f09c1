package org.concordat.gateway.store;

/** Which deliveries are due, as conditions on {@code delivery d} and its {@code disclosure o}. */
final class Due {
    /** In nobody's claim. No claim reaches so far ahead: where one does, the clock of the database was put back. */
    static final String FREE_OF_CLAIMS = " (d.lease_until is null or d.lease_until < now()"
            + " or d.lease_until > now() + interval '2 minutes 5 seconds') ";

    /** Its recipient is reached, or it is urgent. Rows that somebody else wrote let nothing go: a release asks the ledger. */
    private static final String NOT_PAUSED =
            " (o.overtakes or not exists (select from paused_agency p where p.agency = d.recipient)) ";

    /** On its way and in nobody's claim. */
    private static final String WAITS = " d.state in ('queued', 'released', 'held') and" + FREE_OF_CLAIMS;

    /** Handed over, and it is time to look whether its recipient has said so. */
    static final String UNCONFIRMED =
            " d.connector = :connector and d.state = 'delivered' and d.next_attempt <= :now and" + FREE_OF_CLAIMS
                    + "and" + NOT_PAUSED;

    /** At a connector it is time for it. */
    static final String TO_HAND_OVER =
            " d.connector = :connector and d.next_attempt <= :now and" + WAITS + "and" + NOT_PAUSED;

    /** What it rests on has changed, or has ended. */
    static final String CHANGED = "(d.changed or d.review_at <= :now) and" + WAITS + "order by d.id";

    /** Nothing that comes before it in its conversation keeps it waiting. */
    static final String FREE = """
            and (o.overtakes or not exists (
                select from delivery e where e.recipient = d.recipient and e.conversation = d.conversation
                    and e.place < d.place and e.connector = d.connector and e.state in ('queued', 'released')))
            and not exists (
                select from delivery e where e.recipient = d.recipient and e.conversation = d.conversation
                    and e.place < d.place and e.state in ('held', 'returned') and e.disclosure = o.in_reply_to)
            """;

    private Due() {}
}
