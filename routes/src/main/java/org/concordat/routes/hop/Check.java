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
            throw refuse(
                            Category.UNPROCESSABLE,
                            "check.incomplete",
                            "The disclosure is authentic, but not complete enough to be acted on; see the findings.",
                            header,
                            admitted)
                    .with(outcome.findings());
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
            throw refuse(Category.INVALID, "check.header-differs", "The document says two things of itself.", admitted);
        }
        if (disclosure.release().isPresent()) {
            // of a released copy less is demanded, because parts may be withheld: nobody hands one in
            throw refuse(
                    Category.INVALID,
                    "check.released-copy",
                    "This has the form of a released copy. Only the gateway makes those; hand in your own disclosure.",
                    header,
                    admitted);
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
                    Category.TOO_LARGE,
                    "check.too-large",
                    "This gateway never has room for a copy for each recipient: of this size it takes "
                            + admitted.room.most() / admitted.document.length + " recipients at once, not " + recipients
                            + ". Hand it in for fewer, or make it smaller.",
                    disclosure.header(),
                    admitted);
        }
        if (!admitted.room.take(copies)) {
            throw new HopRefused(
                    Category.RETRY_LATER,
                    "check.busy",
                    "The gateway has no room at the moment for a copy for each recipient. Nothing of this was kept.");
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
            throw refuse(
                            Category.INVALID,
                            "check.schema",
                            "The document does not keep to the schema of a disclosure; see the findings.",
                            admitted)
                    .with(e.findings());
        }
    }

    /** Tries the agency's signing certificates, of which there are two while it changes keys; the last one's failure counts. */
    private VerifiedDisclosure verify(Disclosure disclosure, Admitted admitted) throws HopRefused {
        Agency agency = admitted.agency;
        boolean byAdapter = disclosure.header().byAdapter();
        if (byAdapter != admitted.adapted) {
            throw refuse(
                    Category.FORBIDDEN,
                    "check.signer-mismatch",
                    "The document does not say truly who signed it: the gateway's adapter signs what it made itself, and"
                            + " nothing else.",
                    disclosure.header(),
                    admitted);
        }
        HopRefused failure = refuse(
                Category.FORBIDDEN,
                "check.no-signing-certificate",
                "The agency has no signing certificate registered here.",
                disclosure.header(),
                admitted);
        for (X509Certificate certificate : agency.signing(byAdapter)) {
            try {
                VerifiedDisclosure verified = new DisclosureVerifier().verify(disclosure, certificate);
                requireValid(certificate, disclosure, admitted);
                return verified;
            } catch (SignatureBroken e) {
                failure = refuse(
                                Category.INVALID,
                                "check.signature",
                                "The signature does not hold: the document was altered, or was not signed by a key of"
                                        + " this agency.",
                                disclosure.header(),
                                admitted)
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
            throw refuse(
                    Category.UNPROCESSABLE,
                    "check.sent-in-future",
                    "The disclosure says that it was sent in the future; the sending system's clock is wrong.",
                    header,
                    admitted);
        }
        if (header.sent().isBefore(now.minus(replayWindow))) {
            throw refuse(
                    Category.UNPROCESSABLE,
                    "check.sent-too-long-ago",
                    "The disclosure was sent more than " + replayWindow.toHours()
                            + " hours ago; if it is still wanted, sign it anew under a new id.",
                    header,
                    admitted);
        }
    }

    private HopRefused refuse(Category category, String code, String sentence, Admitted admitted) {
        return new HopRefused(category, code, sentence)
                .on(Evidence.refused(protection.now(), code, admitted.agency.id()));
    }

    private HopRefused refuse(Category category, String code, String sentence, Header header, Admitted admitted) {
        return new HopRefused(category, code, sentence)
                .on(Evidence.refused(protection.now(), code, header, admitted.digest));
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
