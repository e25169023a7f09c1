package org.concordat.cli.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * One case: a request, and the answer that is expected.
 *
 * @param number never given to another case
 * @param why what a practitioner or a manager would say it is good for
 */
public record ConformanceCase(int number, String area, String title, String why, Request request, Expect expect) {
    /** The cases that ship, in their order. */
    public static List<ConformanceCase> all() {
        YAMLMapper yaml = YAMLMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try (InputStream in = Objects.requireNonNull(ConformanceCase.class.getResourceAsStream("cases.yaml"))) {
            return yaml.readValue(in, new TypeReference<List<ConformanceCase>>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * What is sent.
     *
     * @param token {@code none} or {@code invented}; absent, the agency's own
     * @param bare without a client certificate
     * @param ping the body is the agency's signed ping
     * @param pad so many MiB follow the body
     */
    public record Request(
            String method,
            String path,
            Optional<String> media,
            Optional<String> token,
            boolean bare,
            boolean ping,
            Optional<String> body,
            int pad,
            Optional<Sent> disclosure) {}

    /**
     * The disclosure that is sent: the agency's draft, signed.
     *
     * @param earlier the very bytes that were accepted before
     * @param sealed to the gateway
     * @param everywhere the draft is altered wherever a pattern is found, not at its first place alone
     * @param draft what is altered before it is signed
     * @param signed what is altered afterwards
     */
    public record Sent(
            boolean earlier,
            boolean sealed,
            boolean everywhere,
            Optional<List<Alteration>> draft,
            Optional<List<Alteration>> signed) {}

    /** A pattern, and what stands in its place. */
    public record Alteration(String replace, String with) {}

    /**
     * What is expected.
     *
     * @param connection {@code refused}: there is to be no answer at all
     * @param status of the answer
     * @param code of the problem that it is (RFC 9457)
     * @param finding among the problem's findings
     * @param same the answer is, byte for byte, the one to what was accepted before
     */
    public record Expect(
            Optional<String> connection, int status, Optional<String> code, Optional<String> finding, boolean same) {}
}
