package org.concordat.routes.hop;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.key.Use;
import org.concordat.routes.hop.Admit.Admitted;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.DisclosureRejected;
import org.concordat.schemas.disclosure.Finding;
import org.concordat.schemas.disclosure.Header;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.disclosure.Subject;
import org.concordat.schemas.disclosure.ValidationOutcome;
import org.concordat.schemas.signature.DisclosureVerifier;
import org.concordat.schemas.signature.SignatureBroken;
import org.concordat.schemas.signature.VerifiedDisclosure;

/**
 * The second hop: that the document is what it claims to be, from whom it claims, whole, recent and complete.
 *
 * @param replayWindow how long ago it may have been sent; ids are remembered for longer than that
 */
public record Check(Protection protection, Duration replayWindow) {
    public Checked check(Admitted admitted) throws HopRefused {
        VerifiedDisclosure verified;
        try {
            verified = authentic(admitted);
        } catch (HopRefused e) {
            throw admitted.isOpenToAll ? e.on(List.of()) : e;
        }
        Disclosure disclosure = verified.disclosure();
        Header header = disclosure.header();
        requireRecent(header, admitted);
        ValidationOutcome outcome = protection.schemas().validator().validate(disclosure);
        if (!outcome.isAcceptable()) {
            throw refuse(header, admitted, "check.incomplete").with(outcome.findings());
        }
        requireRoom(disclosure, admitted);
        return new Checked(admitted, verified, outcome.findings(), pseudonyms(protection, disclosure));
    }

    private VerifiedDisclosure authentic(Admitted admitted) throws HopRefused {
        Disclosure disclosure = parse(admitted);
        Header header = disclosure.header();
        if (!header.from().agency().equals(admitted.agency.id())
                || !header.id().equals(admitted.peek.id())
                || !header.classification().code().equals(admitted.peek.classification())) {
            throw refuse(admitted, "check.header-differs");
        }
        if (disclosure.release().isPresent()) {
            // of a released copy less is demanded, because parts may be withheld: nobody hands one in
            throw refuse(header, admitted, "check.released-copy");
        }
        return verify(disclosure, admitted);
    }

    /** What was committed before: nothing has changed but what is known of its people, under keys of now. */
    static Checked again(Protection protection, Admitted admitted, X509Certificate signer) throws DisclosureRejected {
        Disclosure disclosure = protection.schemas().parser().parse(admitted.document);
        try {
            return new Checked(
                    admitted,
                    new DisclosureVerifier().verify(disclosure, signer),
                    List.of(),
                    pseudonyms(protection, disclosure));
        } catch (SignatureBroken e) {
            throw new IllegalStateException("what was committed is not what was signed", e);
        }
    }

    /** Each recipient's sealed copy stays in memory until all are committed. */
    private void requireRoom(Disclosure disclosure, Admitted admitted) throws HopRefused {
        int recipients = disclosure.recipients().size();
        long copies = (long) admitted.document.length * recipients;
        if (copies > admitted.room.most()) {
            throw refuse(
                    disclosure.header(),
                    admitted,
                    "check.too-large",
                    admitted.room.most() / admitted.document.length,
                    recipients);
        }
        if (!admitted.room.take(copies)) {
            throw HopRefused.of("check.busy");
        }
    }

    /** By subject; one who has no identifier has none. */
    private static Map<PartId, List<String>> pseudonyms(Protection protection, Disclosure disclosure) {
        return disclosure.subjects().stream()
                .collect(Collectors.toMap(
                        Subject::id,
                        subject -> subject.identifiers().stream()
                                .map(protection.pseudonyms()::of)
                                .toList()));
    }

    private Disclosure parse(Admitted admitted) throws HopRefused {
        try {
            return protection.schemas().parser().parse(admitted.document);
        } catch (DisclosureRejected e) {
            throw refuse(admitted, "check.schema").with(e.findings());
        }
    }

    /** Tries the agency's signing certificates, of which there are two while it changes keys; the last one's failure counts. */
    private VerifiedDisclosure verify(Disclosure disclosure, Admitted admitted) throws HopRefused {
        Agency agency = admitted.agency;
        boolean byAdapter = disclosure.header().byAdapter();
        if (byAdapter != admitted.adapted) {
            throw refuse(disclosure.header(), admitted, "check.signer-mismatch");
        }
        HopRefused failure = refuse(disclosure.header(), admitted, "check.no-signing-certificate");
        for (X509Certificate certificate : agency.signing(byAdapter)) {
            try {
                VerifiedDisclosure verified = new DisclosureVerifier().verify(disclosure, certificate);
                requireValid(certificate, disclosure, admitted);
                return verified;
            } catch (SignatureBroken e) {
                failure = refuse(disclosure.header(), admitted, "check.signature")
                        .with(List.of(new Finding(
                                Finding.Severity.ERROR, e.code(), "/Disclosure", String.valueOf(e.getMessage()))));
            }
        }
        throw failure;
    }

    private void requireValid(X509Certificate certificate, Disclosure disclosure, Admitted admitted) throws HopRefused {
        try {
            protection.rely(certificate, Use.SIGNING, "check", "the signing certificate");
        } catch (HopRefused e) {
            throw e.category() == Category.RETRY_LATER
                    ? e
                    : e.on(Evidence.refused(protection.now(), e.code(), disclosure.header(), admitted.digest));
        }
    }

    private void requireRecent(Header header, Admitted admitted) throws HopRefused {
        Instant now = protection.now();
        if (protection.isToCome(header.sent())) {
            throw refuse(header, admitted, "check.sent-in-future");
        }
        if (header.sent().isBefore(now.minus(replayWindow))) {
            throw refuse(header, admitted, "check.sent-too-long-ago", replayWindow.toHours());
        }
    }

    private HopRefused refuse(Admitted admitted, String code, Object... said) {
        return HopRefused.of(code, said).on(Evidence.refused(protection.now(), code, admitted.agency.id()));
    }

    private HopRefused refuse(Header header, Admitted admitted, String code, Object... said) {
        return HopRefused.of(code, said).on(Evidence.refused(protection.now(), code, header, admitted.digest));
    }

    /** A disclosure that its sender signed, whole and complete. */
    public static final class Checked {
        private final Admitted admitted;
        final VerifiedDisclosure verified;
        /** What was found and does not stop it. */
        final List<Finding> queries;

        private final Map<PartId, List<String>> pseudonyms;

        private Checked(
                Admitted admitted,
                VerifiedDisclosure verified,
                List<Finding> queries,
                Map<PartId, List<String>> pseudonyms) {
            this.admitted = admitted;
            this.verified = verified;
            this.queries = List.copyOf(queries);
            this.pseudonyms = Map.copyOf(pseudonyms);
        }

        Disclosure disclosure() {
            return verified.disclosure();
        }

        Header header() {
            return verified.disclosure().header();
        }

        /** The document as it came. */
        byte[] document() {
            return admitted.document;
        }

        String digest() {
            return admitted.digest;
        }

        /** What stands in the ledger for the subjects that are among these parts. */
        List<String> pseudonyms(Set<PartId> parts) {
            return pseudonyms.entrySet().stream()
                    .filter(subject -> parts.contains(subject.getKey()))
                    .flatMap(subject -> subject.getValue().stream())
                    .distinct()
                    .sorted()
                    .toList();
        }

        /** The same for all of its subjects. */
        List<String> pseudonyms() {
            return pseudonyms(pseudonyms.keySet());
        }
    }
}
