package org.concordat.sandbox.partner;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.util.List;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;

/** A partner's SFTP server, played by Apache MINA SSHD: one key opens it, and its folders lie on this machine's disk. */
public final class FileServer implements AutoCloseable {
    private static final int CURVE_BITS = 256;

    private final Path files;
    private final SshServer server;
    private final String hostKey;

    private FileServer(Path files, SshServer server, String hostKey) {
        this.files = files;
        this.server = server;
        this.hostKey = hostKey;
    }

    /**
     * Starts it on a free port, with a host key of its own.
     *
     * @param visitor whose key opens it
     * @param folders that are there from the beginning
     */
    public static FileServer start(Path files, PublicKey visitor, List<String> folders)
            throws IOException, GeneralSecurityException {
        for (String folder : folders) {
            Files.createDirectories(files.resolve(folder));
        }
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(CURVE_BITS);
        KeyPair host = generator.generateKeyPair();
        SshServer server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(host));
        server.setPublickeyAuthenticator((user, key, session) -> KeyUtils.compareKeys(key, visitor));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(files));
        server.start();
        return new FileServer(files, server, KeyUtils.getFingerPrint(BuiltinDigests.sha256, host.getPublic()));
    }

    /** {@code sftp://user@host:port} and a folder of it. */
    public String address(String folder) {
        return "sftp://concordat@localhost:" + server.getPort() + "/" + folder;
    }

    /** The fingerprint of its key, as an agency's file pins it. */
    public String hostKey() {
        return hostKey;
    }

    /** A file or folder of it, by its path there. */
    public Path file(String name) {
        return files.resolve(name);
    }

    @Override
    public void close() throws IOException {
        server.stop(true);
    }
}
