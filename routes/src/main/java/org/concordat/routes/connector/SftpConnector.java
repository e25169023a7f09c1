package org.concordat.routes.connector;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHPosixRenameExtension;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Endpoint;

/**
 * Writes the copy to a folder of the recipient's server, whose key is pinned, with a key of the gateway's: under another
 * name until it is whole. Its name is the delivery's, so a repeat replaces it.
 */
public record SftpConnector(SftpLines lines) implements Connector, AutoCloseable {
    @Override
    public String name() {
        return "sftp";
    }

    @Override
    public Optional<String> lacks(Agency recipient) {
        return lines.lacks();
    }

    @Override
    public void reach(Agency recipient) throws ConnectorFailed {
        lines.session(
                Connector.endpoint(recipient, Endpoint.Sftp.class),
                recipient.connection().attempts().timeOut());
    }

    @Override
    public Handover handOver(UUID delivery, Payload payload, Agency recipient) throws ConnectorFailed {
        String folder =
                Connector.endpoint(recipient, Endpoint.Sftp.class).address().getPath();
        return with(recipient, files -> {
            String whole = path(folder, delivery + suffix(payload.mediaType()));
            write(files, whole, path(folder, "." + delivery + ".part"), payload.toByteArray());
            return new Handover.Unconfirmed();
        });
    }

    /** Writes a file anew, as a part until it is whole. What lies there is never followed: it could be a link to somebody's file. */
    static void write(SftpClient files, String whole, String part, byte[] bytes) throws IOException {
        try {
            files.remove(part);
        } catch (SftpException e) {
            // mostly there is none; what is there still, opening fails at
        }
        try (OutputStream out = files.write(part, OpenMode.Create, OpenMode.Write, OpenMode.Exclusive)) {
            out.write(bytes);
        }
        if (files.lstat(part).getSize() != bytes.length) {
            throw new IOException("another attempt is writing it");
        }
        move(files, part, whole);
    }

    /** Puts a file under another name, in place of the one that may have it. */
    private static void move(SftpClient files, String from, String to) throws IOException {
        OpenSSHPosixRenameExtension rename = files.getExtension(OpenSSHPosixRenameExtension.class);
        if (rename != null && rename.isSupported()) {
            rename.posixRename(from, to);
        } else {
            if (exists(files, to)) {
                files.remove(to);
            }
            files.rename(from, to);
        }
    }

    static boolean exists(SftpClient files, String path) throws IOException {
        try {
            return files.stat(path).isRegularFile();
        } catch (SftpException e) {
            if (e.getStatus() != SftpConstants.SSH_FX_NO_SUCH_FILE) {
                throw e;
            }
            return false;
        }
    }

    @Override
    public boolean hears() {
        return true;
    }

    @Override
    public <E extends Exception> void hear(Agency recipient, List<UUID> unconfirmed, Heard<E> heard)
            throws ConnectorFailed, E {
        Endpoint.Sftp sftp = Connector.endpoint(recipient, Endpoint.Sftp.class);
        Map<UUID, Optional<String>> said = with(recipient, files -> {
            Map<UUID, Optional<String>> receipts = new LinkedHashMap<>();
            String folder = sftp.receipts().orElse(sftp.address().getPath());
            for (UUID delivery : unconfirmed) {
                String file = path(folder, delivery + ".receipt");
                if (exists(files, file)) {
                    receipts.put(
                            delivery,
                            sftp.receipt() == Endpoint.Receipt.SIGNED
                                    ? Optional.of(read(files, file))
                                    : Optional.empty());
                }
            }
            return receipts;
        });
        for (Map.Entry<UUID, Optional<String>> one : said.entrySet()) {
            heard.heard(one.getKey(), one.getValue());
        }
    }

    /** As much of the file as a receipt can be long. */
    private static String read(SftpClient files, String path) throws IOException {
        try (InputStream in = files.read(path)) {
            return new String(in.readNBytes(LARGEST_RECEIPT), StandardCharsets.US_ASCII).strip();
        }
    }

    private <T> T with(Agency recipient, SftpLines.Work<T> work) throws ConnectorFailed {
        return lines.at(
                Connector.endpoint(recipient, Endpoint.Sftp.class),
                recipient.connection().attempts().timeOut(),
                work);
    }

    static String path(String folder, String file) {
        return folder.endsWith("/") || folder.isEmpty() ? folder + file : folder + "/" + file;
    }

    private static String suffix(String mediaType) {
        return mediaType.equals(Payload.SEALED)
                ? ".p7m"
                : "."
                        + mediaType
                                .replaceFirst(";.*", "")
                                .replaceFirst(".*[/+]", "")
                                .strip();
    }

    @Override
    public void close() {
        lines.close();
    }
}
