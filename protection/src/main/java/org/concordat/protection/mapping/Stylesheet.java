package org.concordat.protection.mapping;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.Serializer;
import net.sf.saxon.s9api.XdmAtomicValue;
import net.sf.saxon.s9api.XdmValue;
import net.sf.saxon.s9api.XmlProcessingError;
import net.sf.saxon.s9api.Xslt30Transformer;
import net.sf.saxon.s9api.XsltCompiler;
import net.sf.saxon.s9api.XsltExecutable;

/** A mapping in XSLT 3.0. It cannot include another stylesheet, write a second result, or say anything but its outcome. */
record Stylesheet(String name, LocalFormat format, boolean inwards, Saxon saxon, XsltExecutable compiled)
        implements Mapping {
    /** @throws MappingFailed with the line of the first mistake */
    static Stylesheet compile(String name, LocalFormat format, boolean inwards, byte[] text) throws MappingFailed {
        Saxon saxon = new Saxon();
        XsltCompiler compiler = saxon.processor().newXsltCompiler();
        compiler.setJustInTimeCompilation(false);
        List<XmlProcessingError> mistakes = new ArrayList<>();
        compiler.setErrorReporter(mistake -> {
            if (!mistake.isWarning()) {
                mistakes.add(mistake);
            }
        });
        try {
            return new Stylesheet(name, format, inwards, saxon, compiler.compile(Saxon.source(text)));
        } catch (SaxonApiException e) {
            XmlProcessingError first = mistakes.isEmpty() ? null : mistakes.get(0);
            throw new MappingFailed(
                    first == null ? e.getLineNumber() : first.getLocation().getLineNumber(),
                    "this is no stylesheet that can be used: " + (first == null ? e.getMessage() : first.getMessage()));
        }
    }

    /** One of our own. */
    static Stylesheet shipped(String file, LocalFormat format, boolean inwards) {
        try (InputStream in = Stylesheet.class.getResourceAsStream("/" + file)) {
            return compile(file, format, inwards, Objects.requireNonNull(in).readAllBytes());
        } catch (IOException | MappingFailed e) {
            throw new IllegalStateException("the shipped " + file + " cannot be read", e);
        }
    }

    @Override
    public byte[] apply(byte[] record) throws MappingFailed {
        return apply(record, Map.of());
    }

    /** The same, with what a stylesheet of our own asks for besides. */
    byte[] apply(byte[] record, Map<QName, XdmValue> parameters) throws MappingFailed {
        Xslt30Transformer transformer = compiled.load30();
        // what a mapping would say of a record is said to nobody
        transformer.setMessageHandler(message -> {});
        transformer.setErrorReporter(error -> {});
        transformer.setTraceFunctionDestination(null);
        transformer.setResultDocumentHandler(uri -> {
            throw new IllegalArgumentException("a mapping has one outcome");
        });
        Outcome outcome = new Outcome();
        try {
            transformer.setStylesheetParameters(parameters);
            if (inwards && format != LocalFormat.XML) {
                transformer.applyTemplates(new XdmAtomicValue(text(record)), serializer(outcome));
            } else {
                transformer.transform(saxon.tree(record).asSource(), serializer(outcome));
            }
        } catch (SaxonApiException e) {
            throw new MappingFailed(e.getLineNumber(), "it came to nothing with this record" + code(e));
        } catch (RuntimeException e) {
            // the library wraps what others throw in exceptions that quote the record
            throw new MappingFailed(1, outcome.isFull() ? Outcome.FULL : "it came to nothing with this record");
        }
        return outcome.toByteArray();
    }

    private static String text(byte[] bytes) throws MappingFailed {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MappingFailed(1, "what it is given is no text in UTF-8");
        }
    }

    /** In UTF-8, whatever the stylesheet says: how it is encoded is told to nobody. */
    private Serializer serializer(Outcome outcome) {
        Serializer serializer = saxon.processor().newSerializer(outcome);
        serializer.setOutputProperty(Serializer.Property.ENCODING, "UTF-8");
        return serializer;
    }

    private static String code(SaxonApiException e) {
        String code = e.getErrorCode() == null ? "" : e.getErrorCode().getLocalName();
        // one of its own, a stylesheet could make of what it reads
        return code.matches("[A-Z]{4}[0-9]{4}") ? " (" + code + ")" : "";
    }
}
