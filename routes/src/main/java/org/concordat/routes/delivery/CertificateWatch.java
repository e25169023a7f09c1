package org.concordat.routes.delivery;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Desk;
import org.concordat.protection.key.CertificateExpiry;
import org.concordat.protection.key.Thumbprint;
import org.concordat.protection.key.Use;
import org.concordat.routes.FlowObserver;
import org.concordat.routes.hop.Notice;
import org.concordat.routes.hop.Protection;

/**
 * Watches how long certificates last, the gateway's own and every agency's, by real time: warns 60, 30 and 7 days before
 * the end of one and when it has ended, once each, in the log and by a notice to the agency. Asks after the status of
 * each, too, so that it is known before anybody shows it. For one thread.
 *
 * @param own how long the gateway's own last
 * @param warned of what it has warned already
 */
public record CertificateWatch(
        Supplier<List<CertificateExpiry>> own,
        Protection protection,
        Notices notices,
        Clock realTime,
        FlowObserver observer,
        Set<UUID> warned) {
    private static final Logger LOG = System.getLogger(CertificateWatch.class.getName());
    /** From when on it is a matter for the agency's named senior. */
    private static final int LAST_CALL = 7;

    /** One look. */
    public void round() {
        Instant now = realTime.instant();
        List<CertificateExpiry> all = new ArrayList<>(own.get());
        all.forEach(each -> warn(each, now, Optional.empty()));
        for (Agency agency : protection.agencies().all()) {
            if (agency.inForce().covers(protection.now())) {
                for (CertificateExpiry each : lookedAt(agency)) {
                    all.add(each);
                    warn(each, now, Optional.of(agency));
                }
            }
        }
        observer.certificates(all, now);
    }

    private List<CertificateExpiry> lookedAt(Agency agency) {
        return Stream.concat(
                        Stream.of(Use.TLS_CLIENT, Use.SIGNING, Use.ENCRYPTION, Use.ENVELOPE)
                                .flatMap(use -> lookedAt(agency, use, agency.certificates(use))),
                        lookedAt(agency, Use.SIGNING, agency.adapter()))
                .toList();
    }

    private Stream<CertificateExpiry> lookedAt(Agency agency, Use use, List<X509Certificate> certificates) {
        certificates.forEach(each -> protection.trust().verdict(each, use));
        return CertificateExpiry.of(agency.id(), use, certificates).stream();
    }

    private void warn(CertificateExpiry expiry, Instant now, Optional<Agency> holder) {
        Optional<Integer> days = expiry.withinDays(now);
        if (days.isEmpty()) {
            return;
        }
        UUID matter = UUID.nameUUIDFromBytes(
                (expiry.holder() + Thumbprint.of(expiry.last()) + days.get()).getBytes(StandardCharsets.US_ASCII));
        if (!warned.contains(matter)) {
            holder.filter(agency -> !agency.teams().isEmpty())
                    .ifPresent(agency -> notices.insertOnce(notice(agency, expiry, days.get(), matter)));
            warned.add(matter); // not before: a database that is away is asked again
            LOG.log(
                    Level.WARNING,
                    "{0}: its {1} certificate {2}",
                    expiry.holder(),
                    expiry.use().code(),
                    says(expiry, days.get()));
        }
    }

    private Notice notice(Agency agency, CertificateExpiry expiry, int days, UUID matter) {
        return protection
                .statements()
                .notice(
                        agency.id(),
                        days <= LAST_CALL ? Desk.SENIOR : Desk.TEAM,
                        agency.teams().get(0).id(),
                        Notice.About.CERTIFICATE_ENDS,
                        matter,
                        Optional.empty(),
                        "Your " + expiry.use().code() + " certificate " + says(expiry, days)
                                + ". Have the next one listed beside it before: both count while both are listed.");
    }

    private static String says(CertificateExpiry expiry, int days) {
        LocalDate day = expiry.at().atZone(ZoneOffset.UTC).toLocalDate();
        return days == 0 ? "ended on " + day : "ends on " + day + ", in less than " + days + " days";
    }
}
