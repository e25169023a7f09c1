package org.concordat.protection.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.concordat.protection.bundle.BundleFolder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an approver is told before signing. */
class DifferencesTest {
    private static final String POLICE = "agencies/northshire-police.yaml";

    @TempDir
    private Path folder;

    @TempDir
    private Path certificates;

    private Configuration before;

    @BeforeEach
    void northshire() throws Exception {
        Northshire.certificates(Northshire.folder(), certificates);
        try (Stream<Path> files = Files.walk(Northshire.folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(Northshire.folder().relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        before = read();
    }

    @Test
    void what_says_the_same_differs_in_nothing() throws Exception {
        Files.writeString(folder.resolve(POLICE), Files.readString(folder.resolve(POLICE)) + "# a word\n");
        assertThat(Differences.between(before, read())).isEmpty();
    }

    @Test
    void an_agency_that_comes_is_told_with_its_teams_and_certificates_and_one_that_goes_by_its_name() throws Exception {
        String police = Files.readString(folder.resolve(POLICE));
        Path other = folder.resolve("agencies/northshire-transport.yaml");
        Files.writeString(
                other,
                police.replace("id: northshire-police", "id: northshire-transport")
                        .replace("northshire-police/", "northshire-transport/")
                        .replaceAll("(?m)^desks:.*(\\R +.*)*\\R", ""));
        Northshire.certificates(folder, certificates);
        Configuration after = read();
        List<String> comes = Differences.between(before, after).stream()
                .filter(sentence -> sentence.startsWith("Agency northshire-transport"))
                .toList();
        assertThat(comes)
                .contains("Agency northshire-transport comes: Northshire Police (police).")
                .anyMatch(sentence -> sentence.startsWith("Agency northshire-transport, team "))
                .anyMatch(sentence -> sentence.matches(
                        "Agency northshire-transport, TLS certificate \\S+ comes: CN=northshire-transport, until .*"));
        assertThat(Differences.between(after, before))
                .contains("Agency northshire-transport goes: Northshire Police (police).");
    }

    @Test
    void what_becomes_of_an_agencys_work_is_told_with_its_scheme() throws Exception {
        Path company = folder.resolve("agencies/crc-eastshire.yaml");
        Files.writeString(company, Files.readString(company).replace("consents: follow", "consents: end"));
        assertThat(Differences.between(before, read()))
                .containsExactly("Agency crc-eastshire, what becomes of its work changes. It was: team supervision"
                        + " (probation-practitioner) goes to nps-north-east, team case-management; team supervision"
                        + " (court-officer) goes to nps-north-east, team court-team-north; consents follow; under the"
                        + " Eastshire Probation Services Transfer Scheme 2021 of 2021-06-01. It will be: team"
                        + " supervision (probation-practitioner) goes to nps-north-east, team case-management; team"
                        + " supervision (court-officer) goes to nps-north-east, team court-team-north; consents do not"
                        + " follow; under the Eastshire Probation Services Transfer Scheme 2021 of 2021-06-01.");
    }

    @Test
    void a_changed_name_says_what_it_was_and_what_it_will_be() throws Exception {
        String police = Files.readString(folder.resolve(POLICE));
        String name =
                police.lines().filter(l -> l.startsWith("name: ")).findFirst().orElseThrow();
        Files.writeString(folder.resolve(POLICE), police.replace(name, "name: Constabulary"));
        assertThat(Differences.between(before, read()))
                .containsExactly("Agency northshire-police changes. It was: " + name.substring(6)
                        + " (police). It will be: Constabulary (police).");
    }

    @Test
    void a_clause_is_told_in_a_sentence() throws Exception {
        Path agreement = agreement();
        String yaml = Files.readString(agreement);
        int consent = yaml.indexOf("retain: ");
        Files.writeString(
                agreement, yaml.substring(0, consent) + yaml.substring(consent).replaceFirst("P[0-9]+Y", "P9Y"));
        assertThat(Differences.between(before, read()))
                .hasSize(2)
                .first()
                .asString()
                .contains(", clause ", " changes. It was: ", " may disclose ", " under ", "Kept for at most 9 years.");
    }

    @Test
    void an_agreement_that_changes_without_another_version_is_told() throws Exception {
        Path agreement = agreement();
        String changed = Files.readString(agreement).replaceFirst("retain: P[0-9]+Y", "retain: P9Y");
        Files.writeString(agreement, changed);
        assertThat(Differences.between(before, read()))
                .last()
                .asString()
                .matches("Agreement \\S+ keeps its version: decisions cite it by that, so give it the next\\.");
        Files.writeString(agreement, changed.replaceFirst("version: [0-9]+", "version: 99"));
        assertThat(Differences.between(before, read())).noneMatch(sentence -> sentence.contains(" keeps its version"));
    }

    @Test
    void that_an_agency_ends_and_nobody_has_its_work_is_told_and_noted() throws Exception {
        Path police = folder.resolve(POLICE);
        Files.writeString(
                police,
                Files.readString(police)
                        .replaceFirst("in-force: \\{from: (\\S+)}", "in-force: {from: $1, until: 2027-03-31}"));
        assertThat(Differences.between(before, read()))
                .contains(
                        "Agency northshire-police, what becomes of its work comes: nobody has its work after 31 March 2027:"
                                + " what is sent to it then is refused, and what waits for it goes back.");
        assertThat(read().written().agencies().stream()
                        .filter(agency -> agency.withoutSuccessor().isPresent())
                        .map(agency -> agency.id().value()))
                .contains("northshire-police")
                .doesNotContain("northshire-children", "crc-eastshire");
    }

    @Test
    void how_an_agency_is_reached_is_told_as_its_file_says_it() throws Exception {
        String police = Files.readString(folder.resolve(POLICE));
        Files.writeString(folder.resolve(POLICE), police.replaceAll("(?m)^connection:.*(\\R +.*)*\\R", "") + """
                        connection:
                          connector: rest
                          address: https://records.police.example/in
                          retry: {first: PT5S}
                          opening-hours:
                            - {days: [monday, friday], from: "08:00", until: "18:00"}
                        """);
        assertThat(Differences.between(before, read()))
                .singleElement()
                .asString()
                .contains("how it is reached changes.")
                .endsWith("It will be: connector rest, address https://records.police.example/in, retry (first PT5S),"
                        + " opening-hours (days monday, friday, from 08:00, until 18:00).");
    }

    /** Who signs is no programmer: nothing of how it is written in Java may show. */
    @Test
    void the_whole_of_a_bundle_is_told_in_words() throws Exception {
        Files.delete(agreement());
        assertThat(Differences.between(before, read()))
                .isNotEmpty()
                .allSatisfy(sentence -> assertThat(sentence).doesNotContain("Optional", "{", "}", "[", "=[", "null"));
    }

    @Test
    void another_certificate_under_the_same_name_is_told() throws Exception {
        Files.write(
                certificates.resolve("northshire-police/tls.crt"),
                Northshire.certificate("northshire-police", 128, true));
        assertThat(Differences.between(before, read()))
                .hasSize(2)
                .anyMatch(sentence -> sentence.contains("TLS certificate") && sentence.contains(" comes: "))
                .anyMatch(sentence -> sentence.contains("TLS certificate") && sentence.contains(" goes: "));
    }

    private Path agreement() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("agreements"))) {
            return files.sorted().findFirst().orElseThrow();
        }
    }

    private Configuration read() throws ConfigurationRejected {
        return Configuration.read(new BundleFolder(folder, certificates), Northshire.KINDS);
    }
}
