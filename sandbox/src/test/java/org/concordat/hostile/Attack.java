package org.concordat.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.EnumNamingStrategies;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.annotation.EnumNaming;
import tools.jackson.databind.annotation.JsonNaming;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * One hostile input, as its {@code attack.yaml} says; {@code hostile/README.md} has the words. What is left out is as an
 * honest sender would do it.
 *
 * @param given the draft that it begins with, made a signed disclosure by the real signer; or what an agency puts on
 *     record ({@link Recording.Sort})
 * @param members of the statement that are put on record, as {@code recordedBefore} of an earlier one
 * @param folder where the files are that it names
 */
@JsonNaming(PropertyNamingStrategies.KebabCaseStrategy.class)
record Attack(
        String title,
        String given,
        Optional<String> beforeSigning,
        Optional<String> attack,
        Optional<SignedAgain> signedAgain,
        Optional<Insert> insert,
        Optional<String> document,
        Optional<Generated> generated,
        Optional<String> encoding,
        Optional<String> sealedTo,
        Optional<Clock> clock,
        boolean submittedBefore,
        Optional<Revoked> revoked,
        Optional<By> as,
        Optional<Request> request,
        Optional<String> type,
        Optional<String> signedBy,
        Optional<Map<String, Object>> members,
        Optional<Map<String, Object>> recordedBefore,
        Optional<UUID> askedFor,
        Expect expect,
        Evidence evidence,
        Optional<Path> folder) {

    /**
     * The Header signed by somebody else, or in another way.
     *
     * @param key an agency's, or {@code stranger}
     * @param certificate whose certificate KeyInfo then shows
     */
    record SignedAgain(String key, String certificate, Optional<Method> method) {}

    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    enum Method {
        ECDSA,
        RSA_SHA1,
        /** With the public key as the secret, for verifiers that let the document choose. */
        HMAC
    }

    /** A text put in front of the first place where another text stands. */
    record Insert(String text, String before) {}

    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    enum Generated {
        ELEVEN_MIB,
        TEN_THOUSAND_PARTS,
        DEEP_NESTING,
        TWENTY_THOUSAND_ATTRIBUTES,
        HUNDRED_KIB,
        CUT_OFF
    }

    /** Business time when it is signed, and when it is sent. */
    record Clock(Instant signed, Instant sent) {}

    /** Which of the sender's certificates is revoked, and when; it is taken back afterwards. */
    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    enum Revoked {
        TLS_BEFORE_CONNECTING,
        TLS_WHILE_CONNECTED,
        SIGNING
    }

    /** Who connects, the draft's sender if not said, with which certificate and token. */
    record By(Optional<String> agency, Optional<Certificate> certificate, Optional<Token> token) {}

    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    enum Certificate {
        REGISTERED,
        NONE,
        EXPIRED,
        /** Good, and made out to the agency, but not in the register. */
        UNREGISTERED,
        /** Of an authority that has the same name and another key. */
        OTHER_AUTHORITY
    }

    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    enum Token {
        OWN,
        NONE,
        EXPIRED,
        UNBOUND,
        /** {@code "alg":"none"}. */
        UNSIGNED,
        SIGNED_BY_ITS_BEARER,
        OF_ANOTHER_AGENCY
    }

    @EnumNaming(EnumNamingStrategies.KebabCaseStrategy.class)
    enum Request {
        SUBMIT,
        /** The delivery of the standing check that is for the police. */
        COLLECT,
        /** For the same delivery, which the police collected. */
        RECEIPT,
        /** Of the standing check, which probation sent. */
        STATUS
    }

    /** What comes back: a problem with exactly this status and code, or no connection at all. */
    record Expect(int status, String code, Optional<String> finding, Optional<String> handshake) {}

    /**
     * What must be on record afterwards, and nothing else.
     *
     * @param entries refusals in the ledger, each with the code that was answered
     * @param counters those that are one higher
     * @param quarantined documents set aside
     */
    record Evidence(int entries, List<String> counters, int quarantined) {}

    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    static Attack read(Path folder) throws IOException {
        Attack read = YAML.readValue(Files.readAllBytes(folder.resolve("attack.yaml")), Attack.class);
        return new Attack(
                read.title,
                read.given,
                read.beforeSigning,
                read.attack,
                read.signedAgain,
                read.insert,
                read.document,
                read.generated,
                read.encoding,
                read.sealedTo,
                read.clock,
                read.submittedBefore,
                read.revoked,
                read.as,
                read.request,
                read.type,
                read.signedBy,
                read.members,
                read.recordedBefore,
                read.askedFor,
                read.expect,
                read.evidence,
                Optional.of(folder));
    }

    /** The bytes of a file in the attack's folder. */
    byte[] file(String name) throws IOException {
        return Files.readAllBytes(folder.orElseThrow().resolve(name));
    }

    Request asks() {
        return request.orElse(Request.SUBMIT);
    }

    Certificate certificate() {
        return as.flatMap(By::certificate).orElse(Certificate.REGISTERED);
    }

    Token token() {
        return as.flatMap(By::token).orElse(Token.OWN);
    }

    /** Whether nothing is wrong with certificate, token and connection. */
    boolean isAsAnHonestCaller() {
        return certificate() == Certificate.REGISTERED && token() == Token.OWN && revoked.isEmpty();
    }

    boolean expectsNoConnection() {
        return expect.handshake().filter("refused"::equals).isPresent();
    }

    /** Files that the folder must have besides these would be read by nobody. */
    List<String> files() {
        return java.util.stream.Stream.of(beforeSigning, attack, document)
                .flatMap(Optional::stream)
                .toList();
    }
}
