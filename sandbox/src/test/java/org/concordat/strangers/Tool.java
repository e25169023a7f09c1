package org.concordat.strangers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A program that is none of ours, typed as a partner types it. Where it is missing, the test that needs it is skipped
 * and says so; where {@code CONCORDAT_TOOLS=required}, it fails.
 */
public enum Tool {
    /** Version 3 at least: before it, and in LibreSSL, which has the same name, there is no authenticated CMS. */
    OPENSSL("openssl", "openssl, version 3 or later", "version", "^OpenSSL ([3-9]|\\d\\d)\\."),
    XMLSEC1("xmlsec1", "xmlsec1", "--version", "^xmlsec1 "),
    XMLLINT("xmllint", "libxml2-utils", "--version", "using libxml"),
    CURL("curl", "curl", "--version", "^curl "),
    SOFTHSM2("softhsm2-util", "softhsm2", "--version", "^2\\."),
    DPKG("dpkg", "dpkg", "--version", "^Debian 'dpkg'"),
    SYSTEMD("systemd-analyze", "systemd", "--version", "^systemd 2\\d\\d");

    private static final int PATIENCE_SECONDS = 60;

    private final String program;
    private final String source;
    private final String asksVersion;
    private final Pattern version;

    Tool(String program, String source, String asksVersion, String version) {
        this.program = program;
        this.source = source;
        this.asksVersion = asksVersion;
        this.version = Pattern.compile(version);
    }

    /**
     * Runs it in a folder, and skips the test or fails it if it is not there to be run.
     *
     * @param words with a space between each
     * @param arguments that follow, each taken as it is
     */
    public Said run(Path folder, String words, Object... arguments) throws IOException, InterruptedException {
        Said asked = start(folder, asksVersion);
        if (!version.matcher(asked.all()).find()) {
            missing(System.getenv("CONCORDAT_TOOLS"));
        }
        return start(folder, words, arguments);
    }

    /** Runs it likewise, to succeed, and gives what it wrote. */
    public String out(Path folder, String words, Object... arguments) throws IOException, InterruptedException {
        Said said = run(folder, words, arguments);
        assertThat(said.exit()).as(said.all()).isZero();
        return said.out();
    }

    /** Runs it likewise, as one whom the system takes for its administrator where he has but his own files. */
    public String outAsRoot(Path folder, String words, Object... arguments) throws IOException, InterruptedException {
        out(folder, asksVersion);
        List<Object> all = new ArrayList<>(List.of(words.split(" ", -1)));
        all.addAll(List.of(arguments));
        Said said = begin(folder, "unshare --user --map-root-user " + program, all.toArray());
        assertThat(said.exit()).as(said.all()).isZero();
        return said.out();
    }

    /** Ends the test, one way or the other. */
    void missing(@Nullable String demanded) {
        String what = program + " is missing (package " + source + ")";
        if ("required".equals(demanded)) {
            fail(what + ", and CONCORDAT_TOOLS=required demands it");
        }
        abort(what + ": what it says of our work was not tested");
    }

    private Said start(Path folder, String words, Object... arguments) throws IOException, InterruptedException {
        return begin(folder, program + " " + words, arguments);
    }

    private Said begin(Path folder, String words, Object... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(words.split(" ", -1)));
        for (Object argument : arguments) {
            line.add(argument.toString());
        }
        Path out = Files.createTempFile(folder, program, ".out");
        Path err = Files.createTempFile(folder, program, ".err");
        Process process;
        try {
            process = new ProcessBuilder(line)
                    .directory(folder.toFile())
                    .redirectOutput(out.toFile())
                    .redirectError(err.toFile())
                    .start();
        } catch (IOException absent) {
            return new Said(127, "", "there is no " + program);
        }
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            fail(program + " did not end within " + PATIENCE_SECONDS + " s");
        }
        return new Said(
                process.exitValue(),
                Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    /** How it ended, and all that it wrote. */
    public record Said(int exit, String out, String err) {
        public String all() {
            return out + err;
        }
    }
}
