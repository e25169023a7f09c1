package org.concordat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.pkcs.PKCS10CertificationRequest;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A new agency is a file that the gateway would read and three keys, made by one command; or nothing at all. */
class AgencyTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void configuration() throws IOException {
        Partner.northshire(folder);
        Files.createDirectories(folder.resolve("certificates"));
        Files.writeString(
                folder.resolve("environment"), "CONFIGURATION=.\nCERTS=certificates\nKEYSTORE_PASSWORD=of a test\n");
    }

    private Partner.Ended types(String... words) {
        return Partner.run(
                folder,
                Map.of("CONCORDAT_ENVIRONMENT", folder.resolve("environment").toString()),
                words);
    }

    private Partner.Ended makes(String id, String kind, String team, String... more) {
        return types(Stream.concat(
                        Stream.of(
                                "agency",
                                "new",
                                id,
                                "--name",
                                "Northshire \"Homes\": north",
                                "--kind",
                                kind,
                                "--team",
                                team),
                        Stream.of(more))
                .toArray(String[]::new));
    }

    @Test
    void its_file_is_as_the_gateway_reads_it() throws Exception {
        Partner.Ended ended =
                makes("northshire-housing", "housing-provider", "tenancies:tenancy support:housing-officer");
        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(folder.resolve("agencies/northshire-housing.yaml"))
                .content()
                .contains(
                        "kind: \"housing-provider\"",
                        "roles: [\"housing-officer\"]",
                        "connection: {connector: mailbox}");
        assertThat(types("rules", "check", folder.toString()).said())
                .contains(
                        "agencies/northshire-housing.yaml:8 there is no certificate file 'northshire-housing/tls.crt'")
                .doesNotContain(
                        "northshire-housing.yaml:1:", "northshire-housing.yaml:2:", "northshire-housing.yaml:6:");
    }

    @Test
    void its_keys_are_for_their_owner_alone_and_each_request_is_signed_with_its_key() throws Exception {
        makes("northshire-housing", "housing-provider", "tenancies:tenancy support:housing-officer");
        Path keys = folder.resolve("certificates/northshire-housing");
        for (String use : List.of("tls", "signing", "encryption")) {
            Path key = keys.resolve(use + ".key");
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                    .isEqualTo("rw-------");
            assertThat(read(key)).isInstanceOf(PKCS8EncryptedPrivateKeyInfo.class);
            PKCS10CertificationRequest request = (PKCS10CertificationRequest) read(keys.resolve(use + ".csr"));
            assertThat(request.isSignatureValid(new JcaContentVerifierProviderBuilder()
                            .setProvider(new BouncyCastleProvider())
                            .build(request.getSubjectPublicKeyInfo())))
                    .isTrue();
            assertThat(request.getSubject().toString()).contains("CN=northshire-housing " + use);
        }
    }

    private static Object read(Path pem) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(Files.readString(pem)))) {
            return parser.readObject();
        }
    }

    @Test
    void one_that_is_pushed_to_has_its_address() throws IOException {
        Partner.Ended ended = makes(
                "northshire-housing",
                "housing-provider",
                "tenancies:tenancy support:housing-officer",
                "--address",
                "https://housing.northshire.example/in",
                "--from",
                "2026-12-01");
        assertThat(ended.code()).as(ended.said()).isZero();
        assertThat(folder.resolve("agencies/northshire-housing.yaml"))
                .content()
                .contains("{connector: rest, address: \"https://housing.northshire.example/in\"}", "from: 2026-12-01");
    }

    @Test
    void what_is_wrong_is_told_and_nothing_is_left_behind() {
        for (Partner.Ended ended : List.of(
                makes("northshire-housing", "housing", "tenancies:tenancy support:housing-officer"),
                makes("northshire-housing", "housing-provider", "tenancies:tenancy support:landlord"),
                makes(
                        "northshire-housing",
                        "housing-provider",
                        "tenancies:tenancy support:housing-officer",
                        "--address",
                        "http://x"))) {
            assertThat(ended.code()).isEqualTo(3);
            assertThat(ended.err()).contains("agencies/northshire-housing.yaml:");
            assertThat(folder.resolve("agencies/northshire-housing.yaml")).doesNotExist();
            assertThat(folder.resolve("certificates/northshire-housing")).doesNotExist();
        }
        assertThat(makes("Northshire Housing", "housing-provider", "t:t:housing-officer")
                        .code())
                .isEqualTo(2);
        assertThat(folder.resolve("agencies/northshire-housing.yaml")).doesNotExist();
    }

    @Test
    void a_wrong_kind_and_wrong_teams_are_told_all_at_once() {
        Partner.Ended ended = makes("northshire-housing", "homes", "tenancies", "--team", "Ärger:rents:rent-collector");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.said())
                .contains(
                        "is not in order: 4 findings",
                        "northshire-housing.yaml:3 agency names unknown kind of agency 'homes'; known: adult-services,",
                        "northshire-housing.yaml:5 a team is ID:NAME:ROLE[,ROLE], and not 'tenancies'",
                        "northshire-housing.yaml:6 'id' does not match the regex pattern ^[A-Za-z]",
                        "northshire-housing.yaml:6 team names unknown role 'rent-collector'; known: auditor,");
        assertThat(folder.resolve("agencies/northshire-housing.yaml")).doesNotExist();
    }

    @Test
    void one_team_that_is_misspelt_beside_another_is_not_left_out() {
        Partner.Ended ended =
                makes("northshire-housing", "housing-provider", "tenancies:support:housing-officer", "--team", "rents");
        assertThat(ended.code()).isEqualTo(3);
        assertThat(ended.said()).contains("and not 'rents'");
        assertThat(folder.resolve("agencies/northshire-housing.yaml")).doesNotExist();
    }

    @Test
    void one_that_is_there_is_left_as_it_is() throws IOException {
        String before = Files.readString(folder.resolve("agencies/northshire-police.yaml"));
        assertThat(makes("northshire-police", "police", "t:t:safeguarding-officer")
                        .code())
                .isEqualTo(2);
        assertThat(folder.resolve("agencies/northshire-police.yaml")).hasContent(before);
    }

    @Test
    void where_nobody_can_be_asked_it_says_all_that_is_missing() throws IOException {
        Files.writeString(folder.resolve("environment"), "KEYSTORE_PASSWORD=of a test\n");
        Partner.Ended ended = types("agency", "new", "northshire-housing", "--kind", "housing-provider");
        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.said())
                .contains(
                        "say --configuration: a folder that is there; say --certificates: a folder that is there; say"
                                + " --name (",
                        "; say --team (")
                .doesNotContain("--kind");
    }

    @Test
    void a_value_that_is_none_is_told_in_words() {
        assertThat(types("agency", "new", "northshire-housing", "--from", "soon")
                        .said())
                .contains("concordat: --from: 'soon' is no day: one is like 2026-12-01; ")
                .doesNotContain("Invalid value", "java.");
    }
}
