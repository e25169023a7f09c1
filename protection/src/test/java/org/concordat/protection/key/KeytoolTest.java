package org.concordat.protection.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The operator's guide changes a secret key with the JDK's own tool; so does this test. */
class KeytoolTest {
    private static final String PASSWORD = "a-word-of-the-test";
    private static final byte[] ROW = "row".getBytes(StandardCharsets.UTF_8);

    @TempDir
    private Path folder;

    @Test
    void the_commands_of_the_operators_guide_change_a_key() throws Exception {
        keytool("-genseckey", "-alias", "rows-1", "-keyalg", "HmacSHA256", "-keysize", "256");
        String old = at("2026-06-01T12:00:00Z").compute(ROW);

        keytool("-changealias", "-alias", "rows-1", "-destalias", "rows-1@2026-01-01..2027-01-01");
        keytool("-genseckey", "-alias", "rows-2@2026-07-01", "-keyalg", "HmacSHA256", "-keysize", "256");
        assertThat(at("2026-06-30T12:00:00Z").compute(ROW)).isEqualTo(old);
        assertThat(at("2026-07-01T12:00:00Z").compute(ROW)).startsWith("rows-2.");
        assertThat(at("2026-12-31T12:00:00Z").holds(old, ROW)).isTrue();
        assertThat(at("2027-01-01T12:00:00Z").holds(old, ROW)).isFalse();
    }

    private KeyRing at(String time) throws KeysUnreadable {
        return KeyRing.read(
                folder.resolve("secrets.p12"),
                PASSWORD.toCharArray(),
                "rows",
                Clock.fixed(Instant.parse(time), ZoneOffset.UTC));
    }

    private void keytool(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", folder.resolve("secrets.p12").toString(), "-storetype", "PKCS12"));
        command.addAll(List.of("-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as("%s", said).isZero();
    }
}
