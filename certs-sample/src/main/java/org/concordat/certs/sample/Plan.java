package org.concordat.certs.sample;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.security.auth.x500.X500Principal;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Who gets sample certificates, as {@code certs-sample/plan.yaml} lists them.
 *
 * @param authority the authority's distinguished name (RFC 2253); unique, for Keycloak tells authorities apart by it
 */
public record Plan(String authority, List<Holder> holders) {
    public Plan {
        Objects.requireNonNull(authority, "authority is missing");
        holders = List.copyOf(Objects.requireNonNull(holders, "holders is missing"));
        if (holders.stream().map(Holder::name).distinct().count() != holders.size()) {
            throw new IllegalArgumentException("a holder is listed twice");
        }
    }

    /**
     * Who holds certificates, in the folder of the same name.
     *
     * @param hosts names and addresses of a TLS server; none for a client
     * @param secrets names of secret keys, if any
     */
    public record Holder(
            String name, String organisation, List<String> hosts, Map<Store, KeyType> keys, List<String> secrets) {
        private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{1,62}");

        public Holder {
            if (!FORM.matcher(Objects.requireNonNull(name, "a holder has no name"))
                    .matches()) {
                throw new IllegalArgumentException("a holder's name is lower-case letters, digits and hyphens");
            }
            Objects.requireNonNull(organisation, name + " has no organisation");
            // a list that the file leaves out arrives as null
            hosts = hosts == null ? List.of() : List.copyOf(hosts);
            secrets = secrets == null ? List.of() : List.copyOf(secrets);
            keys = Map.copyOf(Objects.requireNonNull(keys, name + " has no keys"));
        }

        /** E.g. {@code CN=northshire-police,OU=tls,O=Northshire Police,C=GB}. */
        public X500Principal subject(Store store) {
            return new X500Principal("CN=" + name + ",OU=" + store.fileName() + ",O=" + organisation + ",C=GB");
        }
    }

    public static Plan read(Path file) throws IOException, PlanRejected {
        YAMLMapper mapper = YAMLMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .build();
        try {
            return mapper.readValue(Files.readAllBytes(file), Plan.class);
        } catch (JacksonException e) {
            // only for broken YAML is the location that of the fault; else it is where the value ended
            String line =
                    e instanceof StreamReadException ? ":" + e.getLocation().getLineNr() : "";
            throw new PlanRejected(file + line + ": " + e.getOriginalMessage(), e);
        }
    }
}
