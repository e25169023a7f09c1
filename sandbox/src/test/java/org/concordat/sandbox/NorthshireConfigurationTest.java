package org.concordat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.concordat.certs.sample.Plan;
import org.concordat.certs.sample.SampleCertificates;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.configuration.Configuration;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.concordat.schemas.terminology.AgencyId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The bundle of fictional Northshire, with sample certificates and an address put in, is one that the gateway takes. */
class NorthshireConfigurationTest {
    @Test
    void the_bundle_is_taken_with_sample_certificates(@TempDir Path folder) throws Exception {
        Path certificates = folder.resolve("certs");
        Plan plan = Plan.read(root().resolve("certs-sample/plan.yaml"));
        SampleCertificates.ensure(plan, certificates, Clock.systemUTC());
        bundle(folder);
        Configuration configuration = Configuration.read(
                folder, certificates, DisclosureContext.standard().kinds());
        Map<String, String> connectors = new TreeMap<>();
        for (String id : List.of(
                "nps-north-east",
                "northshire-police",
                "northshire-children",
                "northshire-council",
                "crc-northshire",
                "safe-haven",
                "northshire-audit")) {
            Agency agency = configuration.agencies().find(new AgencyId(id)).orElseThrow();
            connectors.put(id, agency.connection().endpoint().connector());
        }
        assertThat(connectors)
                .isEqualTo(Map.of(
                        "nps-north-east", "mailbox",
                        "northshire-police", "mailbox",
                        "northshire-children", "rest",
                        "northshire-council", "mailbox",
                        "crc-northshire", "mailbox",
                        "safe-haven", "rest",
                        "northshire-audit", "mailbox"));
    }

    private static void bundle(Path folder) throws IOException, URISyntaxException {
        URL resource = NorthshireConfigurationTest.class.getClassLoader().getResource("northshire");
        Path northshire = Path.of(resource.toURI());
        try (Stream<Path> files = Files.walk(northshire)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(northshire.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.writeString(
                        copy, Files.readString(file).replaceAll("\\$\\{[A-Z]+_PUSH_URL}", "https://localhost:1/push"));
            }
        }
    }

    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        while (!Files.exists(here.resolve("certs-sample"))) {
            here = here.getParent();
        }
        return here;
    }
}
