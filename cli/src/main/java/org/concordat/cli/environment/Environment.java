package org.concordat.cli.environment;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.concordat.cli.gateway.KeycloakClients;
import org.concordat.cli.gateway.Wire;
import org.concordat.cli.outcome.Stopped;

/** Where the gateway is and where certificates lie: the {@code KEY=value} lines of an environment file.
 * Paths are relative to that file. Immutable. */
public final class Environment {
    private final String file;
    /** Relative to it are the folders and files that are named. */
    private final Path home;

    private final Map<String, String> values;

    private Environment(String file, Path home, Map<String, String> values) {
        this.file = file;
        this.home = home;
        this.values = values;
    }

    /** An environment in which nothing is known; each command says what it misses. */
    public static Environment none() {
        return new Environment("", Path.of(""), Map.of());
    }

    /** Empty lines and lines that begin with {@code #} say nothing. */
    public static Environment read(Path file) throws Stopped {
        Map<String, String> values = new LinkedHashMap<>();
        int number = 0;
        try {
            for (String line : Files.readAllLines(file)) {
                number++;
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                int equals = line.indexOf('=');
                if (equals < 1) {
                    throw Stopped.of("environment.line", file, number);
                }
                values.put(
                        line.substring(0, equals).strip(),
                        line.substring(equals + 1).strip());
            }
        } catch (IOException e) {
            throw Stopped.of("environment.unreadable", file);
        }
        return new Environment(file.toString(), file.toAbsolutePath().resolveSibling(""), values);
    }

    public URI gateway() throws Stopped {
        return address("GATEWAY_URL");
    }

    /** The realm, e.g. {@code https://localhost:8443/realms/concordat}. */
    public URI keycloak() throws Stopped {
        return address("KEYCLOAK_URL");
    }

    /** Keycloak's clients, for whoever administers it: its operators have these settings, and nobody else. */
    public KeycloakClients keycloakClients() throws Stopped {
        try {
            Wire wire = Wire.of(Optional.empty(), new CertificateFiles(certificates()).authority());
            return new KeycloakClients(
                    keycloak(), wire, value("KEYCLOAK_ADMINISTRATOR"), value("KEYCLOAK_ADMINISTRATOR_PASSWORD"));
        } catch (GeneralSecurityException e) {
            throw Stopped.of("keys.no-tls");
        }
    }

    /** Whether they are to be had here. */
    public boolean administersKeycloak() {
        return values.containsKey("KEYCLOAK_ADMINISTRATOR");
    }

    /** The folder of {@code authority.crt} and of one folder for each agency and the gateway. */
    public Path certificates() throws Stopped {
        return home.resolve(value("CERTS"));
    }

    /** The same, where it is said at all. */
    public Optional<Path> certificatesIfNamed() {
        return Optional.ofNullable(values.get("CERTS")).map(home::resolve);
    }

    /** The bundle with the register of agencies, where this end has it. */
    public Optional<Path> configuration() {
        return Optional.ofNullable(values.get("CONFIGURATION")).map(home::resolve);
    }

    /** The certificates of who may approve bundles, {@code NAME.crt} each, where this end has them. */
    public Optional<Path> approvers() {
        return Optional.ofNullable(values.get("APPROVERS")).map(home::resolve);
    }

    /** The folder of the checkpoints that were seen, a file for each gateway: beside this file, unless it says where. */
    public Path ledgerSeen() {
        return home.resolve(values.getOrDefault("LEDGER_SEEN", "ledger-seen"));
    }

    /** The password of the agency's PKCS#12 stores. */
    public char[] keystorePassword() throws Stopped {
        return value("KEYSTORE_PASSWORD").toCharArray();
    }

    /**
     * Business time. A sandbox that moves it leaves it in the file that {@code CLOCK} names: an instant at which time
     * stands ({@code 2026-03-02T09:00:00Z}), or how far it is ahead ({@code PT26H}). Otherwise it is the clock given.
     */
    public Clock clock(Clock real) throws Stopped {
        String named = values.get("CLOCK");
        if (named == null || !Files.exists(home.resolve(named))) {
            return real;
        }
        try {
            String said = Files.readString(home.resolve(named)).strip();
            return said.startsWith("P") || said.startsWith("-P")
                    ? Clock.offset(real, Duration.parse(said))
                    : Clock.fixed(Instant.parse(said), ZoneOffset.UTC);
        } catch (IOException | DateTimeException e) {
            throw Stopped.of("environment.clock", named);
        }
    }

    private URI address(String key) throws Stopped {
        String value = value(key);
        try {
            URI address = new URI(value.endsWith("/") ? value.substring(0, value.length() - 1) : value);
            if ("https".equals(address.getScheme()) && address.getHost() != null) {
                return address;
            }
        } catch (URISyntaxException e) {
            // said below, for both
        }
        throw Stopped.of("environment.address", key, file);
    }

    private String value(String key) throws Stopped {
        String value = values.get(key);
        if (value == null || value.isEmpty()) {
            throw file.isEmpty() ? Stopped.of("environment.none") : Stopped.of("environment.missing", key, file);
        }
        return value;
    }
}
