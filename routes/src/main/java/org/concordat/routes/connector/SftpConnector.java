package org.concordat.routes.connector;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.future.CancelOption;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.client.extensions.openssh.OpenSSHPosixRenameExtension;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * Writes the copy to a folder of the recipient's server, whose key is pinned, with a key of the gateway's: under another
 * name until it is whole. Its name is the delivery's, so a repeat replaces it. Sessions are kept open.
 */
public final class SftpConnector implements Connector, AutoCloseable {
    private static final int SSH = 22;
    private static final AttributeKey<String> PINNED = new AttributeKey<>();

    /** Made for the first recipient that is reached like this. */
    private @Nullable SshClient client;

    private final Optional<KeyPair> own;
    private final Map<Endpoint.Sftp, ClientSession> open = new ConcurrentHashMap<>();

    /** What is done with a recipient's files. */
    private interface Work<T> {
        T at(SftpClient files, Endpoint.Sftp sftp) throws IOException;
    }

    /** @param own the key that servers know the gateway by; without one nothing is handed over */
    public SftpConnector(Optional<KeyPair> own) {
        this.own = own;
    }

    private synchronized SshClient client() {
        if (client == null) {
            client = SshClient.setUpDefaultClient();
            client.setServerKeyVerifier((session, address, key) -> KeyUtils.getFingerPrint(BuiltinDigests.sha256, key)
                    .equals(session.getConnectionContext().getAttribute(PINNED)));
            client.setUserAuthFactoriesNameList("publickey");
            // nothing that lies about in the home of whoever runs the gateway
            client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
            client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
            client.start();
        }
        return client;
    }

    @Override
    public String name() {
        return "sftp";
    }

    @Override
    public void reach(Agency recipient) throws ConnectorFailed {
        session(
                Connector.endpoint(recipient, Endpoint.Sftp.class),
                recipient.connection().attempts().timeOut());
    }

    @Override
    public Handover handOver(UUID delivery, Payload payload, Agency recipient) throws ConnectorFailed {
        return with(recipient, (files, sftp) -> {
            write(files, sftp.address().getPath(), delivery, payload);
            return new Handover.Unconfirmed();
        });
    }

    private static void write(SftpClient files, String folder, UUID delivery, Payload payload) throws IOException {
        byte[] bytes = payload.toByteArray();
        String part = path(folder, "." + delivery + ".part");
        String whole = path(folder, delivery + suffix(payload.mediaType()));
        // not emptied first: what lies there from an attempt that broke off, or is being written by one, are the same
        // bytes
        try (OutputStream out = files.write(part, OpenMode.Create, OpenMode.Write)) {
            out.write(bytes);
        }
        if (files.stat(part).getSize() != bytes.length) {
            files.remove(part);
            throw new IOException("another file was there");
        }
        OpenSSHPosixRenameExtension rename = files.getExtension(OpenSSHPosixRenameExtension.class);
        if (rename != null && rename.isSupported()) {
            rename.posixRename(part, whole);
        } else {
            if (exists(files, whole)) {
                files.remove(whole);
            }
            files.rename(part, whole);
        }
    }

    private static boolean exists(SftpClient files, String path) throws IOException {
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
        Map<UUID, Optional<String>> said = with(recipient, (files, sftp) -> {
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

    private <T> T with(Agency recipient, Work<T> work) throws ConnectorFailed {
        Endpoint.Sftp sftp = Connector.endpoint(recipient, Endpoint.Sftp.class);
        Duration timeOut = recipient.connection().attempts().timeOut();
        ClientSession session = session(sftp, timeOut);
        Deadline deadline = Deadline.of(timeOut, () -> session.close(true));
        try (deadline;
                SftpClient files = SftpClientFactory.instance().createSftpClient(session)) {
            return work.at(files, sftp);
        } catch (IOException | RuntimeException e) {
            open.remove(sftp, session);
            session.close(true);
            throw new ConnectorFailed(
                    deadline.hasPassed() ? "the recipient's server was too slow" : "the recipient's server refused it");
        }
    }

    /** One that is open and authenticated, or a new one. */
    private ClientSession session(Endpoint.Sftp sftp, Duration timeOut) throws ConnectorFailed {
        ClientSession known = open.get(sftp);
        if (known != null && known.isOpen()) {
            return known;
        }
        KeyPair key = own.orElseThrow(() -> new ConnectorFailed("this gateway has no key for SFTP"));
        URI address = sftp.address();
        try {
            ClientSession session = client().connect(
                            address.getUserInfo(),
                            address.getHost(),
                            address.getPort() < 0 ? SSH : address.getPort(),
                            AttributeRepository.ofKeyValuePair(PINNED, sftp.hostKey()),
                            null)
                    .verify(timeOut, CancelOption.CANCEL_ON_TIMEOUT)
                    .getSession();
            Deadline deadline = Deadline.of(timeOut, () -> session.close(true));
            try (deadline) {
                session.addPublicKeyIdentity(key);
                session.auth().verify(timeOut);
            } catch (IOException e) {
                session.close(true);
                throw e;
            }
            open.put(sftp, session);
            return session;
        } catch (IOException e) {
            throw new ConnectorFailed(
                    "the recipient's server cannot be reached, has not the registered key, or does not know the gateway's");
        }
    }

    private static String path(String folder, String file) {
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
    public synchronized void close() {
        if (client != null) {
            client.stop();
        }
    }
}
