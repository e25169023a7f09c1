package org.concordat.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.urlMatching;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.concordat.cli.conformance.ConformanceCase;
import org.concordat.schemas.xml.XmlReaders;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kit's cases are numbered for ever, and a gateway that is no gateway does not pass it. */
class ConformanceTest {
    private static final Path DRAFT = Path.of("..", "sandbox/src/main/resources/northshire/drafts/check-request.xml");

    @TempDir
    private static Path folder;

    private static Partner partner;

    @BeforeAll
    static void start() {
        partner = Partner.start(folder);
    }

    @AfterAll
    static void stop() {
        partner.close();
    }

    @Test
    void there_are_forty_cases_or_more_and_no_number_is_left_out_or_given_twice() {
        List<ConformanceCase> cases = ConformanceCase.all(ConformanceCase.GATEWAY);
        assertThat(cases).hasSizeGreaterThanOrEqualTo(40);
        for (int i = 0; i < cases.size(); i++) {
            assertThat(cases.get(i).number()).isEqualTo(i + 1);
        }
        assertThat(cases).filteredOn(one -> one.expect().status() / 100 == 2).hasSizeGreaterThan(5);
        assertThat(cases).filteredOn(one -> one.expect().status() / 100 == 4).hasSizeGreaterThan(30);
    }

    @Test
    void who_says_yes_to_everything_does_not_pass() throws Exception {
        partner.forget();
        partner.server()
                .stubFor(any(urlMatching("/v1/.*")).willReturn(aResponse().withStatus(200)));
        Path page = folder.resolve("report.html");

        Partner.Ended ended =
                partner.types("agency", "conformance", "--draft", draft().toString(), "--report", page.toString());

        assertThat(ended.code()).as(ended.said()).isEqualTo(1);
        assertThat(ended.out()).contains("NOT SO: 2. A ping without a token is refused");
        assertThat(ended.out()).doesNotContain("NOT SO: 1. ");
        assertThat(ended.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
        String html = Files.readString(page).replaceFirst("(?i)<!DOCTYPE html>", "");
        assertThat(html)
                .containsPattern("<caption>[0-9]+ of [0-9]+ as they must be</caption>")
                .contains(">not so</strong>", "lang=\"en-GB\"", "<th scope=\"col\">")
                .contains("Not passed: ", "<dt>Failed</dt>", "Mend case 2: A ping without a token is refused")
                .doesNotContain("<script");
        // but for its empty elements, a page in the form of XML: nothing in it was left open or unescaped
        String closed = html.replaceAll("<(meta [^>]*)>", "<$1/>");
        assertThat(XmlReaders.dom().parse(new ByteArrayInputStream(closed.getBytes(StandardCharsets.UTF_8))))
                .isNotNull();
    }

    private static Path draft() throws IOException {
        return Files.writeString(
                folder.resolve("draft.xml"),
                Files.readString(DRAFT)
                        .replace("${NOW}", "2026-03-02T09:00:00Z")
                        .replace("${HEARING}", "2026-03-02T14:00:00Z"));
    }
}
