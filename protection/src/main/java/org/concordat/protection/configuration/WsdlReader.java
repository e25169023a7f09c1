package org.concordat.protection.configuration;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.concordat.protection.agency.Endpoint;
import org.concordat.protection.agency.Wsdl;
import org.concordat.protection.mapping.LocalFormat;
import org.concordat.protection.mapping.Mapping;
import org.concordat.protection.mapping.MappingFailed;

/**
 * Reads how an agency's web service is called: by an operation of its own WSDL 1.1, or of the one that the gateway gives to
 * partners ({@code soap/delivery.wsdl}). What a WSDL offers, {@code soap/wsdl.xslt} says.
 *
 * @param bytes reads a file of the bundle; empty after a finding
 */
record WsdlReader(Function<String, Optional<byte[]>> bytes, Findings findings) {
    private static final String FOLDER = "wsdl/";
    private static final String OURS = "soap/delivery.wsdl";
    private static final List<String> DELIVER = List.of("Receiver", "Receiver", "Deliver");
    private static final String TAKES_SEALED = "{urn:concordat:delivery:1}Deliver";
    private static final String GOOD = "good";
    private static final Mapping OFFERED = Mapping.shipped("soap/wsdl.xslt", LocalFormat.TXT);

    /** The endpoint of an agency's connection; empty after a finding. */
    Optional<Endpoint> read(Located connection, URI address, Located agency) {
        Optional<Located> own = connection.find("wsdl");
        Optional<byte[]> wsdl =
                own.map(name -> bytes.apply(FOLDER + name.text())).orElseGet(() -> Optional.of(Shipped.bytes(OURS)));
        if (wsdl.isEmpty()) {
            return Optional.empty();
        }
        List<String> named = own.map(name -> List.of("service", "port", "operation").stream()
                        .map(each -> connection.get(each).text())
                        .toList())
                .orElse(DELIVER);
        boolean enveloped = connection.find("envelopes").isEmpty();
        int before = findings.count();
        boolean mapped = agency.find("mapping").isPresent();
        check(own.orElse(connection), wsdl.get(), named, enveloped, mapped);
        if (enveloped && agency.get("certificates").find("envelope").isEmpty()) {
            findings.add(
                    connection, "envelopes are encrypted to the agency, and its 'certificates' have no 'envelope'");
        }
        return findings.count() > before
                ? Optional.empty()
                : Optional.of(new Endpoint.Soap(
                        address, new Wsdl(wsdl.get()), named.get(0), named.get(1), named.get(2), enveloped));
    }

    private void check(Located where, byte[] wsdl, List<String> named, boolean enveloped, boolean mapped) {
        String called = "the WSDL: operation '" + String.join("' of port '", named.get(2), named.get(1)) + "': ";
        try {
            List<String> lines = new String(OFFERED.apply(wsdl), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            lines.stream()
                    .filter(line -> line.startsWith("!"))
                    .forEach(line -> findings.add(where, "the WSDL: " + line.substring(1)));
            List<String> found = lines.stream()
                    .filter(line -> line.startsWith(String.join("\t", named) + "\t"))
                    .toList();
            if (found.size() != 1) {
                findings.add(where, called + "there is none in service '" + named.get(0) + "'");
                return;
            }
            String[] said = found.get(0).split("\t", -1);
            if (said[3].isEmpty() || mapped == said[3].equals(TAKES_SEALED)) {
                findings.add(
                        where,
                        called + "it takes " + said[3]
                                + (mapped
                                        ? ", where the mapping's outcome is to go"
                                        : ", and without a mapping takes " + TAKES_SEALED));
            }
            if (said[4].equals("none") == enveloped || !(said[4].equals("none") || said[4].equals(GOOD))) {
                findings.add(
                        where,
                        called
                                + (said[4].equals(GOOD)
                                        ? "its policy protects envelopes, and 'envelopes' says that they go in clear"
                                        : said[4].equals("none")
                                                ? "it has no policy; that TLS alone protects envelopes is to be said: 'envelopes: in-clear'"
                                                : said[4]));
            }
        } catch (MappingFailed e) {
            findings.add(where, "the WSDL cannot be read: " + e.getMessage());
        }
    }
}
