package org.concordat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.sandbox.northshire.Northshire.CHILDREN;
import static org.concordat.sandbox.northshire.Northshire.CRC;
import static org.concordat.sandbox.northshire.Northshire.POLICE;
import static org.concordat.sandbox.northshire.Northshire.PROBATION;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.security.auth.x500.X500Principal;
import org.concordat.certs.sample.KeyType;
import org.concordat.certs.sample.SampleAuthority;
import org.concordat.certs.sample.Store;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.sandbox.northshire.Connected;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.sandbox.partner.Partners;
import org.concordat.sandbox.story.Desk;
import org.concordat.sandbox.story.Desk.Typed;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The kit against the systems that Northshire's partners run, each by its own protocol and in its own form. */
class PartnerConformanceIT {
    private static final Clock REAL = Clock.systemUTC();

    @TempDir
    private static Path folder;

    private static Partners partners;
    private static Path environment;

    @BeforeAll
    static void northshire() throws Exception {
        Northshire northshire = Northshire.make(Path.of(".."), folder);
        partners = Partners.start(northshire, folder);
        URI caseSystem = partners.caseSystem().address();
        northshire.writeBundle(caseSystem, caseSystem);
        Map<String, String> places = new HashMap<>(partners.places());
        places.put("CHILDREN_PUSH_URL", caseSystem.toString());
        Connected.write(northshire, folder.resolve("connected"), places);
        Instant now = REAL.instant();
        shown(northshire, northshire.authority(), "expired", now.minusSeconds(7200), now.minusSeconds(3600));
        SampleAuthority other = SampleAuthority.create(folder.resolve("other"), "CN=Another Authority,C=GB", REAL);
        shown(northshire, other, "stranger", now.minusSeconds(60), now.plusSeconds(3600));
        environment = Files.writeString(folder.resolve("environment"), """
                CERTS=certificates
                KEYSTORE_PASSWORD=%s
                CONFIGURATION=connected
                """.formatted(TrustPolicy.SAMPLE_PASSWORD));
    }

    @AfterAll
    static void stop() throws Exception {
        partners.close();
    }

    static Stream<Arguments> systems() {
        return Stream.of(
                Arguments.of(POLICE, PROBATION, "rest, mapped, JSON", 14, 12),
                Arguments.of(PROBATION, CHILDREN, "rest, mapped, JSON", 14, 12),
                Arguments.of(PROBATION, CRC, "soap, mapped, XML", 17, 9));
    }

    @ParameterizedTest(name = "{1}: {2}")
    @MethodSource("systems")
    void every_case_that_applies_is_as_it_must_be(
            String sender, String partner, String connector, int applying, int others) throws Exception {
        Typed ended = tried(sender, partner);
        assertThat(ended.done()).as(ended.all()).isTrue();
        assertThat(ended.says("(" + connector + "): " + applying + " of " + applying + " cases"))
                .as(ended.all())
                .isTrue();
        assertThat(ended.says("Do not apply: " + others + ".")).as(ended.all()).isTrue();
        assertThat(ended.all()).doesNotContain("not tried");
    }

    @Test
    void who_has_envelopes_protected_is_told_that_the_kit_makes_none() throws Exception {
        assertThat(tried(PROBATION, POLICE).says("the kit makes none that are")).isTrue();
    }

    @Test
    void the_page_says_what_does_not_apply_and_why() throws Exception {
        Path page = Path.of("target", "conformance-of-a-partner.html");
        tried(PROBATION, CRC, "--report", page.toString(), "--force");
        assertThat(Files.readString(page))
                .contains("<h2>What to do first</h2>", "Nothing: it is as it must be.")
                .contains("it does not apply, because: What is mapped is not sealed");
    }

    private static Typed tried(String sender, String partner, String... more) throws Exception {
        Desk desk = new Desk(sender, environment, folder.resolve("desks"));
        Path draft = desk.draft(
                "check-request.xml", Map.of("NOW", "2026-03-02T09:00:00Z", "HEARING", "2026-03-02T14:00:00Z"));
        Stream<String> words = Stream.of("agency", "conformance", "--partner", partner, "--draft", draft.toString());
        return desk.type(Stream.concat(words, Stream.of(more)).toArray(String[]::new));
    }

    private static void shown(
            Northshire northshire, SampleAuthority authority, String name, Instant from, Instant until)
            throws Exception {
        authority
                .issue(new X500Principal("CN=" + name + ",C=GB"), Store.TLS, KeyType.EC_P256, List.of(), from, until)
                .writeTo(northshire.certificates().resolve(name), "tls");
    }
}
