package org.concordat.routes.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.awaitility.Awaitility;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Endpoint;
import org.concordat.routes.connector.PickUp.Outcome;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a prison puts into a folder of its own server, at a real one. */
class SftpPickUpTest {
    private static final End GATEWAY = ConnectorContract.GATEWAY;
    private static final End PARTNER = ConnectorContract.PARTNER;
    private static final Instant BEFORE = Instant.parse("2026-03-02T09:15:00Z");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path root;

    private final SftpLines lines = new SftpLines(Optional.of(GATEWAY.keys()));
    private final Doorstep doorstep = new Doorstep();
    private SftpPickUp pickUp = new SftpPickUp(lines);
    private SshServer server;
    private Path folder;
    private Agency prison;

    @BeforeEach
    void start() throws Exception {
        folder = Files.createDirectories(root.resolve("out"));
        server = SshServer.setUpDefaultServer();
        server.setHost("127.0.0.1");
        server.setKeyPairProvider(KeyPairProvider.wrap(PARTNER.keys()));
        server.setPublickeyAuthenticator(
                (user, key, session) -> KeyUtils.compareKeys(key, GATEWAY.keys().getPublic()));
        server.setSubsystemFactories(List.of(new SftpSubsystemFactory()));
        server.setFileSystemFactory(new VirtualFileSystemFactory(root));
        server.start();
        prison = at(PARTNER);
    }

    private Agency at(End host) {
        return Doorstep.handingIn(new Endpoint.Sftp(
                URI.create("sftp://concordat@localhost:" + server.getPort() + "/out"),
                KeyUtils.getFingerPrint(BuiltinDigests.sha256, host.keys().getPublic()),
                Optional.empty(),
                Endpoint.Receipt.SIGNED));
    }

    @AfterEach
    void stop() throws Exception {
        lines.close();
        server.stop(true);
    }

    @Test
    void a_file_is_taken_answered_and_gone() throws Exception {
        put("check-17.xml", Doorstep.GOOD);
        lookUntil(() -> Files.exists(folder.resolve("check-17.xml.receipt")));
        assertThat(folder.resolve("check-17.xml.receipt")).hasContent("the receipt of northshire-prison");
        assertThat(names()).containsExactly("check-17.xml.receipt", "refused", "working");
        assertThat(names("working")).isEmpty();
        assertThat(doorstep.arrivals.get(0).name()).isEqualTo("check-17.xml");
        assertThat(doorstep.arrivals.get(0).at()).isEqualTo(BEFORE);
    }

    @Test
    void what_is_refused_is_moved_aside_and_no_other_is_put_in_its_place() throws Exception {
        put("check-17.xml", "garbage");
        lookUntil(() -> names("refused").size() == 1);
        put("check-17.xml", "garbage again");
        lookUntil(() -> names("refused").size() == 2);
        assertThat(folder.resolve("check-17.xml.problem")).hasContent("garbage");
        assertThat(folder.resolve("refused/check-17.xml")).hasContent("garbage");
        assertThat(names("working")).isEmpty();
    }

    @Test
    void what_cannot_be_taken_yet_stays_and_lets_the_others_pass() throws Exception {
        doorstep.good = Outcome.LATER;
        put("a.xml", Doorstep.GOOD);
        lookUntil(() -> !doorstep.arrivals.isEmpty());
        assertThat(names("working")).containsExactly("a.xml");
        put("b.xml", "garbage");
        lookUntil(() -> names("refused").contains("b.xml"));
        doorstep.good = Outcome.TAKEN;
        lookUntil(() -> doorstep.taken.size() == 1);
        assertThat(names("working")).isEmpty();
    }

    @Test
    void what_is_being_written_is_left_alone() throws Exception {
        for (String name : List.of("a.xml.part", "b.tmp", ".c.xml", "d.filepart", "e.receipt", "f.PROBLEM")) {
            put(name, "half");
        }
        Path growing = put("growing.xml", "half");
        for (int i = 0; i < 8; i++) {
            Files.writeString(growing, "half".repeat(i + 2));
            look();
            pause(Duration.ofMillis(400));
        }
        assertThat(doorstep.arrivals).isEmpty();
        Files.writeString(growing, Doorstep.GOOD);
        lookUntil(() -> doorstep.taken.size() == 1);
        assertThat(doorstep.arrivals).hasSize(1);
    }

    @Test
    void a_file_that_is_replaced_while_it_is_read_is_taken_and_so_is_the_other() throws Exception {
        put("check.xml", Doorstep.GOOD + " one");
        doorstep.meanwhile = Doorstep.step(() -> put("check.xml", Doorstep.GOOD + " two"));
        lookUntil(() -> doorstep.taken.size() == 1);
        doorstep.meanwhile = () -> {};
        lookUntil(() -> doorstep.taken.size() == 2);
        assertThat(doorstep.taken).containsExactly(Doorstep.GOOD + " one", Doorstep.GOOD + " two");
    }

    @Test
    void a_file_that_grows_after_it_was_read_is_read_again() throws Exception {
        put("check.xml", Doorstep.GOOD);
        doorstep.meanwhile =
                Doorstep.step(() -> Files.writeString(folder.resolve("working/check.xml"), Doorstep.GOOD + "+"));
        lookUntil(() -> doorstep.taken.size() == 1);
        doorstep.meanwhile = () -> {};
        lookUntil(() -> doorstep.taken.size() == 2);
        assertThat(doorstep.taken).containsExactly(Doorstep.GOOD, Doorstep.GOOD + "+");
        assertThat(names("working")).isEmpty();
    }

    @Test
    void after_a_kill_the_same_is_taken_again_under_the_same_name_and_time() throws Exception {
        put("check.xml", Doorstep.GOOD);
        doorstep.meanwhile = () -> {
            throw new IllegalStateException("killed");
        };
        lookUntil(() -> !doorstep.arrivals.isEmpty());
        assertThat(names("working")).containsExactly("check.xml");
        doorstep.meanwhile = () -> {};
        pickUp = new SftpPickUp(lines); // another process remembers nothing
        lookUntil(() -> doorstep.taken.size() == 1);
        assertThat(doorstep.arrivals).extracting(Arrival::name).containsOnly("check.xml");
        assertThat(doorstep.arrivals).extracting(Arrival::at).containsOnly(BEFORE);
        assertThat(names()).containsExactly("check.xml.receipt", "refused", "working");
    }

    @Test
    void hostile_names_and_links_are_moved_aside_and_answered() throws Exception {
        Path secret = Files.writeString(root.resolve("secret"), Doorstep.GOOD);
        put("a\nb", Doorstep.GOOD);
        put("%2f..\u0007", Doorstep.GOOD);
        put("x".repeat(200), Doorstep.GOOD);
        Files.createSymbolicLink(folder.resolve("link.xml"), secret);
        Files.createDirectories(folder.resolve("a-folder"));
        put("good.xml", "garbage");
        lookUntil(() -> names("refused").stream()
                        .filter(name -> !name.equals("link.xml"))
                        .count()
                == 4);
        // a server that does not let a link be moved keeps it: it is read nowhere, and holds nothing up
        assertThat(doorstep.taken).isEmpty();
        assertThat(secret).hasContent(Doorstep.GOOD);
        assertThat(names().stream().filter(name -> name.matches("unnamed-[0-9a-f]{16}\\.problem")))
                .hasSize(3);
        assertThat(names()).contains("a-folder");
    }

    @Test
    void a_folder_of_ours_that_is_a_link_is_not_used() throws Exception {
        Path others = Files.createDirectories(root.resolve("others"));
        Files.writeString(others.resolve("theirs.xml"), Doorstep.GOOD);
        Files.createSymbolicLink(folder.resolve("working"), others);
        assertThatThrownBy(() -> pickUp.look(List.of(prison), doorstep)).isInstanceOf(ConnectorFailed.class);
        assertThat(doorstep.arrivals).isEmpty();
    }

    @Test
    void an_answer_is_written_through_no_link() throws Exception {
        Path others = Files.writeString(root.resolve("others"), "somebody's");
        Files.createSymbolicLink(folder.resolve("check.xml.receipt.part"), others);
        put("check.xml", Doorstep.GOOD);
        lookUntil(() -> !doorstep.taken.isEmpty());
        assertThat(others).hasContent("somebody's");
    }

    @Test
    void huge_files_are_refused_unread_and_empty_ones_are_an_arrival_too() throws Exception {
        put("empty.xml", "");
        Path huge = put("huge.xml", "");
        try (var file = new java.io.RandomAccessFile(huge.toFile(), "rw")) {
            file.setLength(8L << 30);
        }
        lookUntil(() -> names("refused").size() == 2);
        assertThat(folder.resolve("huge.xml.problem")).hasContent("too large");
    }

    @Test
    void ten_thousand_files_are_taken_look_by_look_the_oldest_first() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            Files.setLastModifiedTime(put("f" + i, Doorstep.GOOD), FileTime.from(BEFORE.minusSeconds(i)));
        }
        lookUntil(() -> doorstep.taken.size() >= PickUp.AT_ONCE);
        assertThat(doorstep.arrivals.get(0).name()).isEqualTo("f9999");
        assertThat(doorstep.taken).hasSize(PickUp.AT_ONCE);
    }

    @Test
    void from_a_server_that_is_not_the_agencys_nothing_is_taken() throws Exception {
        put("check.xml", Doorstep.GOOD);
        assertThatThrownBy(() -> pickUp.look(List.of(at(GATEWAY)), doorstep)).isInstanceOf(ConnectorFailed.class);
        assertThat(names()).containsExactly("check.xml");
    }

    private Path put(String name, String text) throws java.io.IOException {
        Path part = Files.writeString(folder.resolve(".part-of-the-test"), text);
        Files.setLastModifiedTime(part, FileTime.from(BEFORE));
        return Files.move(part, folder.resolve(name), java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private interface Condition {
        boolean holds() throws Exception;
    }

    private void lookUntil(Condition condition) {
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(300)).until(() -> {
            look();
            return condition.holds();
        });
    }

    private void look() {
        try {
            pickUp.look(List.of(prison), doorstep);
        } catch (ConnectorFailed | IllegalStateException e) {
            // it is looked again, by whoever waits
        }
    }

    private static void pause(Duration time) {
        Awaitility.await().pollDelay(time).until(() -> true);
    }

    private List<String> names() throws java.io.IOException {
        return names("");
    }

    private List<String> names(String below) throws java.io.IOException {
        Path there = folder.resolve(below);
        if (!Files.exists(there)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(there)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }
}
