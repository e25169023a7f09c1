package org.concordat.schemas.signature;

import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.concordat.schemas.canonical.Canonical;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.concordat.schemas.disclosure.DisclosureRejected;
import org.concordat.schemas.disclosure.KindDefinition;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.disclosure.ValidationOutcome;
import org.concordat.schemas.primitive.Primitives;
import org.concordat.schemas.terminology.Kind;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Turns a draft (no signature, no digests; ids of the author's own) into a signed disclosure. Safe to share.
 *
 * @param clock says what {@code Sent} and the Header's id are given where the draft has none
 */
public record DisclosureSigner(DisclosureContext context, Clock clock) {
    /** 128 bits: nobody can try the contents of a withheld part against its digest. */
    private static final int SALT_BYTES = 16;

    private static final int DIGEST_BYTES = 32;

    /**
     * Gives parts random ids and salts, lists their digests among decoys, and signs the Header. Comments and layout of the draft
     * are dropped. What comes out was read by our own parser and validator.
     *
     * @throws DisclosureRejected with every finding, when the draft would not be accepted
     */
    public byte[] sign(byte[] draft, SigningKey key) throws DisclosureRejected {
        return sign(Draft.read(draft), key);
    }

    /** The same for a system that cannot sign, by who holds an adapter's key for it; the record says so. */
    public byte[] signAsAdapter(byte[] draft, UUID id, SigningKey key) throws DisclosureRejected {
        Draft tree = Draft.read(draft);
        tree.header().setAttribute("id", "_" + id);
        tree.header().setAttribute("signer", "adapter");
        return sign(tree, key);
    }

    private byte[] sign(Draft tree, SigningKey key) throws DisclosureRejected {
        KindDefinition kind = kindOf(tree);
        tree.rename(() -> "_" + RandomIds.random());
        for (Element part : tree.parts()) {
            part.setAttribute("salt", Base64.getEncoder().encodeToString(RandomIds.bytes(SALT_BYTES)));
        }
        complete(tree);
        byte[] signed = assemble(tree, kind, key);
        ValidationOutcome outcome =
                context.validator().validate(context.parser().parse(signed));
        if (!outcome.isAcceptable()) {
            throw new DisclosureRejected(outcome.findings());
        }
        return signed;
    }

    private KindDefinition kindOf(Draft draft) throws DisclosureRejected {
        String name = draft.header().getAttribute("kind");
        return context.kinds().stream()
                .filter(kind -> kind.value().equals(name))
                .findFirst()
                .flatMap((Kind kind) -> context.kind(kind))
                .orElseThrow(() -> new DisclosureRejected(
                        "kind.unknown", "/Disclosure/Header/@kind", "no such kind of disclosure is defined"));
    }

    /** What authors need not write: the id, the conversation that it opens, and when it was sent. */
    private void complete(Draft draft) {
        Element header = draft.header();
        if (header.getAttribute("id").isEmpty()) {
            header.setAttribute("id", "_" + RandomIds.timed(clock));
        }
        List<Element> conversations = draft.inHeader("Conversation");
        if (conversations.isEmpty()) {
            Element conversation = draft.create("Conversation");
            header.insertBefore(conversation, afterFrom(draft));
            conversations = List.of(conversation);
        }
        Element conversation = conversations.get(0);
        if (conversation.getAttribute("id").isEmpty()) {
            conversation.setAttribute("id", RandomIds.random().toString());
        }
        if (draft.inHeader("Sent").isEmpty()) {
            Element sent = draft.create("Sent");
            sent.setTextContent(clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
            header.appendChild(sent);
        }
    }

    private static @Nullable Node afterFrom(Draft draft) {
        List<Element> from = draft.inHeader("From");
        return from.isEmpty() ? draft.header().getFirstChild() : from.get(0).getNextSibling();
    }

    private static byte[] assemble(Draft draft, KindDefinition kind, SigningKey key) throws DisclosureRejected {
        MessageDigest sha256 = Primitives.sha256();
        List<byte[]> parts = new ArrayList<>();
        List<Element> listed = new ArrayList<>();
        for (Element part : draft.parts()) {
            byte[] bytes = Canonical.of(part);
            parts.add(bytes);
            listed.add(digest(draft, part.getAttribute("id"), sha256.digest(bytes)));
        }
        if (listed.size() > kind.digestList()) {
            throw new DisclosureRejected(
                    "kind.parts",
                    "/Disclosure",
                    "of this kind, a disclosure has at most " + kind.digestList() + " parts");
        }
        while (listed.size() < kind.digestList()) {
            listed.add(digest(draft, "_" + RandomIds.random(), RandomIds.bytes(DIGEST_BYTES)));
        }
        Collections.shuffle(listed, Primitives.random());
        Element digests = draft.create("Digests");
        listed.forEach(digests::appendChild);
        draft.header().appendChild(digests);

        byte[] header = Canonical.of(draft.header());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(Releaser.OPEN);
        out.writeBytes(header);
        parts.forEach(out::writeBytes);
        out.writeBytes(SignatureElement.of(Profile.SENDER, headerId(draft), sha256.digest(header), key));
        out.writeBytes(Releaser.CLOSE);
        return out.toByteArray();
    }

    private static PartId headerId(Draft draft) throws DisclosureRejected {
        try {
            return new PartId(draft.header().getAttribute("id"));
        } catch (IllegalArgumentException e) {
            throw new DisclosureRejected(
                    "schema.form", "/Disclosure/Header/@id", "the id is an underscore and a UUID of version 7");
        }
    }

    private static Element digest(Draft draft, String of, byte[] value) {
        Element digest = draft.create("Digest");
        digest.setAttribute("of", of);
        digest.setTextContent(Base64.getEncoder().encodeToString(value));
        return digest;
    }
}
