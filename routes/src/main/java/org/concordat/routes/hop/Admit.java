package org.concordat.routes.hop;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.HandsIn;
import org.concordat.protection.envelope.OpeningFailed;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.mapping.Mapping;
import org.concordat.protection.mapping.MappingFailed;
import org.concordat.protection.receipt.Digest;
import org.concordat.routes.hop.Quarantine.SetAside;
import org.concordat.schemas.disclosure.DisclosureRejected;
import org.concordat.schemas.disclosure.Peek;
import org.concordat.schemas.signature.DisclosureSigner;
import org.concordat.schemas.terminology.Classification;
import org.concordat.schemas.terminology.Coded;

/**
 * The first hop: who hands in what. Nothing that it peeks is trusted; what it decides on it is decided again by
 * {@link Check}, but for documents above the gateway's marking, which are never parsed.
 */
public record Admit(Protection protection, Commitments commitments, Quarantine quarantine) {
    /** The largest disclosure, in bytes, sealed or not. */
    public static final int LARGEST = 10 * 1024 * 1024;

    public Admitted admit(Submission submission) throws HopRefused, KnownRepeat {
        try {
            return admitted(submission);
        } catch (HopRefused e) {
            throw submission.origin().isOpenToAll() ? e.on(List.of()) : e;
        }
    }

    private Admitted admitted(Submission submission) throws HopRefused, KnownRepeat {
        Agency agency = new Callers(protection).agencyOf(submission.origin());
        byte[] document = open(submission, agency);
        boolean adapted = submission.form() == Submission.Form.LOCAL;
        String digest = Digest.of(document);
        Peek peek = peek(document, agency);
        if (!peek.from().equals(agency.id())) {
            throw refuse(agency, "admit.sender-mismatch");
        }
        if (Coded.find(Classification.values(), peek.classification()).isEmpty()) {
            boolean keeps = !submission.origin().isOpenToAll();
            if (keeps && !setAside(agency, document, digest)) {
                throw refuse(agency, "admit.quarantine-full");
            }
            throw refuse(
                    agency,
                    "admit.above-marking",
                    (keeps ? "it was set aside unread for the quarantine officer." : "it stays sealed as it came."));
        }
        Optional<Commitments.OnRecord> earlier = commitments.find(agency.id(), peek.id());
        if (earlier.isPresent()) {
            throw earlier.get().repeated(digest, "admit", agency.id(), protection.now());
        }
        return new Admitted(
                agency, peek, document, digest, adapted, submission.origin().isOpenToAll(), submission.room);
    }

    private byte[] open(Submission submission, Agency agency) throws HopRefused, KnownRepeat {
        limit(submission.size(), agency);
        if (submission.form() == Submission.Form.XML) {
            return submission.body();
        }
        if (submission.form() == Submission.Form.LOCAL) {
            return adapt(submission.body(), (Channel) submission.origin(), agency);
        }
        try {
            byte[] document = protection.opener().open(new Sealed(submission.body()));
            limit(document.length, agency);
            return document;
        } catch (OpeningFailed e) {
            throw refuse(agency, "admit.not-sealed-to-gateway");
        }
    }

    /** The record of what came from a system that cannot sign; its id is that of what came, so it is made once. */
    private byte[] adapt(byte[] original, Channel channel, Agency agency) throws HopRefused, KnownRepeat {
        UUID id = channel.idOf(original);
        Optional<Commitments.OnRecord> earlier = commitments.find(agency.id(), id);
        if (earlier.isPresent()) {
            throw new KnownRepeat(earlier.get().receipt());
        }
        Mapping mapping = agency.handsIn().flatMap(HandsIn::mapping).orElseThrow();
        try {
            return new DisclosureSigner(protection.schemas(), protection.clock())
                    .signAsAdapter(
                            mapping.apply(original), id, protection.custody().adapter(agency));
        } catch (MappingFailed e) {
            throw refuse(agency, "admit.mapping-failed", mapping.name(), e.line(), String.valueOf(e.getMessage()));
        } catch (DisclosureRejected e) {
            throw refuse(agency, "admit.draft-rejected", mapping.name()).with(e.findings());
        }
    }

    private void limit(int bytes, Agency agency) throws HopRefused {
        if (bytes > LARGEST) {
            throw refuse(agency, "admit.too-large", LARGEST / (1024 * 1024));
        }
    }

    private Peek peek(byte[] document, Agency agency) throws HopRefused {
        try {
            return protection.schemas().parser().peek(document);
        } catch (DisclosureRejected e) {
            throw refuse(agency, "admit.unreadable").with(e.findings());
        }
    }

    /** Puts what may not be read where only the quarantine officer can read it. */
    private boolean setAside(Agency from, byte[] document, String digest) {
        Sealed content = protection.sealed(document, protection.quarantineOfficer());
        return quarantine.keep(new SetAside(protection.ids().timed(), from.id(), protection.now(), digest, content));
    }

    private HopRefused refuse(Agency agency, String code, Object... said) {
        return HopRefused.of(code, said).on(Evidence.refused(protection.now(), code, agency.id()));
    }

    /** A document that a known agency handed in, of which nothing is trusted yet. */
    public static final class Admitted {
        final Agency agency;
        final Peek peek;
        final byte[] document;
        /** Of the document, in hexadecimal. */
        final String digest;
        /** Whether the gateway made it, and signed it for the agency's system. */
        final boolean adapted;

        /** Whether anybody could have handed it in. */
        final boolean isOpenToAll;

        final Room room;

        /** What was admitted and committed before. */
        static Admitted again(Agency agency, Peek peek, byte[] document, String digest) {
            return new Admitted(agency, peek, document, digest, false, false, bytes -> true);
        }

        private Admitted(
                Agency agency,
                Peek peek,
                byte[] document,
                String digest,
                boolean adapted,
                boolean isOpenToAll,
                Room room) {
            this.agency = agency;
            this.peek = peek;
            this.document = document;
            this.digest = digest;
            this.adapted = adapted;
            this.isOpenToAll = isOpenToAll;
            this.room = room;
        }
    }
}
