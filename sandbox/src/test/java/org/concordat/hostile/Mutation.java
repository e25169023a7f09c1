package org.concordat.hostile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import javax.xml.XMLConstants;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.stream.StreamResult;
import javax.xml.transform.stream.StreamSource;

/** What is done to a document's bytes: a stylesheet, a text put in, or far too much of something. */
final class Mutation {
    private static final int MIB = 1024 * 1024;
    private static final byte[] NOTHING_ELSE = """
            <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
              <xsl:template match="@*|node()"><xsl:copy><xsl:apply-templates select="@*|node()"/></xsl:copy></xsl:template>
            </xsl:stylesheet>
            """.getBytes(StandardCharsets.UTF_8);

    private Mutation() {}

    /** The document, written anew by the same tool that writes the mutated ones, and not changed. */
    static byte[] none(byte[] document) throws TransformerException {
        return transformed(document, NOTHING_ELSE);
    }

    static byte[] transformed(byte[] document, byte[] stylesheet) throws TransformerException {
        TransformerFactory factory = TransformerFactory.newDefaultInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_STYLESHEET, "");
        Transformer transformer = factory.newTransformer(new StreamSource(new ByteArrayInputStream(stylesheet)));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        transformer.transform(new StreamSource(new ByteArrayInputStream(document)), new StreamResult(out));
        return out.toByteArray();
    }

    static byte[] inserted(byte[] document, Attack.Insert insert) {
        return before(text(document), insert.before(), insert.text());
    }

    static byte[] generated(byte[] document, Attack.Generated generated) {
        String text = text(document);
        return switch (generated) {
            case ELEVEN_MIB -> padded(document, 11 * MIB);
            case HUNDRED_KIB -> padded(document, MIB / 10);
            case TEN_THOUSAND_PARTS -> parts(text);
            case DEEP_NESTING -> before(text, "</Section>", "<deeper>".repeat(100_000) + "</deeper>".repeat(100_000));
            case TWENTY_THOUSAND_ATTRIBUTES -> attributes(text);
            case CUT_OFF -> Arrays.copyOf(document, document.length * 3 / 4);
        };
    }

    /** White space after the end is good XML, and good JSON: the size is all that is wrong with it. */
    private static byte[] padded(byte[] document, int size) {
        byte[] padded = Arrays.copyOf(document, size);
        Arrays.fill(padded, document.length, padded.length, (byte) ' ');
        return padded;
    }

    private static byte[] parts(String text) {
        int from = text.lastIndexOf("<Section");
        int to = text.indexOf("</Section>", from) + "</Section>".length();
        String section = text.substring(from, to);
        StringBuilder parts = new StringBuilder();
        for (int i = 0; i < 10_000; i++) {
            parts.append(section.replaceFirst(" id=\"[^\"]*\"", " id=\"_00000000-0000-4000-8000-%012d\"".formatted(i)));
        }
        return (text.substring(0, to) + parts + text.substring(to)).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] attributes(String text) {
        StringBuilder attributes = new StringBuilder();
        for (int i = 0; i < 20_000; i++) {
            attributes.append(" a").append(i).append("=\"\"");
        }
        return text.replaceFirst("<Header", "<Header" + attributes).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] before(String text, String place, String added) {
        int at = text.indexOf(place);
        if (at < 0) {
            throw new IllegalArgumentException("the document has no " + place);
        }
        return (text.substring(0, at) + added + text.substring(at)).getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] document) {
        return new String(document, StandardCharsets.UTF_8);
    }
}
