package org.concordat.routes.connector;

import java.io.IOException;
import java.net.URI;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
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
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.concordat.protection.agency.Endpoint;
import org.jspecify.annotations.Nullable;

/** Sessions at agencies' SFTP servers, whose keys are pinned, with a key of the gateway's; kept open for a while. Safe to share. */
public final class SftpLines implements AutoCloseable {
    private static final int SSH = 22;
    private static final AttributeKey<String> PINNED = new AttributeKey<>();

    /** Made for the first server that is reached. */
    private @Nullable SshClient client;

    private final Optional<KeyPair> own;
    private final KeptLines<Endpoint.Sftp, ClientSession> open;

    /** What is done with an agency's files. */
    interface Work<T> {
        T at(SftpClient files) throws IOException;
    }

    /** @param own the key that servers know the gateway by; without one nobody is reached */
    public SftpLines(Optional<KeyPair> own) {
        this(own, System::nanoTime);
    }

    SftpLines(Optional<KeyPair> own, LongSupplier nanos) {
        this.own = own;
        this.open = new KeptLines<>(session -> session.close(false), session -> session.close(true), nanos);
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

    Optional<String> lacks() {
        return own.isPresent() ? Optional.empty() : Optional.of("a key for SFTP (ssh.p12 beside its own)");
    }

    /** Does the work in one session; all of it may take so long. */
    <T> T at(Endpoint.Sftp sftp, Duration timeOut, Work<T> work) throws ConnectorFailed {
        ClientSession session = session(sftp, timeOut);
        Deadline deadline = Deadline.of(timeOut, () -> session.close(true));
        try (deadline;
                SftpClient files = SftpClientFactory.instance().createSftpClient(session)) {
            return work.at(files);
        } catch (IOException | RuntimeException e) {
            open.cut(sftp, session);
            throw new ConnectorFailed(
                    deadline.hasPassed() ? "the recipient's server was too slow" : "the recipient's server refused it");
        }
    }

    /** One that is open and authenticated, or a new one. */
    ClientSession session(Endpoint.Sftp sftp, Duration timeOut) throws ConnectorFailed {
        Optional<ClientSession> known = open.find(sftp);
        if (known.isPresent() && known.get().isOpen()) {
            return known.get();
        }
        known.ifPresent(gone -> open.cut(sftp, gone));
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
            return open.keep(sftp, session, timeOut);
        } catch (IOException e) {
            throw new ConnectorFailed(
                    "the recipient's server cannot be reached, has not the registered key, or does not know the gateway's");
        }
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.stop();
        }
    }
}
