package org.concordat.sandbox.keycloak;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.concordat.sandbox.machine.Cache;
import org.concordat.sandbox.machine.Child;
import org.concordat.sandbox.machine.Ending;
import org.concordat.sandbox.machine.Run;

/** Keycloak's programs, unpacked and optimised once into the user's cache. */
final class Distribution {
    /** Names the archive; the build knows where it is. */
    static final String ARCHIVE_PROPERTY = "concordat.keycloak.archive";

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    /**
     * What is decided when Keycloak is built, not when it starts. Off is what no system of an agency uses: it starts
     * faster, and what is off cannot be attacked.
     */
    private static final List<String> BUILD = List.of(
            "build",
            "--db=dev-mem",
            "--health-enabled=true",
            "--https-client-auth=request",
            "--features-disabled=admin,account,kerberos,ciba,device-flow,impersonation");

    private Distribution() {}

    static Path in(Cache cache, Run run, Consumer<String> progress) throws IOException, InterruptedException {
        Path archive = archive();
        return cache.folder(
                name(archive),
                folder -> {
                    progress.accept("unpacking Keycloak, once");
                    unpack(archive, folder);
                    progress.accept("building Keycloak, once (about half a minute)");
                    build(run, folder);
                },
                progress);
    }

    static boolean isIn(Cache cache) {
        String archive = System.getProperty(ARCHIVE_PROPERTY);
        return archive != null && cache.has(name(Path.of(archive)));
    }

    private static Path archive() throws IOException {
        String archive = System.getProperty(ARCHIVE_PROPERTY);
        if (archive == null) {
            throw new IOException("where Keycloak's archive is was not said: start the sandbox with bin/sandbox,"
                    + " or with -D" + ARCHIVE_PROPERTY + "=FILE");
        }
        Path file = Path.of(archive);
        if (!Files.isReadable(file)) {
            throw new IOException("Keycloak's archive " + file + " cannot be read: build again with mvn package");
        }
        return file;
    }

    /** The archive's version, and what it was built with: other options are another entry. */
    private static String name(Path archive) {
        CRC32 options = new CRC32();
        options.update(String.join(" ", BUILD).getBytes(java.nio.charset.StandardCharsets.UTF_8));
        String version = archive.getFileName()
                .toString()
                .replace("keycloak-quarkus-dist-", "")
                .replace(".tar.gz", "");
        return "keycloak-" + version + "-" + Long.toHexString(options.getValue());
    }

    private static void unpack(Path archive, Path folder) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(archive));
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in, 1 << 16))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path name = Path.of(entry.getName()).normalize();
                if (name.getNameCount() < 2) {
                    continue; // the one folder that all is in
                }
                Path target =
                        folder.resolve(name.subpath(1, name.getNameCount())).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("Keycloak's archive names a file outside of itself: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(tar, target);
                    Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rw-r--r--"));
                }
            }
        }
    }

    private static void build(Run run, Path folder) throws IOException, InterruptedException {
        Child build =
                run.start(java(folder, List.of("-Xmx512m"), BUILD), Map.of(), Ending.TERMINATE, "keycloak-build.log");
        try {
            if (!build.endedWithin(PATIENCE) || build.outcome() != 0) {
                throw new IOException("Keycloak could not be built:\n" + build.lastWords());
            }
        } finally {
            build.end();
        }
    }

    /**
     * Keycloak without its shell script, which would stand between us and the process: stopping the script by force
     * would leave the server behind. The settings are those of the script, for a server that soon ends again.
     */
    static List<String> java(Path home, List<String> settings, List<String> arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(settings);
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of("-XX:+ExitOnOutOfMemoryError", "-XX:-HeapDumpOnOutOfMemoryError"));
        for (String opened : List.of("java.util", "java.util.concurrent", "java.security", "java.lang")) {
            command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        command.addAll(List.of(
                "-Dfile.encoding=UTF-8",
                "-Duser.language=en",
                "-Duser.country=US",
                "-Djdk.tls.rejectClientInitiatedRenegotiation=true",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory="
                        + "io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Dpicocli.disable.closures=true",
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-cp",
                home.resolve("lib").resolve("quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
        command.addAll(arguments);
        return command;
    }
}
