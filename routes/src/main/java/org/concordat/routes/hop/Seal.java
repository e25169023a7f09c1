package org.concordat.routes.hop;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.envelope.Sealer;
import org.concordat.protection.envelope.SealingFailed;
import org.concordat.protection.key.Thumbprint;
import org.concordat.protection.key.Use;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.receipt.Digest;
import org.concordat.routes.hop.Check.Checked;
import org.concordat.routes.hop.Clear.Grant;
import org.concordat.routes.hop.Commitment.Parcel;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.routes.hop.Minimise.Copy;
import org.concordat.routes.hop.Minimise.Minimised;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.disclosure.Release;
import org.concordat.schemas.signature.Releaser;

/**
 * The fifth hop: makes each recipient's released copy and seals it to that recipient alone; the original and the
 * grounds of the decision are sealed to the gateway.
 *
 * @param heldAfter how long recipients who say nothing else may be out of reach before the sender is told
 */
public record Seal(Protection protection, Duration heldAfter) {
    public Sealed seal(Minimised minimised) throws HopRefused {
        Checked checked = minimised.cleared.checked;
        Instant now = protection.now();
        List<Lot> lots = new ArrayList<>();
        List<Omission> omissions = new ArrayList<>(minimised.cleared.omissions);
        for (Copy copy : minimised.copies) {
            try {
                lots.add(lot(checked, copy, now));
            } catch (HopRefused e) {
                if (e.category() == Category.RETRY_LATER) {
                    throw e;
                }
                Grant grant = copy.grant();
                omissions.add(Omission.of(checked, grant.recipient(), grant.ruling(), e.code(), e.sentence(), now));
            }
        }
        if (lots.isEmpty()) {
            throw Omission.nobodyLeft("seal", omissions);
        }
        return new Sealed(checked, protection.sealed(checked.document()), lots, omissions, now);
    }

    private Lot lot(Checked checked, Copy copy, Instant now) throws HopRefused {
        Grant grant = copy.grant();
        Agency recipient = protection
                .agency(grant.recipient().agency())
                .orElseThrow(() -> new IllegalStateException("the rules permit no agency that is not registered"));
        X509Certificate certificate = protection.trust().toSealTo(recipient.encryption());
        protection.rely(certificate, Use.ENCRYPTION, "seal", "the recipient's encryption certificate");

        UUID entry = protection.ids().random();
        Release release = new Release(
                grant.ruling().id(),
                grant.ruling().configuration(),
                entry,
                now,
                copy.minimum().withheld());
        byte[] released = new Releaser(protection.trust().signing(protection.gateway()))
                .release(checked.verified, copy.minimum().kept(), release);
        List<String> subjects = checked.pseudonyms(copy.minimum().kept());
        Grounds grounds = new Grounds(
                grant.question(),
                grant.permit().kept(),
                Thumbprint.of(certificate),
                Thumbprint.of(checked.verified.signer()),
                subjects);
        Parcel parcel = new Parcel(
                protection.ids().timed(),
                recipient.id(),
                grant.recipient().team(),
                grant.recipient().role(),
                recipient.connection().endpoint().connector(),
                recipient.connection().heldAt(now, heldAfter),
                Protection.ends(
                        grant.question().circumstances().ends(grant.permit().grantedBy()),
                        protection.agency(grant.question().from()),
                        Optional.of(recipient)),
                grant.ruling().id(),
                Digest.of(released),
                toRecipient(released, certificate),
                protection.sealed(grounds.write()));
        return new Lot(
                parcel,
                Entry.of(entry, Evidence.collected(now, checked, grant.ruling(), parcel, subjects)),
                Commitment.Rests.of(grant.question(), grant.permit()),
                grant.permit().kept());
    }

    private org.concordat.protection.envelope.Sealed toRecipient(byte[] released, X509Certificate recipient)
            throws HopRefused {
        try {
            return new Sealer().seal(released, List.of(recipient));
        } catch (SealingFailed e) {
            throw HopRefused.of("seal.certificate-unfit");
        }
    }

    /**
     * One recipient's copy, and the evidence of the decision that it rests on, which the copy's Release names.
     *
     * @param consent without which not all of it could go
     * @param kept the sections that the copy holds
     */
    record Lot(Parcel parcel, Entry entry, Optional<Commitment.Rests> consent, Set<PartId> kept) {}

    /** A disclosure of which nothing is readable any more but by those whom it is for, and the gateway. */
    public static final class Sealed {
        final Checked checked;
        final org.concordat.protection.envelope.Sealed original;
        final List<Lot> lots;
        final List<Omission> omissions;
        /** When it was sealed, in business time: the one time that its Release, receipt and evidence carry. */
        final Instant at;

        private Sealed(
                Checked checked,
                org.concordat.protection.envelope.Sealed original,
                List<Lot> lots,
                List<Omission> omissions,
                Instant at) {
            this.checked = checked;
            this.original = original;
            this.lots = List.copyOf(lots);
            this.omissions = List.copyOf(omissions);
            this.at = at;
        }
    }
}
