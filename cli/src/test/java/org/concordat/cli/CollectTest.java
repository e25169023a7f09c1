package org.concordat.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;

/** What {@code collect} makes of what the gateway gives, and {@code receipt} of what was collected. */
class CollectTest extends AtPartner {
    private static final String ID = "0190b5c2-7d1e-7c3a-9f00-0123456789ab";
    private static final byte[] SEALED = {0x30, (byte) 0x80, 1, 2, 3};

    @Test
    void what_was_collected_is_saved_for_its_owner_alone_and_never_overwritten() throws IOException {
        partner.server()
                .stubFor(get(urlEqualTo("/v1/mailbox/" + ID))
                        .willReturn(aResponse().withBody(SEALED)));
        Path file = work.resolve("sealed.p7m");

        assertThat(partner.types("collect", ID, "-o", file.toString()).code()).isZero();
        assertThat(file).hasBinaryContent(SEALED);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");

        Files.writeString(file, "mine");
        Partner.Ended again = partner.types("collect", ID, "-o", file.toString());
        assertThat(again.code()).isEqualTo(2);
        assertThat(again.said()).contains("--force");
        assertThat(file).hasContent("mine");

        assertThat(partner.types("collect", ID, "--force", "-o", file.toString())
                        .code())
                .isZero();
        assertThat(file).hasBinaryContent(SEALED);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void a_delivery_that_is_not_there_leaves_no_file() {
        partner.server()
                .stubFor(get(urlEqualTo("/v1/mailbox/" + ID)).willReturn(Partner.problem(404, "not-found", "nothing")));
        Path file = work.resolve("sealed.p7m");

        assertThat(partner.types("collect", ID, "-o", file.toString()).code()).isEqualTo(6);
        assertThat(file).doesNotExist();
    }

    @Test
    void a_notice_is_not_saved_as_a_delivery() {
        partner.server()
                .stubFor(get(urlEqualTo("/v1/mailbox/" + ID))
                        .willReturn(aResponse()
                                .withHeader("Content-Type", "application/jose")
                                .withBody("a.b.c")));

        assertThat(partner.types("collect", ID, "-o", work.resolve("notice").toString())
                        .code())
                .isEqualTo(2);
        assertThat(work.resolve("notice")).doesNotExist();
    }

    @Test
    void a_receipt_for_a_delivery_without_its_file_says_what_to_type() {
        partner.server()
                .stubFor(get(urlEqualTo("/v1/mailbox/" + ID))
                        .willReturn(aResponse()
                                .withHeader("Content-Type", "application/pkcs7-mime")
                                .withBody(SEALED)));

        Partner.Ended ended = partner.types("receipt", ID);

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.said())
                .contains("is no notice", "concordat receipt " + ID + " FILE", "concordat collect " + ID);
    }
}
