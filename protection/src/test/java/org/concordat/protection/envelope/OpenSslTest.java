package org.concordat.protection.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.concordat.certs.sample.Issued;
import org.concordat.certs.sample.KeyType;
import org.concordat.certs.sample.Plan;
import org.concordat.certs.sample.SampleAuthority;
import org.concordat.certs.sample.Store;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a partner does who has nothing but OpenSSL 3. */
class OpenSslTest {
    private static final byte[] CONTENT = "<Disclosure>déjà vu</Disclosure>".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    private SampleAuthority authority;
    private OpenSsl openssl;

    @BeforeEach
    void begin() throws Exception {
        authority = SampleAuthority.create(folder, "CN=OpenSSL Authority,C=GB", Clock.systemUTC());
        openssl = new OpenSsl(folder);
    }

    @ParameterizedTest
    @EnumSource
    void it_opens_what_we_sealed(KeyType type) throws Exception {
        Issued partner = partner("partner", type);
        Issued other = partner("other", KeyType.EC_P256);
        Sealed sealed = new Sealer().seal(CONTENT, List.of(other.certificate(), partner.certificate()));
        Files.write(folder.resolve("sealed.der"), sealed.toByteArray());
        assertThat(decrypt()).isZero();
        assertThat(folder.resolve("opened")).hasBinaryContent(CONTENT);
    }

    @ParameterizedTest
    @EnumSource
    void it_reports_what_was_altered(KeyType type) throws Exception {
        Issued partner = partner("partner", type);
        byte[] sealed =
                new Sealer().seal(CONTENT, List.of(partner.certificate())).toByteArray();
        sealed[sealed.length - 20] ^= 1;
        Files.write(folder.resolve("sealed.der"), sealed);
        // it may have written unauthenticated bytes by then: only the exit status tells
        assertThat(decrypt()).isNotZero();
    }

    @ParameterizedTest
    @EnumSource
    void we_open_what_it_sealed(KeyType type) throws Exception {
        Issued partner = partner("partner", type);
        Files.write(folder.resolve("content"), CONTENT);
        String[] options = type == KeyType.RSA_3072
                ? new String[] {"rsa_padding_mode:oaep", "rsa_oaep_md:sha256"}
                : new String[] {"ecdh_kdf_md:sha256", "ecdh_kdf_md:sha256"};
        assertThat(openssl.run(
                        "cms",
                        "-encrypt",
                        "-binary",
                        "-aes-256-gcm",
                        "-in",
                        "content",
                        "-outform",
                        "DER",
                        "-out",
                        "sealed.der",
                        "-recip",
                        "partner/encryption.crt",
                        "-keyopt",
                        options[0],
                        "-keyopt",
                        options[1]))
                .isZero();
        byte[] sealed = Files.readAllBytes(folder.resolve("sealed.der"));
        assertThat(EnvelopeTest.opener(partner).open(new Sealed(sealed))).isEqualTo(CONTENT);
    }

    private int decrypt() throws Exception {
        return openssl.run(
                "cms",
                "-decrypt",
                "-binary",
                "-inform",
                "DER",
                "-in",
                "sealed.der",
                "-recip",
                "partner/encryption.crt",
                "-inkey",
                "partner/encryption.key",
                "-out",
                "opened");
    }

    private Issued partner(String name, KeyType type) throws Exception {
        Plan.Holder holder = new Plan.Holder(name, "A Partner", List.of(), Map.of(Store.ENCRYPTION, type), List.of());
        Issued issued = authority.issue(holder, Store.ENCRYPTION, type);
        issued.writeTo(folder.resolve(name), "encryption");
        return issued;
    }
}
