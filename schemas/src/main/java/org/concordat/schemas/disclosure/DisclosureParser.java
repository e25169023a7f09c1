package org.concordat.schemas.disclosure;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.xml.validation.ValidatorHandler;
import org.concordat.schemas.xml.XmlReaders;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.XMLReader;
import org.xml.sax.ext.DefaultHandler2;

/** Reads a disclosure in one pass, within limits: 10 MiB, 64 levels, 512 parts; no DTD. Cheap; safe to share. */
public final class DisclosureParser {
    private static final String LEXICAL = "http://xml.org/sax/properties/lexical-handler";

    private final Schemas schemas;
    private final Envelope envelope;
    /** Readers and validators are costly to make and not safe to share: as many as threads have parsed at once. */
    private final Queue<Lane> lanes = new ConcurrentLinkedQueue<>();

    private record Lane(XMLReader reader, ValidatorHandler validator) {
        private static final DefaultHandler2 NOBODY = new DefaultHandler2();

        void reportTo(Reading reading, SchemaFindings found) throws SAXException {
            report(reading);
            validator.setErrorHandler(found);
        }

        /** Lets go of the document: an idle lane must not keep personal data. */
        void forget() {
            try {
                report(NOBODY);
            } catch (SAXException e) {
                throw new IllegalStateException("a reader that took a handler takes no other", e);
            }
            validator.setErrorHandler(NOBODY);
        }

        private void report(DefaultHandler2 handler) throws SAXException {
            reader.setContentHandler(handler);
            reader.setErrorHandler(handler);
            reader.setProperty(LEXICAL, handler);
        }
    }

    DisclosureParser(Schemas schemas) {
        this.schemas = schemas;
        this.envelope = new Envelope(schemas.labels());
    }

    /**
     * A disclosure that keeps to its schema, with the digests of what was read; its signature is not checked yet. A released
     * copy, in which parts are missing, is one too.
     *
     * @throws DisclosureRejected with every finding of the schema, or the first thing that no document may have
     */
    public Disclosure parse(byte[] document) throws DisclosureRejected {
        checkSize(document);
        ElementPath path = new ElementPath(schemas.names());
        SchemaFindings found = new SchemaFindings(path);
        Lane idle = lanes.poll();
        Lane lane = idle == null ? new Lane(XmlReaders.sax(), schemas.newValidator()) : idle;
        Reading reading = new Reading(path, lane.validator());
        try {
            lane.reportTo(reading, found);
            lane.reader().parse(new InputSource(new ByteArrayInputStream(document)));
        } catch (Guard.Refused refused) {
            List<Finding> all = new ArrayList<>(found.findings());
            all.add(refused.finding());
            throw new DisclosureRejected(all);
        } catch (SAXException | IOException unreadable) {
            // not passed on: what parsers say of a document quotes it
            throw new DisclosureRejected(
                    "xml.not-well-formed", path.toString(), "this is not well-formed XML in UTF-8");
        }
        // only after a reading that came to its end: a broken one may leave something behind
        lane.forget();
        lanes.add(lane);
        if (!found.findings().isEmpty()) {
            throw new DisclosureRejected(found.findings());
        }
        return envelope.disclosure(reading.zones(), reading.wholeDigest());
    }

    /**
     * Who says to have sent it and how it is marked, read from the start of the Header alone. Nothing in it is trusted, and
     * nothing after it was looked at.
     */
    public Peek peek(byte[] document) throws DisclosureRejected {
        checkSize(document);
        return Peek.at(document);
    }

    private static void checkSize(byte[] document) throws DisclosureRejected {
        if (document.length > Limits.BYTES) {
            throw new DisclosureRejected("limit.bytes", "/", "the document is larger than " + Limits.BYTES + " bytes");
        }
    }
}
