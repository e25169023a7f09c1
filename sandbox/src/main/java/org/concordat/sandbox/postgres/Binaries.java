package org.concordat.sandbox.postgres;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.function.Consumer;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;
import org.concordat.sandbox.machine.Cache;

/** PostgreSQL's programs for this machine: an archive on the class path, unpacked once into the user's cache. */
final class Binaries {
    private Binaries() {}

    /** The folder that holds {@code bin}, {@code lib} and {@code share}. */
    static Path in(Cache cache, Consumer<String> progress) throws IOException, InterruptedException {
        String archive = archiveFor(System.getProperty("os.name"), System.getProperty("os.arch"));
        URL source = Binaries.class.getResource("/" + archive);
        if (source == null) {
            throw new IOException("PostgreSQL's programs for this machine (" + archive
                    + ") are not on the class path: build with the Maven profile of this machine");
        }
        return cache.folder(
                "postgres-" + digest(source).substring(0, 16),
                folder -> {
                    progress.accept("unpacking PostgreSQL, once");
                    unpack(source, folder);
                },
                progress);
    }

    static String archiveFor(String system, String processor) {
        String name = system.toLowerCase(Locale.ROOT).startsWith("mac") ? "darwin" : "linux";
        boolean arm = processor.equals("aarch64") || processor.equals("arm64");
        return "postgres-" + name + "-" + (arm ? "arm_64" : "x86_64") + ".txz";
    }

    private static String digest(URL source) throws IOException {
        try (InputStream in = new DigestInputStream(source.openStream(), MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of()
                    .formatHex(((DigestInputStream) in).getMessageDigest().digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }

    private static void unpack(URL source, Path folder) throws IOException {
        try (InputStream in = new BufferedInputStream(source.openStream());
                TarArchiveInputStream tar = new TarArchiveInputStream(new XZCompressorInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path target = folder.resolve(entry.getName()).normalize();
                if (!target.startsWith(folder)) {
                    throw new IOException("PostgreSQL's archive names a file outside of itself: " + entry.getName());
                }
                if (entry.isDirectory()) {
                    Files.createDirectories(target);
                } else if (entry.isSymbolicLink()) {
                    Files.createDirectories(target.getParent());
                    Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
                } else {
                    Files.createDirectories(target.getParent());
                    Files.copy(tar, target);
                    boolean program = (entry.getMode() & 0100) != 0;
                    Files.setPosixFilePermissions(
                            target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
                }
            }
        }
    }
}
