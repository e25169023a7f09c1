package org.concordat.routes;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.concordat.protection.key.CertificateExpiry;
import org.concordat.schemas.terminology.AgencyId;

/** Told of every hop, for metrics. Called on the thread that hops: returns at once, and must not throw. */
public interface FlowObserver {
    /**
     * A route carries something on this thread; every hop of it is told meanwhile.
     *
     * @param agency whose it is: the sender's on its way in, the recipient's on its way out
     */
    <T> T carried(String route, AgencyId agency, Supplier<T> carrying);

    void completed(String hop, Duration took);

    /**
     * A hop said no.
     *
     * @param code the stable code of the refusal
     * @param took none where nobody waited for it
     */
    void refused(String hop, String code, Duration took);

    /** Attempts at a recipient are suspended, because it failed or was slow; or are made again. */
    void breaker(AgencyId recipient, boolean open);

    /** A hop that could be neither completed nor refused. */
    void failed(String hop, Duration took);

    /** How long certificates last, the gateway's own and every agency's, at that moment of real time. */
    void certificates(List<CertificateExpiry> all, Instant now);

    /**
     * What is stored of the ledger is not what the gateway wrote.
     *
     * @param fault a stable word, e.g. {@code changed}
     */
    void ledgerFault(String fault);
}
