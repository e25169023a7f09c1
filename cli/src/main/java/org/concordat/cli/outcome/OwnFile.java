package org.concordat.cli.outcome;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** A file of the person who runs the command. It may hold personal data: only its owner may read what is written. */
public record OwnFile(Path path) {
    /** More than any disclosure, sealed or not, may have. */
    private static final int LIMIT = 16 * 1024 * 1024;

    public byte[] read() throws Stopped {
        try (InputStream in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(LIMIT + 1);
            if (bytes.length > LIMIT) {
                throw Stopped.of("file.too-large", path);
            }
            return bytes;
        } catch (NoSuchFileException e) {
            throw Stopped.of("file.missing", path);
        } catch (IOException e) {
            throw Stopped.of("file.unreadable", path);
        }
    }

    /** Refuses before any work is done, so that nothing is asked of the gateway in vain. */
    public void mayBeWritten(boolean force) throws Stopped {
        if (!force && Files.exists(path)) {
            throw Stopped.of("file.exists", path);
        }
    }

    /** Writes the whole file or nothing. */
    public void write(byte[] bytes, boolean force) throws Stopped {
        write(out -> out.write(bytes), force);
    }

    /** The same, piece by piece. */
    public void write(Content content, boolean force) throws Stopped {
        mayBeWritten(force);
        Path draft = draft();
        try {
            Files.deleteIfExists(draft);
            try {
                create(draft, content);
                if (force) {
                    Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                } else {
                    Files.move(draft, path);
                }
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (FileAlreadyExistsException e) {
            throw new Stopped(Exit.USAGE, "file.exists", path + " exists and was left as it is");
        } catch (IOException e) {
            throw Stopped.of("file.unwritable", path);
        }
    }

    /** Puts other content into a file that is there: owner, group and mode stay, and so who may read it. */
    public void replace(byte[] bytes) throws Stopped {
        write(
                out -> {
                    PosixFileAttributeView to = Files.getFileAttributeView(draft(), PosixFileAttributeView.class);
                    if (to != null) {
                        PosixFileAttributes is = Files.readAttributes(path, PosixFileAttributes.class);
                        to.setGroup(is.group());
                        to.setPermissions(is.permissions());
                        to.setOwner(is.owner());
                    }
                    out.write(bytes);
                },
                true);
    }

    private Path draft() {
        return path.resolveSibling("." + path.getFileName() + ".draft");
    }

    /** What is written piece by piece. */
    @FunctionalInterface
    public interface Content {
        void to(OutputStream out) throws IOException, Stopped;
    }

    private static void create(Path file, Content content) throws IOException, Stopped {
        FileAttribute<?>[] ownerOnly =
                file.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try (var channel = Files.newByteChannel(
                        file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly);
                OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel))) {
            content.to(out);
        }
    }
}
