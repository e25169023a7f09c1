package org.concordat.fuzz;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.concordat.certs.sample.Issued;
import org.concordat.certs.sample.KeyType;
import org.concordat.certs.sample.SampleAuthority;
import org.concordat.certs.sample.Store;
import org.concordat.fuzz.Case.Allows;
import org.concordat.protection.key.AgencyKeys;

/** Client certificates that nobody registered, whoever issued them, with another agency's good token. */
final class Strangers {
    /** Certificates and tokens live in real time. */
    private static final Clock REAL = Clock.systemUTC();

    private final Scene scene;
    private final SampleAuthority real;
    private final SampleAuthority stranger;

    Strangers(Scene scene, Path folder) throws Exception {
        this.scene = scene;
        this.real = scene.stack().northshire().authority();
        this.stranger =
                SampleAuthority.create(folder, scene.stack().northshire().plan().authority(), REAL);
    }

    Case shown(Dice dice) throws Exception {
        String agency = dice.of(Scene.AGENCIES);
        AgencyKeys keys = scene.keys(agency);
        Request request =
                Request.of("GET", "/v1/mailbox").bearing(scene.token(agency)).lastOfItsConnection();
        return new Case("a certificate", agency, request, Allows.A_HANG_UP, Optional.of(tls(keys, dice)));
    }

    private AgencyKeys.Tls tls(AgencyKeys keys, Dice dice) throws Exception {
        X509Certificate own = keys.tls().certificate();
        if (dice.oneIn(6)) {
            return new AgencyKeys.Tls(
                    keys.signing().privateKey(), keys.signing().certificate());
        }
        if (dice.oneIn(6)) {
            return new AgencyKeys.Tls(
                    keys.encryption().privateKey(), keys.encryption().certificate());
        }
        if (dice.oneIn(6)) {
            PrivateKey another = issued(real, own.getSubjectX500Principal(), Store.TLS, Duration.ZERO, dice)
                    .privateKey();
            return new AgencyKeys.Tls(another, own);
        }
        X500Principal subject = dice.oneIn(2)
                ? own.getSubjectX500Principal()
                : new X500Principal(
                        "CN=" + dice.of("gateway", "mallory", "northshire-police,OU=x", "x".repeat(64), "\u00ff")
                                + ",O=Mallory-Example");
        Issued issued = issued(
                dice.of(List.of(real, stranger)),
                subject,
                dice.of(Store.TLS, Store.SIGNING, Store.ENCRYPTION),
                dice.of(Duration.ZERO, Duration.ofDays(400), Duration.ofDays(-10)),
                dice);
        return new AgencyKeys.Tls(issued.privateKey(), issued.certificate());
    }

    private static Issued issued(SampleAuthority authority, X500Principal subject, Store store, Duration ago, Dice dice)
            throws Exception {
        Instant from = REAL.instant().minus(ago).minus(Duration.ofMinutes(5));
        List<String> hosts = dice.oneIn(3) ? List.of("localhost") : List.of();
        KeyType type = dice.of(KeyType.EC_P256, KeyType.EC_P384);
        return authority.issue(subject, store, type, hosts, from, from.plus(SampleAuthority.VALIDITY));
    }
}
