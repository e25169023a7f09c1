package org.concordat.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.sandbox.northshire.Northshire.CHILDREN;
import static org.concordat.sandbox.northshire.Northshire.CRC;
import static org.concordat.sandbox.northshire.Northshire.POLICE;
import static org.concordat.sandbox.northshire.Northshire.PROBATION;

import com.icegreen.greenmail.util.GreenMailUtil;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.envelope.OpeningFailed;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.strangers.Canary;
import org.concordat.strangers.Remains;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Four agencies, each over a connector of its own, two of which leave a key to the gateway because it maps for them. Of what
 * is for one nothing comes to another, or opens with another's key; and nothing of any lies readable at the gateway.
 */
@ExtendWith(SharedStack.Extension.class)
class CustodyIT {
    /** A word for each, which is in what it is sent alone. */
    private static final Map<String, String> WORDS = Map.of(
            POLICE, "Osprey-Example", CHILDREN, "Kestrel-Example", PROBATION, "Goshawk-Example", CRC, "Merlin-Example");

    /** Those whose connector maps. */
    private static final List<String> IN_CUSTODY = List.of(CHILDREN, PROBATION);

    private static final String IN_EVERY_DRAFT = "Harrow-Example";

    @Test
    void what_is_for_one_is_at_no_other_and_readable_nowhere(SharedStack shared, @TempDir Path folder)
            throws Exception {
        Path keys = keys(shared.northshire(), folder.resolve("keys"));
        for (String agency : IN_CUSTODY) {
            Files.createDirectories(keys.resolve("custody"));
            Files.copy(
                    shared.northshire().certificates().resolve(agency).resolve("encryption.p12"),
                    keys.resolve("custody").resolve(agency + ".p12"));
        }
        try (PartnersServers servers = PartnersServers.start(shared.northshire(), folder);
                Ground ground = Ground.on(
                        shared,
                        Ground.HOME,
                        northshire -> alter(northshire, servers),
                        settings(servers, keys, folder))) {
            Map<String, UUID> deliveries = sent(ground);
            deliveries.values().forEach(delivery -> handedOver(ground, delivery));

            Map<String, List<byte[]>> got = got(ground, servers);
            opensForItAlone(ground, deliveries, got);
            got.forEach((agency, all) -> WORDS.forEach((whose, word) -> {
                if (!agency.equals(whose) || !IN_CUSTODY.contains(whose)) {
                    assertThat(all)
                            .as("what is for %s, readable at %s", whose, agency)
                            .noneMatch(bytes -> isIn(bytes, word));
                }
            }));
            isReadableNowhere(ground, keys);
        }
    }

    private static Map<String, String> settings(PartnersServers servers, Path keys, Path folder) throws Exception {
        Map<String, String> settings = new TreeMap<>(ConnectorsIT.settings(servers, folder));
        settings.put("concordat.gateway.keys.folder", keys.toString());
        return settings;
    }

    /** The gateway's keys, to which those in its custody are put. */
    static Path keys(Northshire northshire, Path folder) throws IOException {
        Files.createDirectories(folder);
        try (Stream<Path> files = Files.list(northshire.certificates().resolve("gateway"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        return folder;
    }

    private static void alter(Northshire northshire, PartnersServers servers) throws Exception {
        ConnectorsIT.connect(northshire, POLICE, servers.overJms());
        ConnectorsIT.connect(
                northshire,
                PROBATION,
                servers.overSftp().replace("receipts: /out", "receipts: /out, receipt: presence"));
        ConnectorsIT.connect(
                northshire, CRC, "connection: {connector: secure-email, address: duty@crc.example, content: sealed}");
        for (String agency : IN_CUSTODY) {
            mapFor(agency, northshire);
        }
    }

    /** Leaves it to the gateway to open what is for an agency, and to make of it what its system takes. */
    static void mapFor(String agency, Northshire northshire) throws IOException {
        Path mapping = Files.createDirectories(northshire.configuration().resolve("mappings/case"));
        Files.writeString(mapping.resolve("mapping.json"), "{\"family\": \"{(//d:Subject/d:Name/d:Family)[1]}\"}");
        Files.writeString(
                mapping.resolve("sample.xml"),
                "<Disclosure xmlns='urn:concordat:disclosure:1'><Subject><Name><Family>Wren-Example</Family></Name></Subject></Disclosure>");
        Files.writeString(mapping.resolve("expected.json"), "{\"family\": \"Wren-Example\"}");
        Path file = northshire.configuration().resolve("agencies").resolve(agency + ".yaml");
        Files.writeString(file, Files.readString(file) + "custody: gateway\nmapping: case\n");
    }

    /** To each agency a disclosure of its own. */
    private static Map<String, UUID> sent(Ground ground) throws Exception {
        Map<String, UUID> deliveries = new TreeMap<>();
        for (Map.Entry<String, String> one : WORDS.entrySet()) {
            deliveries.put(
                    one.getKey(),
                    Sent.to(one.getKey(), ground, draft -> {
                                assertThat(draft).contains(IN_EVERY_DRAFT);
                                return draft.replace(IN_EVERY_DRAFT, one.getValue());
                            })
                            .delivery());
        }
        return deliveries;
    }

    private static void handedOver(Ground ground, UUID delivery) {
        Awaitility.await("it was handed over")
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(ground.rows("select state from delivery where id = ?", delivery))
                        .containsAnyOf("delivered", "received"));
    }

    /** Every byte that came to each agency's server. */
    private static Map<String, List<byte[]>> got(Ground ground, PartnersServers servers) throws Exception {
        List<byte[]> pushed = new ArrayList<>();
        ground.partner().player().getAllServeEvents().forEach(event -> {
            pushed.add(event.getRequest().getBody());
            pushed.add(
                    (event.getRequest().getUrl() + event.getRequest().getHeaders()).getBytes(StandardCharsets.UTF_8));
        });
        List<byte[]> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(servers.file("."))) {
            for (Path file : all.filter(Files::isRegularFile).toList()) {
                files.add(Files.readAllBytes(file));
                files.add(file.toString().getBytes(StandardCharsets.UTF_8));
            }
        }
        List<byte[]> mails = new ArrayList<>();
        for (MimeMessage mail : servers.mail().getReceivedMessages()) {
            mails.add(GreenMailUtil.getWholeMessage(mail).getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            mail.getDataHandler().writeTo(content);
            mails.add(content.toByteArray());
        }
        return Map.of(POLICE, servers.messages(), CHILDREN, pushed, PROBATION, files, CRC, mails);
    }

    /** Whether a row of the database or what lies at a partner, it opens with its own key, and there its word is. */
    private static void opensForItAlone(Ground ground, Map<String, UUID> deliveries, Map<String, List<byte[]>> got)
            throws Exception {
        for (String agency : deliveries.keySet()) {
            byte[] row = HexFormat.of()
                    .parseHex(ground.rows(
                                    "select encode(content, 'hex') from delivery where id = ?", deliveries.get(agency))
                            .get(0));
            for (String reader : List.of(POLICE, CHILDREN, PROBATION, CRC, "gateway")) {
                assertThat(opened(ground, reader, row))
                        .as("the row of %s with the key of %s", agency, reader)
                        .matches(text -> isIn(text, WORDS.get(agency)) == reader.equals(agency));
            }
            assertThat(got.get(agency))
                    .as("what came to %s, with its own key where it is sealed to it", agency)
                    .anyMatch(bytes -> isIn(
                            IN_CUSTODY.contains(agency) ? bytes : opened(ground, agency, bytes), WORDS.get(agency)));
        }
    }

    /** Nothing, where it does not open. */
    private static byte[] opened(Ground ground, String reader, byte[] sealed) {
        try {
            Path key = ground.northshire().certificates().resolve(reader).resolve("encryption.p12");
            return new Opener(AgencyKeys.encryptions(key, TrustPolicy.SAMPLE_PASSWORD.toCharArray()))
                    .open(new Sealed(sealed));
        } catch (OpeningFailed closed) {
            return new byte[0];
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** Not in a column, a file of the run or its logs, or what lies beside the keys. */
    private static void isReadableNowhere(Ground ground, Path keys) throws Exception {
        Remains remains = new Remains(ground.run(), ground.postgres());
        List<Canary> canaries = WORDS.values().stream().map(Canary::of).toList();
        Path planted = ground.run().folder().resolve("planted.log");
        Files.write(planted, (WORDS.get(POLICE) + " planted").getBytes(StandardCharsets.UTF_16LE));
        assertThat(remains.of(canaries).keySet())
                .as("the one place where it was planted")
                .singleElement()
                .asString()
                .endsWith("planted.log");
        Files.delete(planted);
        try (Stream<Path> files = Files.walk(keys)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                byte[] bytes = Files.readAllBytes(file);
                assertThat(canaries).as(file.toString()).noneMatch(canary -> canary.isIn(bytes));
            }
        }
    }

    private static boolean isIn(byte[] bytes, String word) {
        return Canary.of(word).isIn(bytes);
    }
}
