package org.concordat.routes;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.concordat.protection.key.CertificateExpiry;
import org.concordat.schemas.terminology.AgencyId;

/** What the metrics were told. */
final class Counts implements FlowObserver {
    final ArrayList<String> told = new ArrayList<>();
    /** How long each hop took that did not go on. */
    final ArrayList<Duration> times = new ArrayList<>();

    @Override
    public <T> T carried(String route, AgencyId agency, Supplier<T> carrying) {
        return carrying.get();
    }

    @Override
    public void completed(String hop, Duration took) {
        told.add(hop);
    }

    @Override
    public void refused(String hop, String code, Duration took) {
        times.add(took);
        told.add("refused " + code);
    }

    @Override
    public void breaker(AgencyId recipient, boolean open) {
        told.add((open ? "suspended " : "resumed ") + recipient);
    }

    @Override
    public void failed(String hop, Duration took) {
        times.add(took);
        told.add("failed " + hop);
    }

    @Override
    public void certificates(List<CertificateExpiry> all, Instant now) {
        all.forEach(each -> told.add(each.holder() + " " + each.use().code() + " " + each.daysLeft(now)));
    }

    @Override
    public void ledgerFault(String fault) {
        told.add("ledger " + fault);
    }
}
