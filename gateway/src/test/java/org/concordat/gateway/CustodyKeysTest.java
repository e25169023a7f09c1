package org.concordat.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import org.concordat.certs.sample.Issued;
import org.concordat.certs.sample.KeyType;
import org.concordat.certs.sample.SampleAuthority;
import org.concordat.certs.sample.Store;
import org.concordat.gateway.setting.GatewaySettings;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.envelope.OpeningFailed;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.envelope.Sealer;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.schemas.terminology.AgencyId;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The gateway opens for an agency with the key that lies there for it, at that moment. */
class CustodyKeysTest {
    private static final AgencyId PRISON = new AgencyId("northshire-prison");

    @TempDir
    private Path folder;

    private Path store;
    private CustodyKeys custody;
    private Sealed copy;

    @BeforeEach
    void a_prisons_key() throws Exception {
        store = Files.createDirectories(folder.resolve("custody")).resolve(PRISON + ".p12");
        Issued first = laid("first");
        copy = new Sealer().seal(new byte[] {1}, List.of(first.certificate()));
        Path password = Files.writeString(folder.resolve("password"), TrustPolicy.SAMPLE_PASSWORD + "\n");
        custody = new CustodyKeys(new GatewaySettings.Keys(folder, password, Optional.empty(), Optional.empty()));
    }

    @Test
    void the_key_of_one_agency_is_no_others() throws Exception {
        assertThat(opens()).isTrue();
        assertThat(custody.opener(new AgencyId("northshire-police"))).isEmpty();
    }

    @Test
    void one_that_is_taken_away_opens_nothing_any_more_and_one_that_is_brought_back_does() throws Exception {
        assertThat(opens()).isTrue();
        Files.move(store, folder.resolve("away.p12"));
        assertThat(custody.opener(PRISON)).isEmpty();
        Files.move(folder.resolve("away.p12"), store);
        assertThat(opens()).isTrue();
    }

    @Test
    void one_that_is_replaced_is_read_again() throws Exception {
        assertThat(opens()).isTrue();
        laid("second");
        assertThat(opens()).isFalse();
    }

    @Test
    void that_one_was_put_there_replaced_or_taken_away_can_be_seen() throws Exception {
        String first = custody.state();
        Files.writeString(store, "no store");
        String broken = custody.state();
        assertThat(broken).isNotEqualTo(first);
        Files.setLastModifiedTime(store, FileTime.from(Instant.EPOCH));
        assertThat(custody.state()).isNotEqualTo(broken);
        Files.delete(store);
        assertThat(custody.state()).isEmpty();
    }

    @Test
    void what_cannot_be_read_is_no_key() throws Exception {
        Files.writeString(store, "no store");
        assertThat(custody.opener(PRISON)).isEmpty();
    }

    private boolean opens() {
        try {
            Opener opener = custody.opener(PRISON).orElseThrow();
            return opener.open(copy).length == 1;
        } catch (OpeningFailed e) {
            return false;
        }
    }

    private Issued laid(String name) throws Exception {
        Path own = Files.createDirectories(folder.resolve(name));
        Instant now = Clock.systemUTC().instant();
        Issued issued = SampleAuthority.create(own, "CN=An Authority,C=GB", Clock.systemUTC())
                .issue(
                        new X500Principal("CN=" + name + ",C=GB"),
                        Store.ENCRYPTION,
                        KeyType.EC_P256,
                        List.of(),
                        now.minusSeconds(60),
                        now.plusSeconds(3600));
        issued.writeTo(own, "encryption");
        Files.move(own.resolve("encryption.p12"), store, StandardCopyOption.REPLACE_EXISTING);
        return issued;
    }
}
