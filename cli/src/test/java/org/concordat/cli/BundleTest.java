package org.concordat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A bundle on the approvers' desks. */
class BundleTest extends AtPartner {
    private Path bundle;

    @BeforeEach
    void northshire() throws IOException {
        bundle = Partner.northshire(work.resolve("bundle"));
    }

    private Partner.Ended signs(String approver, String number) {
        return partner.types("--as", approver, "bundle", "sign", bundle.toString(), "--number", number);
    }

    private void changes() throws IOException {
        Path police = bundle.resolve("agencies/northshire-police.yaml");
        Files.writeString(police, Files.readString(police) + "# looked at\n");
    }

    private Partner.Ended checks() {
        return partner.types("bundle", "check", bundle.toString());
    }

    @Test
    void who_signed_it_as_which_number_is_told() throws IOException {
        assertThat(checks().said()).contains("is in order.").doesNotContain("signed");
        assertThat(signs("information-governance", "8").said()).doesNotContain("Note: ");
        assertThat(checks().said()).contains("information-governance signed these files as number 8, as a file");
        changes();
        assertThat(checks().said())
                .contains("information-governance signed other files than these as number 8, as a file");
    }

    @Test
    void who_signs_another_number_or_other_files_is_told_so() throws IOException {
        signs("information-governance", "8");
        assertThat(signs("safeguarding-lead", "8").said()).doesNotContain("Note: ");
        assertThat(signs("safeguarding-lead", "9").said())
                .contains("Note: information-governance signed these files as number 8, as a file")
                .contains("two approvers have to sign the");
        changes();
        assertThat(signs("safeguarding-lead", "8").said())
                .contains("Note: information-governance signed other files than these as number 8, as a file");
        assertThat(signs("safeguarding-lead", "9").said()).doesNotContain("Note: ");
    }

    @Test
    void who_is_not_among_the_approvers_is_told_so() throws IOException {
        Path approvers = Files.createDirectories(work.resolve("approvers"));
        Files.createFile(approvers.resolve("information-governance.crt"));
        Path environment = partner.folder().resolve("environment");
        Files.writeString(environment, Files.readString(environment) + "APPROVERS=" + approvers + "\n");
        assertThat(signs("information-governance", "8").said()).doesNotContain("Note: ");
        assertThat(signs("safeguarding-lead", "8").said())
                .contains("Note: safeguarding-lead is not among the approvers in " + approvers);
    }

    @Test
    void a_folder_that_is_not_there_is_told_as_that() {
        String there = bundle.toString();
        String none = bundle.resolveSibling("bundel").toString();
        for (List<String> command : List.of(
                List.of("rules", "check", none),
                List.of("rules", "diff", there, none),
                List.of("rules", "diff", none, there),
                List.of("bundle", "sign", none, "--number", "8"),
                List.of("operate", "replay", none, "--actor", "OPS-7"))) {
            Partner.Ended ended = partner.types(command.toArray(String[]::new));
            assertThat(ended.code()).isEqualTo(3);
            assertThat(ended.said()).contains("there is no folder " + none).doesNotContain("agencies/");
        }
    }

    @Test
    void what_is_no_signature_is_nobodys() throws IOException {
        Files.createDirectories(bundle.resolve("signatures"));
        Files.writeString(bundle.resolve("signatures/garbage.jws"), "garbage");
        assertThat(checks().said()).contains("is in order.").doesNotContain("signed");
    }
}
