package org.concordat.gateway.setting;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.concordat.routes.connector.MailServer;
import org.springframework.core.env.Environment;

/**
 * What an operator sets under {@code concordat.gateway}. Most settings are required; none of them turns a check off.
 *
 * @param configuration folder of {@code agencies/}, {@code agreements/} and {@code signatures/}, which the gateway begins with
 *     where no bundle was ever put in force
 * @param certificates folder that the agencies' certificate files are named relative to
 * @param approvers folder of {@code NAME.crt}, the signing certificate of each who may approve a bundle
 * @param authority the certificate, in PEM, of the authority that clients', agencies' and our own certificates are from
 * @param revocations that authority's list of revoked certificates; read again when the file changes
 * @param ocsp that authority's responder, where it has one
 * @param quarantine the certificate of the officer whom quarantined submissions are sealed to
 * @param replayWindow how old a submission may be
 * @param bytesInFlight how much memory requests may take together; not set, it is the heap without what the gateway itself
 *     needs
 * @param leaveAfter how long a node that is asked to stop serves yet, saying that it is not ready
 * @param soap whether it speaks SOAP too; not set, it does not
 * @param mail the server that e-mail leaves by, where there is one
 * @param traces where a collector takes spans by OTLP over HTTP; not set, there are none
 */
public record GatewaySettings(
        Path configuration,
        Path certificates,
        Path approvers,
        Keys keys,
        Path authority,
        Path revocations,
        Optional<Ocsp> ocsp,
        Path quarantine,
        Duration replayWindow,
        long bytesInFlight,
        Duration leaveAfter,
        Keycloak keycloak,
        boolean soap,
        Optional<MailServer> mail,
        Optional<URI> traces) {

    /** What the gateway holds when idle, deliveries that leave, and what a collector needs to be quick. */
    private static final long OWN_NEED = 160L * 1024 * 1024;

    /** The prefix of every setting's name. */
    public static final String PREFIX = "concordat.gateway";

    /**
     * The gateway's own keys.
     *
     * @param folder of {@code tls.p12}, {@code signing.p12}, {@code encryption.p12} and, for SOAP, {@code envelope.p12}
     * @param password a file that holds the stores' password in its first line
     * @param device the JDK's configuration of a PKCS#11 device, where the key that signs is in one
     * @param pin a file that holds the device's PIN in its first line
     */
    public record Keys(Path folder, Path password, Optional<Path> device, Optional<Path> pin) {
        /** The password, which is kept nowhere. */
        public char[] readPassword() {
            return firstLine(password, "password");
        }

        /** The PIN, which is kept nowhere. */
        public char[] readPin() {
            return firstLine(pin.orElseThrow(), "pin");
        }

        private static char[] firstLine(Path file, String name) {
            try {
                return Files.readString(file).lines().findFirst().orElse("").toCharArray();
            } catch (IOException e) {
                throw new SettingsRejected(List.of(PREFIX + ".keys." + name + " cannot be read"));
            }
        }
    }

    /**
     * Who is asked after the status of certificates, besides the list.
     *
     * @param grace how long an answer counts after its end, while nobody gives another
     */
    public record Ocsp(URI responder, Duration grace) {}

    /**
     * Who issues tokens.
     *
     * @param issuer as in the tokens' {@code iss}
     * @param jwks where its public keys are
     * @param audience this gateway, as in the tokens' {@code aud}
     * @param authority the certificate, in PEM, of the authority that Keycloak's TLS certificate is from
     */
    public record Keycloak(String issuer, URI jwks, String audience, Path authority) {}

    /**
     * Reads and checks every setting.
     *
     * @throws SettingsRejected with every finding: missing, unknown, or naming what does not exist
     */
    public static GatewaySettings of(Environment environment) {
        SettingsReader read = new SettingsReader(environment, PREFIX);
        GatewaySettings settings = new GatewaySettings(
                read.folder("configuration"),
                read.folder("certificates"),
                read.folder("approvers"),
                keys(read),
                read.certificate("authority"),
                read.file("revocations"),
                ocsp(read),
                read.certificate("quarantine"),
                read.duration("replay-window", Duration.ofMinutes(1), Duration.ofDays(31)),
                read.size("bytes-in-flight", room(Runtime.getRuntime().maxMemory())),
                read.duration("leave-after", Duration.ZERO, Duration.ofSeconds(20), Duration.ofSeconds(5)),
                new Keycloak(
                        read.https("keycloak.issuer").toString(),
                        read.https("keycloak.jwks"),
                        read.text("keycloak.audience"),
                        read.certificate("keycloak.authority")),
                read.flag("soap"),
                read.isGiven("mail") ? Optional.of(mail(read)) : Optional.empty(),
                read.optional("traces", read::httpsOrHere));
        read.refuse(faultOfOperatorsPort(environment));
        read.finish();
        return settings;
    }

    private static Keys keys(SettingsReader read) {
        Optional<Path> device = read.optional("keys.device", read::file);
        Optional<Path> pin = device.isPresent() ? Optional.of(read.file("keys.pin")) : Optional.empty();
        return new Keys(read.folder("keys.folder"), read.file("keys.password"), device, pin);
    }

    private static Optional<Ocsp> ocsp(SettingsReader read) {
        Duration grace = read.duration("ocsp.grace", Duration.ZERO, Duration.ofHours(24), Duration.ofHours(1));
        return read.optional("ocsp.responder", read::http).map(responder -> new Ocsp(responder, grace));
    }

    private static MailServer mail(SettingsReader read) {
        return new MailServer(
                read.address("mail.server", Set.of("smtps")),
                read.text("mail.from"),
                read.isGiven("mail.user")
                        ? Optional.of(new MailServer.Login(read.text("mail.user"), read.secret("mail.password")))
                        : Optional.empty(),
                read.https("mail.mailbox"),
                read.optional("mail.inbox", inbox -> read.address(inbox, Set.of("imaps"))));
    }

    private static long room(long heap) {
        return Math.max(heap - OWN_NEED, heap / 4);
    }

    /** Health and metrics are open to whoever reaches their port: it has to be its own, and on this machine only. */
    private static String faultOfOperatorsPort(Environment environment) {
        String api = environment.getProperty("server.port", "");
        String operators = environment.getProperty("management.server.port", "");
        String address = environment.getProperty("management.server.address", "");
        boolean chosenByMachine = operators.equals("0");
        if (operators.isBlank() || (!chosenByMachine && operators.equals(api))) {
            return "management.server.port must be set, to another port than server.port";
        }
        return address.equals("127.0.0.1") || address.equals("::1") || address.equals("localhost")
                ? ""
                : "management.server.address must be a loopback address, e.g. 127.0.0.1";
    }
}
