package org.concordat.bench.rules;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import javax.security.auth.x500.X500Principal;
import org.concordat.bench.brokered.Drafts;
import org.concordat.certs.sample.Issued;
import org.concordat.certs.sample.KeyType;
import org.concordat.certs.sample.SampleAuthority;
import org.concordat.certs.sample.Store;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.configuration.ConfigurationRejected;
import org.concordat.protection.decision.Question;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.concordat.schemas.disclosure.DisclosureRejected;
import org.concordat.schemas.signature.DisclosureSigner;
import org.concordat.schemas.signature.SigningKey;

/**
 * A configuration as a large region would have it, made of a seed: agencies of three kinds, and agreements of nine
 * parties each that let checks and answers pass under several clauses. Written as files and read as the gateway does.
 */
final class Generated {
    static final int AGREEMENTS = 200;

    private static final int AGENCIES_OF_A_KIND = 20;
    private static final int PARTIES_OF_A_KIND = 3;
    private static final int ANSWER_BYTES = 10 * 1024;

    private static final List<String> KINDS = List.of("probation", "police", "childrens-services");
    private static final List<String> TEAMS = List.of(
            "{id: court-team-north, name: court team, roles: [court-officer]}",
            "{id: safeguarding-unit, name: safeguarding unit, roles: [safeguarding-officer]}",
            "{id: mash, name: multi-agency safeguarding hub, roles: [mash-social-worker]}");

    private final SplittableRandom random;
    private final Path folder;
    private final DisclosureContext context = DisclosureContext.standard();
    private final Instant now = Clock.systemUTC().instant();
    private final SampleAuthority authority;
    private final List<String> agreement = new ArrayList<>();

    Generated(long seed, Path folder) throws IOException, GeneralSecurityException {
        this.random = new SplittableRandom(seed);
        this.folder = folder;
        this.authority = SampleAuthority.create(
                Files.createDirectories(folder.resolve("authority")), "CN=Bench Authority", Clock.systemUTC());
    }

    /** The whole, read from its files. */
    Configuration configuration() throws IOException, GeneralSecurityException, ConfigurationRejected {
        for (int kind = 0; kind < KINDS.size(); kind++) {
            for (int number = 0; number < AGENCIES_OF_A_KIND; number++) {
                writeAgency(kind, number);
            }
        }
        for (int number = 0; number < AGREEMENTS; number++) {
            writeAgreement(number);
        }
        return Configuration.read(folder, folder.resolve("certificates"), context.kinds());
    }

    /** What the rules are asked of an answer of ten kilobytes between two parties of the last agreement. */
    Question permitted() throws IOException, GeneralSecurityException, DisclosureRejected {
        return question(agreement.get(PARTIES_OF_A_KIND), agreement.get(0));
    }

    /** The same between the police and themselves, which nothing allows. */
    Question refused() throws IOException, GeneralSecurityException, DisclosureRejected {
        return question(agreement.get(PARTIES_OF_A_KIND), agreement.get(2 * PARTIES_OF_A_KIND));
    }

    private Question question(String from, String to) throws IOException, GeneralSecurityException, DisclosureRejected {
        String draft = Drafts.answer(ANSWER_BYTES, Clock.systemUTC())
                .replace("northshire-police", from)
                .replace("nps-north-east", to)
                .replace("${CONVERSATION}", "00000000-0000-4000-8000-000000000000")
                .replace("${REQUEST}", "00000000-0000-7000-8000-000000000000");
        Issued key = issue("Signer", Store.SIGNING);
        byte[] signed = new DisclosureSigner(context, Clock.systemUTC())
                .sign(draft.getBytes(StandardCharsets.UTF_8), new SigningKey(key.privateKey(), key.certificate()));
        Disclosure disclosure = context.parser().parse(signed);
        return Question.of(disclosure, disclosure.recipients().get(0), now, subject -> List.of());
    }

    private void writeAgency(int kind, int number) throws IOException, GeneralSecurityException {
        String id = id(kind, number);
        for (Store store : List.of(Store.TLS, Store.SIGNING, Store.ENCRYPTION)) {
            String name = store.name().toLowerCase(Locale.ROOT);
            write(
                    "certificates/" + id + "/" + name + ".crt",
                    pem(issue(id, store).certificate()));
        }
        write("agencies/" + id + ".yaml", String.format(Locale.ROOT, """
                id: %1$s
                name: %1$s
                kind: %2$s
                in-force: {from: 2014-06-01}
                teams:
                  - %3$s
                certificates:
                  tls: [%1$s/tls.crt]
                  signing: [%1$s/signing.crt]
                  encryption: %1$s/encryption.crt
                connection: {connector: mailbox}
                """, id, KINDS.get(kind), TEAMS.get(kind)));
    }

    private void writeAgreement(int number) throws IOException {
        agreement.clear();
        for (int kind = 0; kind < KINDS.size(); kind++) {
            String party = KINDS.get(kind);
            random.ints(0, AGENCIES_OF_A_KIND)
                    .distinct()
                    .limit(PARTIES_OF_A_KIND)
                    .forEach(n -> agreement.add(party + "-" + n));
        }
        StringBuilder signed = new StringBuilder();
        agreement.forEach(party -> signed.append("  ").append(party).append(": chief\n"));
        String others = String.join(", ", agreement.subList(PARTIES_OF_A_KIND, agreement.size()));
        write(
                "agreements/agreement-" + number + ".yaml",
                String.format(Locale.ROOT, """
                agreement: agreement-%d
                version: 1
                parties: [%s]
                signed-by:
                %sassessment: DPIA-%d
                policy-document: APD-%d
                in-force: {from: 2026-01-01, review: 2027-12-31, until: 2029-12-31}
                share:
                """, number, String.join(", ", agreement), signed, number, number)
                        + String.format(Locale.ROOT, """
                  - id: check
                    kinds: [safeguarding-check-request]
                    from: {kind: probation}
                    to: [%1$s]
                    purposes: [pre-sentence-assessment]
                    powers: [OMA14]
                    conditions:
                      sender: [P3_35_2_B, P3_SCH8_2]
                      recipient:
                        police: [P3_35_2_B, P3_SCH8_2]
                        childrens-services: [P2_6_1_E, P2_9_2_G_SCH1_18, P2_10_SCH1_36]
                    categories: {identity: all, offence: all, location-other: all, location-offender: all}
                    consent: not-required
                    respond-within: {at-most: PT4H, before: hearing}
                    retain: P1Y
                  - id: answer
                    kinds: [safeguarding-check-response]
                    from: [%1$s]
                    to: {kind: probation}
                    purposes: [pre-sentence-assessment]
                    powers: [OMA14]
                    conditions:
                      sender:
                        police: [P3_35_2_B, P3_SCH8_4]
                        childrens-services: [P2_6_1_E, P2_9_2_G_SCH1_18, P2_10_SCH1_36]
                      recipient:
                        probation: [P3_35_2_B, P3_SCH8_4]
                    categories: {identity: all, offence: all, safeguarding: all, child: all, location-victim: sanitised}
                    consent: not-required
                    retain: P%2$dY
                """, others, 1 + random.nextInt(6)));
    }

    private static String id(int kind, int number) {
        return KINDS.get(kind) + "-" + number;
    }

    private Issued issue(String name, Store store) throws IOException, GeneralSecurityException {
        return authority.issue(
                new X500Principal("CN=" + name + ",OU=" + store.name()),
                store,
                KeyType.EC_P256,
                List.of(),
                now.minus(Duration.ofHours(1)),
                now.plus(SampleAuthority.VALIDITY));
    }

    private static String pem(X509Certificate certificate) throws CertificateEncodingException {
        return "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                + "\n-----END CERTIFICATE-----\n";
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
