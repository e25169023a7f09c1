package org.concordat.protection.envelope;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The independent tool. Where it is missing a test is skipped, or fails where {@code CONCORDAT_TOOLS=required}. */
final class OpenSsl {
    private final Path folder;

    OpenSsl(Path folder) {
        this.folder = folder;
    }

    /** Runs it in the folder and gives its exit status; its output goes to {@code openssl.log}. */
    int run(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(folder.resolve("openssl.log").toFile())
                    .start();
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return fail("openssl did not end");
            }
            return process.exitValue();
        } catch (IOException e) {
            if ("required".equals(System.getenv("CONCORDAT_TOOLS"))) {
                return fail("openssl is required here, and missing", e);
            }
            return abort("openssl is not installed");
        }
    }
}
