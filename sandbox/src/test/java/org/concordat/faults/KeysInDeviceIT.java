package org.concordat.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.gateway.Engine;
import org.concordat.strangers.Tool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The gateway's keys are in a device that speaks PKCS#11 (SoftHSM), and in no file: it signs and opens with them there. */
@ExtendWith(SharedStack.Extension.class)
class KeysInDeviceIT {
    private static final String PIN = "4321-not-secret";
    private static final String LIBRARY = "libsofthsm2.so";

    @TempDir
    private Path folder;

    @Test
    void a_gateway_whose_keys_are_in_a_device_takes_delivers_and_signs(SharedStack shared) throws Exception {
        Tool.SOFTHSM2.run(folder, "--version");
        Path stores = shared.northshire().certificates().resolve("gateway");
        Map<String, String> environment = Map.of("SOFTHSM2_CONF", device().toString());
        command(
                environment,
                "softhsm2-util",
                "--init-token",
                "--free",
                "--label",
                "concordat",
                "--so-pin",
                PIN,
                "--pin",
                PIN);
        for (String key : List.of("signing", "encryption")) {
            command(environment, keytool(stores.resolve(key + ".p12"), key));
        }
        Path rest = Files.createDirectory(folder.resolve("rest"));
        for (String store : List.of("tls.p12", "secrets.p12", "envelope.p12")) {
            Files.copy(stores.resolve(store), rest.resolve(store));
        }

        try (Ground ground = Ground.of(
                shared,
                Engine.ofSandbox().in(environment),
                Map.of(
                        "concordat.gateway.keys.folder", rest.toString(),
                        "concordat.gateway.keys.device",
                                folder.resolve("device.cfg").toString(),
                        "concordat.gateway.keys.pin", folder.resolve("pin").toString()))) {
            // its receipt, a copy that was decided anew on grounds sealed to the gateway, and a checkpoint
            Check check = Check.taken(ground);
            check.isPushed();
            check.isCollected();
            HandedOut checkpoints =
                    new HandedOut(ground.correspondent("nps-north-east").gatewaysWord());
            checkpoints.agreeWith(ground, 0);
        }
    }

    /** The device's own settings, and what the Java platform needs to know of it. */
    private Path device() throws IOException {
        Path tokens = Files.createDirectory(folder.resolve("tokens"));
        Files.writeString(folder.resolve("pin"), PIN + "\n");
        Files.writeString(folder.resolve("device.cfg"), """
                name = concordat
                library = %s
                slotListIndex = 0
                attributes(*, CKO_PRIVATE_KEY, CKK_EC) = {
                  CKA_SENSITIVE = true
                  CKA_EXTRACTABLE = false
                  CKA_SIGN = true
                  CKA_DERIVE = true
                }
                attributes(*, CKO_SECRET_KEY, *) = {
                  CKA_SENSITIVE = false
                  CKA_EXTRACTABLE = true
                }
                """.formatted(library()));
        return Files.writeString(
                folder.resolve("softhsm2.conf"), "directories.tokendir = " + tokens + "\nobjectstore.backend = file\n");
    }

    /** Where distributions put it. */
    private static Path library() throws IOException {
        for (String root : List.of("/usr/lib", "/usr/lib64", "/usr/local/lib", "/opt/homebrew/lib")) {
            if (Files.isDirectory(Path.of(root))) {
                try (Stream<Path> found = Files.find(
                        Path.of(root),
                        3,
                        (file, is) -> file.getFileName().toString().equals(LIBRARY))) {
                    List<Path> libraries = found.toList();
                    if (!libraries.isEmpty()) {
                        return libraries.get(0);
                    }
                }
            }
        }
        throw new IOException(LIBRARY + " is not where it is expected");
    }

    private String[] keytool(Path store, String key) {
        return new String[] {
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
            "-importkeystore",
            "-noprompt",
            "-srckeystore",
            store.toString(),
            "-srcstorepass",
            TrustPolicy.SAMPLE_PASSWORD,
            "-srcalias",
            key,
            "-destkeystore",
            "NONE",
            "-deststoretype",
            "PKCS11",
            "-deststorepass",
            PIN,
            "-destalias",
            key,
            "-providerclass",
            "sun.security.pkcs11.SunPKCS11",
            "-providerarg",
            folder.resolve("device.cfg").toString()
        };
    }

    private void command(Map<String, String> environment, String... words) throws IOException, InterruptedException {
        Path said = Files.createTempFile(folder, "said", ".txt");
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(words)))
                .redirectErrorStream(true)
                .redirectOutput(said.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue())
                .as(Files.readString(said, StandardCharsets.UTF_8))
                .isZero();
    }
}
