package org.concordat.protection.receipt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.concordat.certs.sample.Issued;
import org.concordat.certs.sample.KeyType;
import org.concordat.certs.sample.SampleAuthority;
import org.concordat.certs.sample.Store;
import org.concordat.protection.key.Thumbprint;
import org.concordat.schemas.signature.SigningKey;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StatementTest {
    private static final AgencyId POLICE = new AgencyId("northshire-police");
    private static final AgencyId GATEWAY = new AgencyId("gateway");
    private static final Instant AT = Instant.parse("2026-03-02T12:30:00Z");
    private static final String DIGEST = Digest.of("sealed".getBytes(StandardCharsets.UTF_8));

    private static final Statement.Received RECEIVED = new Statement.Received(
            UUID.fromString("6b0d7c1e-58a2-4f1f-9a39-0a2f62f6a111"),
            POLICE,
            AT,
            UUID.fromString("0195a1b2-0000-7000-8000-000000000001"),
            DIGEST,
            Optional.of("np-4471"));

    private static Issued own;
    private static Issued p384;
    private static Issued rsa;
    private static Issued other;

    @BeforeAll
    static void issue(@TempDir Path folder) throws Exception {
        SampleAuthority authority = SampleAuthority.create(folder, "CN=Statement Authority,C=GB", Clock.systemUTC());
        own = signing(authority, "own", KeyType.EC_P256);
        p384 = signing(authority, "own", KeyType.EC_P384);
        rsa = signing(authority, "own", KeyType.RSA_3072);
        other = signing(authority, "other", KeyType.EC_P256);
    }

    static Stream<Issued> keys() {
        return Stream.of(own, p384, rsa);
    }

    @ParameterizedTest
    @MethodSource("keys")
    void what_was_signed_is_read(Issued key) throws Exception {
        Receipt receipt = signer(POLICE, key).sign(RECEIVED);
        assertThat(verifier(POLICE, key).verify(receipt, Statement.Received.class))
                .isEqualTo(RECEIVED);
    }

    /** The library's own verifiers, as a partner would use them. */
    @Test
    void any_jose_library_accepts_it() throws Exception {
        for (Issued key : keys().toList()) {
            JWSObject jws = JWSObject.parse(signer(POLICE, key).sign(RECEIVED).jws());
            assertThat(jws.verify(new DefaultJWSVerifierFactory()
                            .createJWSVerifier(
                                    jws.getHeader(), key.certificate().getPublicKey())))
                    .isTrue();
        }
    }

    @Test
    void the_header_and_the_payload_are_as_published() throws Exception {
        JWSObject jws = JWSObject.parse(signer(POLICE, own).sign(RECEIVED).jws());
        assertThat(jws.getHeader().toJSONObject())
                .containsExactlyInAnyOrderEntriesOf(java.util.Map.of(
                        "alg", "ES256",
                        "typ", "concordat-received+jws",
                        "x5t#S256", Thumbprint.of(own.certificate())));
        assertThat(jws.getPayload().toString())
                .isEqualTo("{\"id\":\"6b0d7c1e-58a2-4f1f-9a39-0a2f62f6a111\",\"issuer\":\"northshire-police\","
                        + "\"at\":\"2026-03-02T12:30:00Z\",\"delivery\":\"0195a1b2-0000-7000-8000-000000000001\","
                        + "\"sealed\":\"" + DIGEST + "\",\"readBy\":\"np-4471\"}");
    }

    @Test
    void a_receipt_of_a_submission_tells_recipient_by_recipient() throws Exception {
        Statement.Committed committed = new Statement.Committed(
                UUID.fromString("6b0d7c1e-58a2-4f1f-9a39-0a2f62f6a112"),
                GATEWAY,
                AT,
                POLICE,
                UUID.fromString("0195a1b2-0000-7000-8000-000000000002"),
                new Kind("safeguarding-check-request"),
                DIGEST,
                Optional.of(DIGEST),
                List.of(new Statement.Promised(
                        new AgencyId("northshire-children"),
                        new TeamId("front-door"),
                        new Role("social-worker"),
                        UUID.fromString("0195a1b2-0000-7000-8000-000000000003"),
                        UUID.fromString("6b0d7c1e-58a2-4f1f-9a39-0a2f62f6a113"),
                        DIGEST)),
                List.of(new Statement.NotAsked(
                        new AgencyId("northshire-council"),
                        new TeamId("housing"),
                        new Role("housing-officer"),
                        "clear.power",
                        "OMA14 is a power of probation")),
                List.of(new Statement.Query("identifier.check", "/Disclosure/Subject[1]", "the check letter is wrong")),
                Optional.of("a.b.c"));
        Receipt receipt = signer(GATEWAY, own).sign(committed);
        assertThat(verifier(GATEWAY, own).verify(receipt, Statement.Committed.class))
                .isEqualTo(committed);
    }

    @Test
    void a_notice_is_read() throws Exception {
        Statement.Notified notice = notice();
        assertThat(verifier(GATEWAY, own).verify(signer(GATEWAY, own).sign(notice), Statement.Notified.class))
                .isEqualTo(notice);
    }

    @Test
    void a_key_that_is_being_replaced_still_counts() throws Exception {
        StatementVerifier verifier = new StatementVerifier(POLICE, List.of(p384.certificate(), own.certificate()));
        assertThat(verifier.verify(signer(POLICE, own).sign(RECEIVED), Statement.Received.class))
                .isEqualTo(RECEIVED);
    }

    @Test
    void nobody_signs_for_another() {
        assertThatThrownBy(() -> signer(GATEWAY, own).sign(RECEIVED)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_statement_that_names_another_issuer_is_refused() {
        Receipt receipt = signer(POLICE, own).sign(RECEIVED);
        assertRefused("issuer", new StatementVerifier(GATEWAY, List.of(own.certificate())), receipt);
    }

    @Test
    void alg_none_is_refused() {
        refused("malformed", "{\"alg\":\"none\"}", payload(), "");
        refused("malformed", "{\"alg\":\"none\",\"typ\":\"concordat-received+jws\"}", payload(), "AA");
    }

    @Test
    void the_public_key_as_a_shared_secret_is_refused() throws Exception {
        JWSHeader header = header(JWSAlgorithm.HS256).build();
        assertRefused(
                "algorithm",
                sign(header, new MACSigner(own.certificate().getPublicKey().getEncoded())));
    }

    @Test
    void another_algorithm_of_the_same_family_is_refused() throws Exception {
        assertRefused(
                "algorithm", sign(header(JWSAlgorithm.ES384).build(), new ECDSASigner(p384.privateKey(), Curve.P_384)));
    }

    @Test
    void another_key_is_refused() throws Exception {
        assertRefused("key", signer(POLICE, other).sign(RECEIVED));
        assertRefused(
                "signature",
                sign(header(JWSAlgorithm.ES256).build(), new ECDSASigner(other.privateKey(), Curve.P_256)));
    }

    @Test
    void a_header_without_thumbprint_is_refused() throws Exception {
        JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256)
                .type(new JOSEObjectType("concordat-received+jws"))
                .build();
        assertRefused("key", sign(header, new ECDSASigner(own.privateKey(), Curve.P_256)));
    }

    @Test
    void an_unknown_critical_field_is_refused() throws Exception {
        JWSHeader header = header(JWSAlgorithm.ES256)
                .criticalParams(Set.of("until"))
                .customParam("until", "2030")
                .build();
        assertRefused("critical", sign(header, new ECDSASigner(own.privateKey(), Curve.P_256)));
    }

    @Test
    void an_altered_payload_is_refused() throws Exception {
        assertRefused("signature", altered(1, part -> encode(decode(part).replace("np-4471", "np-4472"))));
    }

    @Test
    void an_altered_signature_is_refused() {
        assertRefused("signature", altered(2, part -> (part.startsWith("A") ? "B" : "A") + part.substring(1)));
        assertRefused("signature", altered(2, part -> encode("x".repeat(64))));
        assertRefused(
                "signature", altered(2, part -> Base64URL.encode(new byte[64]).toString()));
    }

    @Test
    void a_notice_is_no_receipt() {
        assertRefused(
                "type",
                new StatementVerifier(GATEWAY, List.of(own.certificate())),
                signer(GATEWAY, own).sign(notice()));
    }

    @Test
    void a_field_that_we_do_not_know_is_refused() throws Exception {
        signedPayload("content", decode(payload()).replace("{\"id\"", "{\"unless\":\"x\",\"id\""));
    }

    @Test
    void a_field_given_twice_is_refused() throws Exception {
        signedPayload("content", decode(payload()).replace("{\"id\"", "{\"readBy\":\"np-1\",\"id\""));
    }

    @Test
    void a_missing_field_is_refused() throws Exception {
        signedPayload("content", decode(payload()).replace("\"sealed\":\"" + DIGEST + "\",", ""));
        signedPayload("content", "{}");
        signedPayload("content", "null");
        signedPayload("malformed", "");
    }

    @Test
    void what_is_refused_is_not_repeated() throws Exception {
        StatementRefused refused = catchThrowableOfType(
                StatementRefused.class,
                () -> verifier(POLICE, own)
                        .verify(
                                sign(
                                        header(JWSAlgorithm.ES256).build(),
                                        new ECDSASigner(own.privateKey(), Curve.P_256),
                                        "{\"id\":\"Jo Bloggs\"}"),
                                Statement.Received.class));
        assertThat(refused).hasNoCause().message().doesNotContain("Bloggs");
    }

    @Test
    void too_long_a_statement_is_refused_unparsed() {
        assertRefused("too-long", new Receipt("a".repeat(64 * 1024 + 1)));
    }

    @Test
    void garbage_is_refused() {
        for (String garbage : List.of("", ".", "..", "a.b.c", "....", "{}", "\u0000", "e30.e30.e30")) {
            assertRefused("malformed", new Receipt(garbage));
        }
    }

    private static Statement.Notified notice() {
        return new Statement.Notified(
                UUID.fromString("6b0d7c1e-58a2-4f1f-9a39-0a2f62f6a114"),
                GATEWAY,
                AT,
                POLICE,
                "team",
                new TeamId("safeguarding-unit"),
                "checks-outstanding",
                UUID.fromString("0195a1b2-0000-7000-8000-000000000004"),
                Optional.empty(),
                "checks outstanding: northshire-children");
    }

    private static void signedPayload(String code, String json) throws Exception {
        assertRefused(
                code, sign(header(JWSAlgorithm.ES256).build(), new ECDSASigner(own.privateKey(), Curve.P_256), json));
    }

    private static void refused(String code, String header, String payload, String signature) {
        assertRefused(code, new Receipt(encode(header) + "." + payload + "." + signature));
    }

    private static void assertRefused(String code, Receipt receipt) {
        assertRefused(code, verifier(POLICE, own), receipt);
    }

    private static void assertRefused(String code, StatementVerifier verifier, Receipt receipt) {
        assertThat(catchThrowableOfType(
                        StatementRefused.class, () -> verifier.verify(receipt, Statement.Received.class)))
                .extracting(StatementRefused::code)
                .isEqualTo(code);
    }

    private static Receipt altered(int index, UnaryOperator<String> change) {
        String[] parts = signer(POLICE, own).sign(RECEIVED).jws().split("\\.", -1);
        parts[index] = change.apply(parts[index]);
        return new Receipt(String.join(".", parts));
    }

    private static JWSHeader.Builder header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType("concordat-received+jws"))
                .x509CertSHA256Thumbprint(new Base64URL(Thumbprint.of(own.certificate())));
    }

    private static Receipt sign(JWSHeader header, JWSSigner signer) throws Exception {
        return sign(header, signer, decode(payload()));
    }

    private static Receipt sign(JWSHeader header, JWSSigner signer, String payload) throws Exception {
        JWSObject jws = new JWSObject(header, new Payload(payload));
        jws.sign(signer);
        return new Receipt(jws.serialize());
    }

    private static String payload() {
        return signer(POLICE, own).sign(RECEIVED).jws().split("\\.", -1)[1];
    }

    private static String encode(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String part) {
        return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
    }

    private static StatementSigner signer(AgencyId issuer, Issued key) {
        return new StatementSigner(issuer, new SigningKey(key.privateKey(), key.certificate()));
    }

    private static StatementVerifier verifier(AgencyId issuer, Issued key) {
        return new StatementVerifier(issuer, List.of(key.certificate()));
    }

    private static Issued signing(SampleAuthority authority, String name, KeyType type) throws Exception {
        Instant now = Clock.systemUTC().instant();
        return authority.issue(
                new X500Principal("CN=" + name + ",OU=" + type + ",C=GB"),
                Store.SIGNING,
                type,
                List.of(),
                now,
                now.plusSeconds(3600));
    }
}
