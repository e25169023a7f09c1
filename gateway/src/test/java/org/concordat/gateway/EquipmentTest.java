package org.concordat.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.concordat.gateway.setting.GatewaySettings;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Attempts;
import org.concordat.protection.agency.Connection;
import org.concordat.protection.agency.Endpoint;
import org.concordat.protection.agency.HandsIn;
import org.concordat.protection.configuration.ConfigurationRejected.Finding;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.protection.mapping.LocalFormat;
import org.concordat.protection.mapping.Mapping;
import org.concordat.routes.connector.MailPickUp;
import org.concordat.routes.connector.MailServer;
import org.concordat.routes.connector.Post;
import org.concordat.routes.connector.SftpConnector;
import org.concordat.routes.connector.SftpLines;
import org.concordat.routes.connector.SftpPickUp;
import org.concordat.schemas.terminology.AgencyId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway would need to pick up from agencies, and was not given, is asked for before a bundle is in force. */
class EquipmentTest {
    private static final Endpoint FILES = new Endpoint.Sftp(
            URI.create("sftp://concordat@prison.example/out"), "SHA256:x", Optional.empty(), Endpoint.Receipt.SIGNED);
    private static final Endpoint MAIL = new Endpoint.SecureEmail("duty@prison.example", Endpoint.Content.NOTICE);

    @TempDir
    private Path folder;

    @Test
    void the_key_for_sftp_where_an_agency_hands_in_by_file() throws Exception {
        assertThat(lacking(Optional.empty(), agency(new Endpoint.Mailbox(), FILES, Optional.empty())))
                .singleElement()
                .asString()
                .contains("a key for SFTP");
    }

    @Test
    void the_same_once_where_it_is_reached_by_file_as_well() throws Exception {
        assertThat(lacking(Optional.empty(), agency(FILES, FILES, Optional.empty())))
                .hasSize(1);
    }

    @Test
    void the_mailbox_and_its_password_where_an_agency_hands_in_by_e_mail() throws Exception {
        Agency agency = agency(new Endpoint.Mailbox(), MAIL, Optional.empty());
        Optional<MailServer.Login> login = Optional.of(new MailServer.Login("gateway", "secret"));
        Optional<URI> inbox = Optional.of(URI.create("imaps://mail.example"));
        assertThat(lacking(Optional.empty(), agency)).hasSize(1);
        assertThat(lacking(Optional.of(server(Optional.empty(), inbox)), agency))
                .singleElement()
                .asString()
                .contains("mail.password");
        assertThat(lacking(Optional.of(server(login, Optional.empty())), agency))
                .hasSize(1);
        assertThat(lacking(Optional.of(server(login, inbox)), agency)).isEmpty();
    }

    @Test
    void the_adapters_key_where_the_gateway_signs_for_its_system() throws Exception {
        Optional<Mapping> mapping = Optional.of(new CourtLines());
        assertThat(lacking(
                        Optional.of(server(
                                Optional.of(new MailServer.Login("gateway", "secret")),
                                Optional.of(URI.create("imaps://mail.example")))),
                        agency(new Endpoint.Mailbox(), MAIL, mapping)))
                .singleElement()
                .asString()
                .contains("the key to sign for it (custody/northshire-prison.adapter.p12");
    }

    private List<Finding> lacking(Optional<MailServer> mail, Agency agency) throws Exception {
        SftpLines lines = new SftpLines(Optional.empty());
        Path password = Files.writeString(folder.resolve("password"), TrustPolicy.SAMPLE_PASSWORD + "\n");
        return new Equipment(
                        List.of(new SftpConnector(lines)),
                        List.of(
                                new SftpPickUp(lines),
                                new MailPickUp(new Post(mail, SSLContext.getDefault(), Clock.systemUTC()))),
                        new CustodyKeys(new GatewaySettings.Keys(folder, password, Optional.empty(), Optional.empty())))
                .lacking(List.of(agency));
    }

    private static MailServer server(Optional<MailServer.Login> login, Optional<URI> inbox) {
        return new MailServer(
                URI.create("smtps://mail.example"),
                "gateway@concordat.example",
                login,
                URI.create("https://gateway.concordat.example/v1/mailbox"),
                inbox);
    }

    private static Agency agency(Endpoint reached, Endpoint handsIn, Optional<Mapping> mapping) {
        return new Agency(
                new AgencyId("northshire-prison"),
                "HMP Northshire",
                "prison",
                Set.of(),
                new Agency.InForce(Instant.EPOCH, Optional.empty()),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Connection(reached, Attempts.USUAL, Optional.empty(), Optional.empty()),
                Map.of(),
                Optional.empty(),
                List.of(),
                Optional.of(new HandsIn(handsIn, Attempts.USUAL, Optional.empty(), mapping)));
    }

    /** A mapping that nothing is put through. */
    private static final class CourtLines implements Mapping {
        @Override
        public String name() {
            return "court-lines";
        }

        @Override
        public LocalFormat format() {
            return LocalFormat.CSV;
        }

        @Override
        public byte[] apply(byte[] record) {
            throw new AssertionError("nothing is put through");
        }
    }
}
