package org.concordat.cli.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * One case: a request, and the answer that is expected.
 *
 * @param number never given to another case
 * @param why what a practitioner or a manager would say it is good for
 * @param unless where it does not apply, and because of what
 */
public record ConformanceCase(
        int number,
        String area,
        String title,
        String why,
        Request request,
        Expect expect,
        Optional<Map<String, String>> unless) {
    /** What a partner's system and a gateway must agree on where the partner calls. */
    public static final String GATEWAY = "cases.yaml";

    /** And where the gateway hands over to the partner's own. */
    public static final String PARTNER = "partner-cases.yaml";

    /** The cases that ship in a file, in their order. */
    public static List<ConformanceCase> all(String file) {
        YAMLMapper yaml = YAMLMapper.builder()
                .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try (InputStream in = Objects.requireNonNull(ConformanceCase.class.getResourceAsStream(file))) {
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
     * @param push how it is handed over, where it is for a partner's own system
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
            Optional<Sent> disclosure,
            Optional<Push> push) {}

    /**
     * How something is handed over.
     *
     * @param shows {@code nobody}'s TLS certificate, or that of a holder whose keys are here; absent, the gateway's
     * @param delivery {@code earlier}, or these words; absent, an id of its own
     * @param sealed to the {@code sender}, or to {@code nobody}; absent, to the partner
     * @param released by the {@code sender}, or by {@code nobody}; absent, by the gateway
     * @param half of the bytes only
     * @param namespace of what the SOAP envelope carries, instead of its own
     * @param altered how, the envelope, when it is finished
     */
    public record Push(
            Optional<String> shows,
            Optional<String> delivery,
            Optional<String> sealed,
            Optional<String> released,
            boolean half,
            Optional<String> namespace,
            Optional<List<Alteration>> altered) {}

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

    /** A pattern, and what stands in its place; names in both, such as {@code ${SENDER}}, stand for what only a run knows. */
    public record Alteration(String replace, String with) {
        /** A document after all of them, one after the other. */
        static byte[] all(
                byte[] document, Optional<List<Alteration>> all, boolean everywhere, Map<String, String> known) {
            String altered = new String(document, StandardCharsets.UTF_8);
            for (Alteration one : all.orElse(List.of())) {
                Matcher found = Pattern.compile(filled(one.replace, known)).matcher(altered);
                String with = filled(one.with, known);
                altered = everywhere ? found.replaceAll(with) : found.replaceFirst(with);
            }
            return altered.getBytes(StandardCharsets.UTF_8);
        }

        /** A text with what is known in the place of its names. */
        static String filled(String text, Map<String, String> known) {
            String filled = text;
            for (Map.Entry<String, String> one : known.entrySet()) {
                filled = filled.replace(one.getKey(), one.getValue());
            }
            return filled;
        }
    }

    /**
     * What is expected.
     *
     * @param connection {@code refused}: there is to be no answer at all
     * @param status of the answer
     * @param code of the problem that it is (RFC 9457)
     * @param finding among the problem's findings
     * @param same the answer is, byte for byte, the one to what was accepted before
     * @param taken of what is handed over, instead of all that: whether it is to be acknowledged
     * @param fault and the answer is to be a SOAP fault
     */
    public record Expect(
            Optional<String> connection,
            int status,
            Optional<String> code,
            Optional<String> finding,
            boolean same,
            Optional<Boolean> taken,
            boolean fault) {}
}
