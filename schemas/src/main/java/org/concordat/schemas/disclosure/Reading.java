package org.concordat.schemas.disclosure;

import java.security.MessageDigest;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.xml.validation.ValidatorHandler;
import org.concordat.schemas.canonical.Canonical;
import org.concordat.schemas.primitive.Primitives;
import org.jspecify.annotations.Nullable;
import org.xml.sax.Attributes;
import org.xml.sax.SAXException;

/**
 * The one pass over a document: guards it, puts every child of the root in canonical form and digests it, digests the whole,
 * keeps the envelope, and only then hands each event to the schema validator, which may alter what it is given.
 */
final class Reading extends Guard {
    private static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    /** How much of the whole's canonical form waits to be digested. */
    private static final int DRAIN = 64 * 1024;

    private final ValidatorHandler schema;
    private final Canonical whole = new Canonical();
    private final Canonical child = new Canonical();
    private final Canonical signedInfo = new Canonical();
    private final MessageDigest wholeDigest = Primitives.sha256();
    private final MessageDigest digest = Primitives.sha256();
    private final List<Zone> zones = new ArrayList<>();
    private final Deque<Node> nodes = new ArrayDeque<>();

    private @Nullable CanonicalBytes signedInfoBytes;
    private boolean inSection;
    private boolean inSignedInfo;
    private boolean releaseSeen;
    private boolean inGatewaysSignature;

    Reading(ElementPath path, ValidatorHandler schema) {
        super(path);
        this.schema = schema;
    }

    /**
     * A child of the root: what it says, its canonical form, and for a signature that of its SignedInfo.
     */
    record Zone(Node node, CanonicalBytes canonical, Optional<CanonicalBytes> signedInfo) {}

    List<Zone> zones() {
        return zones;
    }

    /** Of everything but the gateway's signature. */
    String wholeDigest() {
        whole.drainTo(wholeDigest);
        return Base64.getEncoder().encodeToString(wholeDigest.digest());
    }

    @Override
    public void startDocument() throws SAXException {
        schema.startDocument();
    }

    @Override
    public void endDocument() throws SAXException {
        schema.endDocument();
    }

    @Override
    public void startPrefixMapping(String prefix, String uri) throws SAXException {
        schema.startPrefixMapping(prefix, uri);
    }

    @Override
    public void endPrefixMapping(String prefix) throws SAXException {
        schema.endPrefixMapping(prefix);
    }

    @Override
    public void startElement(String uri, String localName, String qualifiedName, Attributes attributes)
            throws SAXException {
        super.startElement(uri, localName, qualifiedName, attributes);
        if (level() == 2) {
            child.reset();
            signedInfoBytes = null;
            // by position, never by id: the signature that follows the Release is the gateway's
            inGatewaysSignature = releaseSeen && uri.equals(DS);
            releaseSeen |= localName.equals("Release");
            inSection = localName.equals("Section");
        }
        if (level() == 3 && uri.equals(DS) && localName.equals("SignedInfo")) {
            inSignedInfo = true;
            signedInfo.reset();
        }
        if (!inGatewaysSignature) {
            whole.startElement(uri, localName, qualifiedName, attributes);
        }
        if (level() > 1) {
            child.startElement(uri, localName, qualifiedName, attributes);
            keep(new Node(localName, attributes));
        }
        if (inSignedInfo) {
            signedInfo.startElement(uri, localName, qualifiedName, attributes);
        }
        schema.startElement(uri, localName, qualifiedName, attributes);
    }

    /** Of a section, only its own element and the name of its content are kept. */
    private void keep(Node node) {
        if (!inSection || level() <= 3) {
            if (!nodes.isEmpty()) {
                nodes.getLast().add(node);
            }
            nodes.addLast(node);
        }
    }

    @Override
    public void characters(char[] characters, int start, int length) throws SAXException {
        if (!inGatewaysSignature) {
            whole.characters(characters, start, length);
            if (whole.size() > DRAIN) {
                whole.drainTo(wholeDigest);
            }
        }
        if (level() > 1) {
            child.characters(characters, start, length);
            if (!inSection) {
                nodes.getLast().append(characters, start, length);
            }
        }
        if (inSignedInfo) {
            signedInfo.characters(characters, start, length);
        }
        schema.characters(characters, start, length);
    }

    @Override
    public void endElement(String uri, String localName, String qualifiedName) throws SAXException {
        schema.endElement(uri, localName, qualifiedName);
        if (!inGatewaysSignature) {
            whole.endElement(uri, localName, qualifiedName);
        }
        if (inSignedInfo) {
            signedInfo.endElement(uri, localName, qualifiedName);
            if (signedInfo.isComplete()) {
                inSignedInfo = false;
                signedInfoBytes = digested(signedInfo);
            }
        }
        if (level() > 1) {
            child.endElement(uri, localName, qualifiedName);
            if (!inSection || level() <= 3) {
                Node node = nodes.removeLast();
                if (level() == 2) {
                    zones.add(new Zone(node, digested(child), Optional.ofNullable(signedInfoBytes)));
                    inGatewaysSignature = false;
                    inSection = false;
                }
            }
        }
        super.endElement(uri, localName, qualifiedName);
    }

    private CanonicalBytes digested(Canonical canonical) {
        byte[] bytes = canonical.toByteArray();
        return new CanonicalBytes(bytes, digest.digest(bytes));
    }
}
