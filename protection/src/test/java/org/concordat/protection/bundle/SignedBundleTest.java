package org.concordat.protection.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.concordat.protection.bundle.Approvers.Approval;
import org.concordat.protection.receipt.Receipt;
import org.concordat.schemas.terminology.AgencyId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A bundle is taken when two approvers who differ signed these very files, under one number. */
class SignedBundleTest {
    private static final Approver ADA = Approver.called("ada");
    private static final Approver BEN = Approver.called("ben");
    private static final Approver EVE = Approver.called("eve");
    private static final Approver STRANGER = Approver.called("stranger");
    private static final Bundle BUNDLE = bundle(Map.of());

    @Test
    void two_approvers_who_differ_are_enough() throws Exception {
        assertThat(approved(BUNDLE, ADA.signs(BUNDLE, 7), BEN.signs(BUNDLE, 7)))
                .isEqualTo(new Approval(7, BUNDLE.digest(), List.of("ada", "ben")));
    }

    @Test
    void one_approver_who_signs_twice_is_one_approver() {
        refused(BUNDLE, ADA.signs(BUNDLE, 7), ADA.signs(BUNDLE, 7));
        refused(BUNDLE, ADA.signs(BUNDLE, 7));
        refused(BUNDLE);
    }

    @Test
    void somebody_who_is_no_approver_does_not_count_even_under_an_approvers_name() {
        refused(BUNDLE, ADA.signs(BUNDLE, 7), STRANGER.signs(BUNDLE, 7));
        Approver impostor = new Approver(new AgencyId("ben"), STRANGER.key());
        refused(BUNDLE, ADA.signs(BUNDLE, 7), impostor.signs(BUNDLE, 7));
        Approver twice = new Approver(new AgencyId("ben"), ADA.key());
        refused(BUNDLE, ADA.signs(BUNDLE, 7), twice.signs(BUNDLE, 7));
    }

    @Test
    void a_file_that_was_altered_added_or_removed_is_not_what_they_signed() {
        Receipt ada = ADA.signs(BUNDLE, 7);
        Receipt ben = BEN.signs(BUNDLE, 7);
        refused(bundle(Map.of("agencies/police.yaml", "id: other")), ada, ben);
        refused(bundle(Map.of("agencies/another.yaml", "id: another")), ada, ben);
        refused(bundle(Map.of("certificates/police/tls.crt", "another")), ada, ben);
        refused(new Bundle(Map.of("agencies/police.yaml", "id: police".getBytes(StandardCharsets.UTF_8))), ada, ben);
    }

    @Test
    void names_and_contents_cannot_be_shifted_into_one_another() {
        assertThat(new Bundle(Map.of("agencies/a", bytes("bc"))).digest())
                .isNotEqualTo(new Bundle(Map.of("agencies/ab", bytes("c"))).digest());
    }

    @Test
    void two_who_signed_different_numbers_did_not_approve_one_bundle() {
        assertThat(refused(BUNDLE, ADA.signs(BUNDLE, 7), BEN.signs(BUNDLE, 8)).sentence())
                .isEqualTo("the bundle is not signed by two approvers: as number 8, only ben signed it;"
                        + " as number 7, only ada signed it");
    }

    @Test
    void what_was_signed_as_an_earlier_number_too_counts_as_the_later_one() throws Exception {
        Receipt[] signatures = {ADA.signs(BUNDLE, 7), BEN.signs(BUNDLE, 7), ADA.signs(BUNDLE, 9), EVE.signs(BUNDLE, 9)};
        assertThat(approved(BUNDLE, signatures).number()).isEqualTo(9);
    }

    @Test
    void an_approver_whose_certificate_is_not_good_does_not_count() {
        SignedBundle signed = new SignedBundle(BUNDLE, List.of(ADA.signs(BUNDLE, 7), BEN.signs(BUNDLE, 7)));
        X509Certificate revoked = BEN.key().certificate();
        assertThat(catchThrowableOfType(
                        BundleRefused.class, () -> approvers().verify(signed, one -> !one.equals(revoked))))
                .isNotNull();
    }

    @Test
    void the_same_bundle_is_the_same_archive_and_comes_out_as_it_went_in() throws Exception {
        Receipt ada = ADA.signs(BUNDLE, 7);
        Receipt ben = BEN.signs(BUNDLE, 7);
        byte[] packed = new SignedBundle(BUNDLE, List.of(ada, ben)).pack();
        assertThat(new SignedBundle(bundle(Map.of()), List.of(ben, ada, ada)).pack())
                .isEqualTo(packed);
        SignedBundle unpacked = SignedBundle.unpack(packed);
        assertThat(unpacked.bundle().names()).isEqualTo(BUNDLE.names());
        assertThat(unpacked.bundle().digest()).isEqualTo(BUNDLE.digest());
        assertThat(approvers().verify(unpacked, one -> true).number()).isEqualTo(7);
    }

    @Test
    void what_is_no_archive_of_a_bundle_is_refused() throws Exception {
        malformed(new byte[0]);
        malformed(bytes("PK"));
        malformed(Arrays.copyOf(new SignedBundle(BUNDLE, List.of()).pack(), 60));
        malformed(zip("../agencies/a.yaml", bytes("a")));
        malformed(zip("/agencies/a.yaml", bytes("a")));
        malformed(zip("agencies/../a.yaml", bytes("a")));
        malformed(zip("agencies\\a.yaml", bytes("a")));
        malformed(zip("agencies/", new byte[0]));
    }

    @Test
    void an_archive_that_unpacks_to_more_than_any_bundle_is_refused() throws Exception {
        byte[] bomb = zip("agencies/a.yaml", new byte[SignedBundle.LARGEST + 1]);
        assertThat(bomb.length).isLessThan(100_000);
        malformed(bomb);
    }

    @Test
    void approvers_are_read_by_the_names_of_their_files(@TempDir Path folder) throws Exception {
        write(folder, ADA);
        assertThatIOException()
                .isThrownBy(() -> Approvers.read(folder))
                .withMessage("there are fewer than two approvers");
        write(folder, BEN);
        assertThat(Approvers.read(folder).certificates()).containsOnlyKeys(ADA.name(), BEN.name());
        write(folder, new Approver(new AgencyId("also-ada"), ADA.key()));
        assertThatIOException()
                .isThrownBy(() -> Approvers.read(folder))
                .withMessage("ada and also-ada have one key, and are not two approvers");
    }

    @Test
    void a_folder_of_approvers_with_anything_else_in_it_is_not_read(@TempDir Path folder) throws Exception {
        write(folder, ADA);
        write(folder, BEN);
        Files.writeString(folder.resolve("readme.txt"), "");
        assertThatIOException().isThrownBy(() -> Approvers.read(folder)).withMessageContaining("readme.txt");
    }

    private static void write(Path folder, Approver approver) throws Exception {
        Files.write(
                folder.resolve(approver.name() + ".crt"),
                approver.key().certificate().getEncoded());
    }

    private static void malformed(byte[] packed) {
        BundleRefused refused = catchThrowableOfType(BundleRefused.class, () -> SignedBundle.unpack(packed));
        assertThat(refused).isNotNull();
        assertThat(refused.code()).isEqualTo("malformed");
    }

    private static byte[] zip(String name, byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed)) {
            zip.putNextEntry(new ZipEntry(name));
            zip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static Approvers approvers() {
        Map<AgencyId, List<X509Certificate>> certificates = new HashMap<>();
        for (Approver one : List.of(ADA, BEN, EVE)) {
            certificates.put(one.name(), List.of(one.key().certificate()));
        }
        return new Approvers(certificates);
    }

    private static Approval approved(Bundle bundle, Receipt... signatures) throws BundleRefused {
        return approvers().verify(new SignedBundle(bundle, List.of(signatures)), one -> true);
    }

    private static BundleRefused refused(Bundle bundle, Receipt... signatures) {
        BundleRefused refused = catchThrowableOfType(BundleRefused.class, () -> approved(bundle, signatures));
        assertThat(refused).isNotNull();
        assertThat(refused.code()).isEqualTo("not-approved");
        return refused;
    }

    private static Bundle bundle(Map<String, String> other) {
        Map<String, byte[]> files = new HashMap<>();
        for (String name : List.of("agencies/police.yaml", "agreements/local.yaml", "certificates/police/tls.crt")) {
            files.put(name, bytes(name));
        }
        other.forEach((name, text) -> files.put(name, bytes(text)));
        return new Bundle(files);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
