package org.concordat.protection.envelope;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.cms.CMSAlgorithm;
import org.bouncycastle.cms.CMSAuthEnvelopedData;
import org.bouncycastle.cms.CMSAuthEnvelopedDataGenerator;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.RecipientInformation;
import org.bouncycastle.cms.jcajce.JceCMSContentEncryptorBuilder;
import org.bouncycastle.cms.jcajce.JceKeyTransRecipientInfoGenerator;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.concordat.certs.sample.Issued;
import org.concordat.certs.sample.KeyType;
import org.concordat.certs.sample.SampleAuthority;
import org.concordat.certs.sample.Store;
import org.concordat.protection.key.AgencyKeys;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EnvelopeTest {
    private static final byte[] CONTENT = "<Disclosure>déjà vu</Disclosure>".getBytes(StandardCharsets.UTF_8);

    private static SampleAuthority authority;
    private static Issued police;
    private static Issued court;
    private static Issued children;

    private final Sealer sealer = new Sealer();

    @BeforeAll
    static void issue(@TempDir Path folder) throws Exception {
        authority = SampleAuthority.create(folder, "CN=Envelope Authority,C=GB", Clock.systemUTC());
        police = encryption("police", KeyType.EC_P256);
        court = encryption("court", KeyType.EC_P384);
        children = encryption("children", KeyType.RSA_3072);
    }

    static Stream<Issued> recipients() {
        return Stream.of(police, court, children);
    }

    @ParameterizedTest
    @MethodSource("recipients")
    void a_recipient_opens_what_was_sealed_to_it(Issued recipient) throws Exception {
        Sealed sealed = sealer.seal(CONTENT, List.of(recipient.certificate()));
        assertThat(opener(recipient).open(sealed)).isEqualTo(CONTENT);
    }

    @Test
    void each_of_several_recipients_opens_the_same() throws Exception {
        Sealed sealed =
                sealer.seal(CONTENT, recipients().map(Issued::certificate).toList());
        for (Issued recipient : recipients().toList()) {
            assertThat(opener(recipient).open(sealed)).isEqualTo(CONTENT);
        }
    }

    @Test
    void sealing_twice_gives_different_bytes() throws Exception {
        List<java.security.cert.X509Certificate> to = List.of(police.certificate());
        assertThat(sealer.seal(CONTENT, to)).isNotEqualTo(sealer.seal(CONTENT, to));
    }

    @Test
    void ten_megabytes_pass() throws Exception {
        byte[] large = new byte[10 * 1024 * 1024];
        assertThat(opener(police).open(sealer.seal(large, List.of(police.certificate()))))
                .isEqualTo(large);
    }

    @Test
    void who_is_not_a_recipient_opens_nothing() throws Exception {
        Sealed sealed = sealer.seal(CONTENT, List.of(police.certificate()));
        assertThatThrownBy(() -> opener(court).open(sealed))
                .isInstanceOf(OpeningFailed.class)
                .hasMessageContaining("not sealed to this key");
    }

    @Test
    void while_keys_change_what_was_sealed_to_either_opens() throws Exception {
        Opener changing = new Opener(List.of(
                new AgencyKeys.Encryption(police.privateKey(), police.certificate()),
                new AgencyKeys.Encryption(court.privateKey(), court.certificate())));
        assertThat(changing.open(sealer.seal(CONTENT, List.of(police.certificate()))))
                .isEqualTo(CONTENT);
        assertThat(changing.open(sealer.seal(CONTENT, List.of(court.certificate()))))
                .isEqualTo(CONTENT);
    }

    @Test
    void no_altered_byte_changes_the_content() throws Exception {
        byte[] sealed = sealer.seal(CONTENT, List.of(police.certificate())).toByteArray();
        int opened = 0;
        for (int i = 0; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            try {
                assertThat(opener(police).open(new Sealed(altered)))
                        .as("byte %d", i)
                        .isEqualTo(CONTENT);
                opened++;
            } catch (OpeningFailed e) {
                assertThat(e).hasNoCause();
            }
        }
        // versions, the type of the content, the curve said of the ephemeral key (the recipient's own counts): labels
        // only
        assertThat(opened).isLessThan(40);
    }

    @Test
    void no_byte_of_ciphertext_or_tag_may_change() throws Exception {
        byte[] sealed = sealer.seal(CONTENT, List.of(police.certificate())).toByteArray();
        for (int i = sealed.length - 16 - 2 - CONTENT.length; i < sealed.length; i++) {
            byte[] altered = sealed.clone();
            altered[i] ^= 1;
            assertThatThrownBy(() -> opener(police).open(new Sealed(altered))).isInstanceOf(OpeningFailed.class);
        }
    }

    @Test
    void garbage_and_cut_envelopes_are_refused() throws Exception {
        byte[] sealed = sealer.seal(CONTENT, List.of(police.certificate())).toByteArray();
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int i = 0; i < 500; i++) {
            byte[] bytes = i % 2 == 0 ? Arrays.copyOf(sealed, random.nextInt(sealed.length)) : new byte[i];
            if (i % 2 == 1) {
                random.nextBytes(bytes);
            }
            assertThatThrownBy(() -> opener(police).open(new Sealed(bytes)))
                    .as("seed %d", seed)
                    .isInstanceOf(OpeningFailed.class);
        }
    }

    @Test
    void deep_nesting_is_refused() {
        byte[] nested = new byte[200_000];
        for (int i = 0; i < nested.length; i += 2) {
            nested[i] = 0x30;
            nested[i + 1] = (byte) 0x80;
        }
        assertThatThrownBy(() -> opener(police).open(new Sealed(nested))).isInstanceOf(OpeningFailed.class);
    }

    @Test
    void more_than_the_limit_is_refused_unparsed() {
        assertThatThrownBy(() -> opener(police).open(new Sealed(new byte[Suite.MOST_SEALED + 1])))
                .isInstanceOf(OpeningFailed.class)
                .hasMessageContaining("more than");
        assertThatThrownBy(() -> sealer.seal(new byte[Suite.MOST_CONTENT + 1], List.of(police.certificate())))
                .isInstanceOf(SealingFailed.class);
    }

    @Test
    void a_key_wrapped_with_pkcs1_padding_is_refused() throws Exception {
        CMSAuthEnvelopedDataGenerator envelope = new CMSAuthEnvelopedDataGenerator();
        envelope.addRecipientInfoGenerator(
                new JceKeyTransRecipientInfoGenerator(children.certificate()).setProvider(Suite.TRANSPORT));
        assertThatThrownBy(() -> opener(children).open(sealed(envelope, CMSAlgorithm.AES256_GCM)))
                .isInstanceOf(OpeningFailed.class)
                .hasMessageContaining("not wrapped as we accept it");
    }

    @Test
    void a_weaker_cipher_is_refused() throws Exception {
        CMSAuthEnvelopedDataGenerator envelope = new CMSAuthEnvelopedDataGenerator();
        envelope.addRecipientInfoGenerator(
                new JceKeyTransRecipientInfoGenerator(children.certificate(), Suite.RSA).setProvider(Suite.TRANSPORT));
        assertThatThrownBy(() -> opener(children).open(sealed(envelope, CMSAlgorithm.AES128_GCM)))
                .isInstanceOf(OpeningFailed.class);
    }

    @Test
    void nothing_is_sealed_to_a_certificate_that_is_not_for_encryption() throws Exception {
        Issued signing = issue("signer", Store.SIGNING, KeyType.EC_P256);
        assertThatThrownBy(() -> sealer.seal(CONTENT, List.of(signing.certificate())))
                .isInstanceOf(SealingFailed.class)
                .hasMessageContaining("not for encryption");
    }

    @Test
    void nothing_is_sealed_to_nobody() {
        assertThatThrownBy(() -> sealer.seal(CONTENT, List.of())).isInstanceOf(SealingFailed.class);
    }

    @Test
    void what_is_written_is_der_and_names_the_algorithms_of_the_standard() throws Exception {
        byte[] sealed = sealer.seal(CONTENT, List.of(police.certificate())).toByteArray();
        CMSAuthEnvelopedData envelope = new CMSAuthEnvelopedData(sealed);
        assertThat(envelope.toASN1Structure().getEncoded("DER")).isEqualTo(sealed);
        assertThat(envelope.getEncryptionAlgOID()).isEqualTo(NISTObjectIdentifiers.id_aes256_GCM.getId());
        RecipientInformation recipient =
                envelope.getRecipientInfos().getRecipients().iterator().next();
        // dhSinglePass-stdDH-sha256kdf-scheme, RFC 5753 section 7.1.4
        assertThat(recipient.getKeyEncryptionAlgOID()).isEqualTo("1.3.132.1.11.1");
    }

    private static Sealed sealed(
            CMSAuthEnvelopedDataGenerator envelope, org.bouncycastle.asn1.ASN1ObjectIdentifier cipher)
            throws Exception {
        OutputAEADEncryptor encryptor = (OutputAEADEncryptor)
                new JceCMSContentEncryptorBuilder(cipher).setProvider("SunJCE").build();
        return new Sealed(envelope.generate(new CMSProcessableByteArray(CONTENT), encryptor)
                .getEncoded());
    }

    static Opener opener(Issued issued) {
        return new Opener(issued.privateKey(), issued.certificate());
    }

    private static Issued encryption(String name, KeyType type) throws Exception {
        return issue(name, Store.ENCRYPTION, type);
    }

    private static Issued issue(String name, Store store, KeyType type) throws Exception {
        Instant now = Clock.systemUTC().instant();
        return authority.issue(
                new X500Principal("CN=" + name + ",C=GB"), store, type, List.of(), now, now.plusSeconds(3600));
    }
}
