package org.concordat.routes.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.concordat.protection.agency.Endpoint;
import org.concordat.protection.agency.Endpoint.Receipt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A prison's files on a server that knows the gateway by its key. */
class SftpConnectorTest extends KeptLinesContract {
    private final SftpConnector connector = new SftpConnector(new SftpLines(Optional.of(GATEWAY.keys()), nanos::get));
    private SshServer server;
    private int port;
    private Path in;
    private Path out;

    @BeforeEach
    void folders() throws Exception {
        in = Files.createDirectories(folder.resolve("in"));
        out = Files.createDirectories(folder.resolve("out"));
    }

    @Override
    int start() throws Exception {
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setPort(port);
        server.setKeyPairProvider(KeyPairProvider.wrap(PARTNER.keys()));
        server.setPublickeyAuthenticator((user, key, session) -> user.equals("concordat")
                && KeyUtils.compareKeys(key, GATEWAY.keys().getPublic()));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(folder));
        server.start();
        port = server.getPort();
        return port;
    }

    @Override
    void stop() throws Exception {
        server.stop(true);
    }

    @Override
    Connector connector() {
        return connector;
    }

    @Override
    int lines() {
        return server.getActiveSessions().size();
    }

    @Override
    Endpoint at(int at) {
        return at(at, PARTNER, Receipt.SIGNED);
    }

    private static Endpoint at(int at, End server, Receipt receipt) {
        return new Endpoint.Sftp(
                URI.create("sftp://concordat@localhost:" + at + "/in"),
                KeyUtils.getFingerPrint(BuiltinDigests.sha256, server.keys().getPublic()),
                Optional.of("/out"),
                receipt);
    }

    @Override
    List<byte[]> received() throws Exception {
        List<byte[]> received = new ArrayList<>();
        for (Path file : files(".p7m")) {
            received.add(Files.readAllBytes(file));
        }
        return received;
    }

    private List<Path> files(String suffix) throws Exception {
        try (Stream<Path> files = Files.list(in)) {
            return files.filter(file -> file.toString().endsWith(suffix)).toList();
        }
    }

    @Override
    void atImpostor(int at) throws Exception {
        connector.handOver(DELIVERY, payload, registered(at(at, GATEWAY, Receipt.SIGNED)));
    }

    @Test
    void a_server_that_does_not_know_the_gateways_key_gets_nothing() throws Exception {
        try (SftpConnector stranger =
                        new SftpConnector(new SftpLines(Optional.of(End.make().keys())));
                SftpConnector keyless = new SftpConnector(new SftpLines(Optional.empty()))) {
            assertFails(() -> stranger.reach(recipient()));
            assertFails(() -> stranger.handOver(DELIVERY, payload, recipient()));
            assertFails(() -> keyless.handOver(DELIVERY, payload, recipient()));
        }
        assertThat(files("")).isEmpty();
    }

    @Test
    void the_file_is_named_by_the_delivery_and_nothing_half_written_stays() throws Exception {
        byte[] half = new byte[1_000];
        System.arraycopy(payload.toByteArray(), 0, half, 0, half.length);
        Files.write(in.resolve("." + DELIVERY + ".part"), half);
        connector.handOver(DELIVERY, payload, recipient());
        assertThat(files("")).containsExactly(in.resolve(DELIVERY + ".p7m"));
        assertThat(received().get(0)).isEqualTo(payload.toByteArray());
    }

    @Test
    void what_lies_there_under_its_name_and_is_longer_is_not_mixed_with_it() throws Exception {
        Files.write(in.resolve("." + DELIVERY + ".part"), new byte[payload.toByteArray().length + 1]);
        connector.handOver(DELIVERY, payload, recipient());
        assertThat(received()).containsExactly(payload.toByteArray());
    }

    @Test
    void a_link_that_lies_there_under_its_name_is_not_followed() throws Exception {
        Path theirs = Files.writeString(out.resolve("somebodys-file"), "theirs");
        Files.createSymbolicLink(in.resolve("." + DELIVERY + ".part"), theirs);
        connector.handOver(DELIVERY, payload, recipient());
        assertThat(theirs).hasContent("theirs");
        assertThat(received()).containsExactly(payload.toByteArray());
        assertThat(Files.isSymbolicLink(in.resolve(DELIVERY + ".p7m"))).isFalse();
    }

    @Test
    void a_mapped_copy_says_in_its_name_what_it_is() throws Exception {
        connector.handOver(DELIVERY, new Payload(new byte[] {1}, "text/csv; charset=utf-8"), recipient());
        assertThat(files("")).containsExactly(in.resolve(DELIVERY + ".csv"));
    }

    @Test
    void a_receipts_file_is_found_in_a_later_round() throws Exception {
        connector.handOver(DELIVERY, payload, recipient());
        assertThat(heard(Receipt.SIGNED)).isEmpty();
        Files.writeString(out.resolve(DELIVERY + ".receipt"), "a.b.c\n");
        assertThat(heard(Receipt.SIGNED)).isEqualTo(Map.of(DELIVERY, Optional.of("a.b.c")));
        assertThat(heard(Receipt.PRESENCE)).isEqualTo(Map.of(DELIVERY, Optional.empty()));
        // it is the partner's to clear away
        assertThat(out.resolve(DELIVERY + ".receipt")).exists();
    }

    @Test
    void a_receipts_file_without_end_is_not_read_to_its_end() throws Exception {
        Files.write(out.resolve(DELIVERY + ".receipt"), new byte[10 * Connector.LARGEST_RECEIPT]);
        assertThat(heard(Receipt.SIGNED).get(DELIVERY).orElseThrow().length())
                .isLessThanOrEqualTo(Connector.LARGEST_RECEIPT);
    }

    private Map<UUID, Optional<String>> heard(Receipt receipt) throws ConnectorFailed {
        Map<UUID, Optional<String>> heard = new HashMap<>();
        connector.<RuntimeException>hear(
                registered(at(port, PARTNER, receipt)),
                List.of(DELIVERY, UUID.fromString("0195563a-7c00-7000-8000-000000000002")),
                heard::put);
        return heard;
    }
}
