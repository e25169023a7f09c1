package org.concordat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.concordat.certs.sample.Issued;
import org.concordat.certs.sample.KeyType;
import org.concordat.certs.sample.Store;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.outcome.Stopped;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.schemas.signature.SigningKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Certificates end while something is under way: of a connection, of a signature, of the key that was sealed to. */
@ExtendWith(SharedStack.Extension.class)
class CertificatesExpireIT {
    /** They live in real time. Long enough for the gateway to start. */
    private static final Clock REAL = Clock.systemUTC();

    private static final Duration LIFE = Duration.ofSeconds(40);
    private static final Duration LATER = Duration.ofMinutes(20);

    private Issued connection;
    private Issued signature;
    private Instant end;

    @Test
    void a_certificate_that_ends_under_way_stops_its_use_and_loses_nothing(SharedStack shared) throws Exception {
        try (Ground ground = Ground.on(shared, Ground.HOME, this::issueShortLived)) {
            Correspondent police = connectedBy(ground);
            Correspondent probation = signingBy(ground);
            ground.toPartner().cut();
            Check early = Check.written(ground, probation);
            early.isTaken();
            early.wasTried();
            UUID sealedToTheShortLived = early.toPolice();
            assertThat(police.waiting()).contains(sealedToTheShortLived);
            Check late = Check.written(ground, probation);

            Awaitility.await("they end")
                    .atMost(LIFE.plusSeconds(5))
                    .until(() -> REAL.instant().isAfter(end.plusSeconds(1)));

            // the same connection, which outlives its certificate
            isRefused(police);
            late.isAnswered(403, "check.certificate-expired");
            ground.toPartner().mend();
            ground.jump(LATER);
            early.isPushed(); // what was signed while it was good stays signed
            Correspondent renewed = ground.correspondent(Northshire.POLICE);
            assertThat(renewed.gateway().collect(sealedToTheShortLived).status())
                    .isEqualTo(404);
            assertThat(early.stateOf(sealedToTheShortLived)).isEqualTo("returned");
            assertThat(noticesOf(ground, early.id())).contains("returned");
        }
    }

    /** The police's system, by the short-lived certificate. */
    private Correspondent connectedBy(Ground ground) throws Exception {
        AgencyKeys keys = Correspondent.keysOf(Northshire.POLICE, ground);
        AgencyKeys.Tls shown = new AgencyKeys.Tls(connection.privateKey(), connection.certificate());
        return Correspondent.with(
                new AgencyKeys(shown, keys.signings(), keys.earlier(), keys.encryptions(), keys.realTime()),
                Northshire.POLICE,
                ground);
    }

    /** Probation's system, which signs with the short-lived key. */
    private Correspondent signingBy(Ground ground) throws Exception {
        AgencyKeys keys = Correspondent.keysOf(Northshire.PROBATION, ground);
        SigningKey key = new SigningKey(signature.privateKey(), signature.certificate());
        return Correspondent.with(
                new AgencyKeys(keys.tls(), List.of(key), keys.earlier(), keys.encryptions(), keys.realTime()),
                Northshire.PROBATION,
                ground);
    }

    /** By the gateway, if the connection is still there; by the handshake, if it has to be made anew. */
    private static void isRefused(Correspondent agency) {
        try {
            Answer answer = agency.gateway().mailbox();
            assertThat(answer.status()).as(answer.text()).isEqualTo(401);
            assertThat(answer.problem()).contains("identity.certificate-refused");
        } catch (Stopped refused) {
            assertThat(refused.code()).isEqualTo("tls.certificate-refused");
        }
    }

    private static List<String> noticesOf(Ground ground, UUID disclosure) throws Exception {
        return ground.rows("select about from notice where regarding = ?", disclosure);
    }

    private void issueShortLived(Northshire northshire) throws Exception {
        Instant from = REAL.instant().minusSeconds(5);
        end = REAL.instant().plus(LIFE);
        connection = issue(northshire, Northshire.POLICE, Store.TLS, from);
        signature = issue(northshire, Northshire.PROBATION, Store.SIGNING, from);
        issue(northshire, Northshire.POLICE, Store.ENCRYPTION, from);
        alter(northshire, Northshire.POLICE, "tls: [", "tls: [" + Northshire.POLICE + "/short-lived-tls.crt, ");
        alter(
                northshire,
                Northshire.PROBATION,
                "signing: [",
                "signing: [" + Northshire.PROBATION + "/short-lived-signing.crt, ");
        alter(
                northshire,
                Northshire.POLICE,
                Northshire.POLICE + "/encryption.crt",
                Northshire.POLICE + "/short-lived-encryption.crt");
    }

    private Issued issue(Northshire northshire, String agency, Store store, Instant from) throws Exception {
        Path folder = northshire.certificates().resolve(agency);
        X509Certificate like = AgencyKeys.read(folder, TrustPolicy.SAMPLE_PASSWORD.toCharArray())
                .tls()
                .certificate();
        Issued issued = northshire
                .authority()
                .issue(like.getSubjectX500Principal(), store, KeyType.EC_P256, List.of(), from, end);
        issued.writeTo(folder, "short-lived-" + store.name().toLowerCase(Locale.ROOT));
        return issued;
    }

    private static void alter(Northshire northshire, String agency, String from, String to) throws Exception {
        Path file = northshire.configuration().resolve("agencies").resolve(agency + ".yaml");
        String yaml = Files.readString(file);
        assertThat(yaml).contains(from);
        Files.writeString(file, yaml.replace(from, to));
    }
}
