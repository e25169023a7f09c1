package org.concordat.sandbox.machine;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Whole folders: deleted, copied or made read-only at once. Links are never followed. */
public final class Folders {
    private static final Set<PosixFilePermission> WRITE = EnumSet.of(
            PosixFilePermission.OWNER_WRITE, PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);

    private Folders() {}

    /** Deletes a folder and all in it, read-only or not; one that does not exist is deleted already. */
    public static void delete(Path folder) throws IOException {
        if (!Files.isDirectory(folder, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
            Files.deleteIfExists(folder);
            return;
        }
        Files.walkFileTree(folder, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path each, BasicFileAttributes attributes) throws IOException {
                // a cached folder is read-only, and what is in a read-only folder cannot be deleted
                if (!Files.isWritable(each)) {
                    Files.setPosixFilePermissions(
                            each, EnumSet.range(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_EXECUTE));
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path each, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(each);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path each, IOException failed) throws IOException {
                // a server that is just stopping deletes its own files while we do
                if (failed instanceof java.nio.file.NoSuchFileException) {
                    return FileVisitResult.CONTINUE;
                }
                throw failed;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path each, @Nullable IOException failed) throws IOException {
                if (failed != null) {
                    throw failed;
                }
                Files.deleteIfExists(each);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Copies a folder and all in it, with its permissions. */
    public static void copy(Path from, Path to) throws IOException {
        try (var walk = Files.walk(from)) {
            for (Path each : (Iterable<Path>) walk::iterator) {
                Files.copy(
                        each,
                        to.resolve(from.relativize(each)),
                        java.nio.file.StandardCopyOption.COPY_ATTRIBUTES,
                        java.nio.file.LinkOption.NOFOLLOW_LINKS);
                if (Files.isDirectory(each, java.nio.file.LinkOption.NOFOLLOW_LINKS)) {
                    Files.setPosixFilePermissions(
                            to.resolve(from.relativize(each)),
                            java.nio.file.attribute.PosixFilePermissions.fromString("rwxr-xr-x"));
                }
            }
        }
    }

    /** Takes the permission to write from a folder and all in it. */
    public static void makeReadOnly(Path folder) throws IOException {
        try (var walk = Files.walk(folder)) {
            for (Path each : (Iterable<Path>) walk::iterator) {
                if (!Files.isSymbolicLink(each)) {
                    Set<PosixFilePermission> permissions = EnumSet.copyOf(Files.getPosixFilePermissions(each));
                    permissions.removeAll(WRITE);
                    Files.setPosixFilePermissions(each, permissions);
                }
            }
        }
    }
}
