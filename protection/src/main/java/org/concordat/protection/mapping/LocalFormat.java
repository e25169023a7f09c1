package org.concordat.protection.mapping;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.concordat.schemas.canonical.Canonical;
import org.concordat.schemas.xml.XmlReaders;
import org.xml.sax.SAXException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What may come out of a mapping, and when two outcomes say the same. */
public enum LocalFormat {
    JSON("application/json"),
    XML("application/xml"),
    CSV("text/csv"),
    TXT("text/plain");

    private final String mediaType;

    LocalFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    public String mediaType() {
        return mediaType;
    }

    /** The form of a file whose name ends so, e.g. {@code json}. */
    public static Optional<LocalFormat> ofSuffix(String suffix) {
        return Arrays.stream(values())
                .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(suffix))
                .findFirst();
    }

    /** Whether both say the same, however they are laid out: of JSON the values, of XML the canonical form, else the text. */
    public boolean same(byte[] one, byte[] other) {
        try {
            return switch (this) {
                case JSON ->
                    JsonMapper.shared().readTree(one).equals(JsonMapper.shared().readTree(other));
                case XML -> Arrays.equals(canonical(one), canonical(other));
                case CSV, TXT -> lines(one).equals(lines(other));
            };
        } catch (JacksonException | SAXException | IOException e) {
            return false;
        }
    }

    private static byte[] canonical(byte[] xml) throws SAXException, IOException {
        return Canonical.of(
                XmlReaders.dom().parse(new ByteArrayInputStream(xml)).getDocumentElement());
    }

    private static String lines(byte[] text) {
        return new String(text, StandardCharsets.UTF_8).replace("\r\n", "\n").stripTrailing();
    }
}
