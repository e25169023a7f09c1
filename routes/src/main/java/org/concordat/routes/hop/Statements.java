package org.concordat.routes.hop;

import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Desk;
import org.concordat.protection.agency.Succession.Transfer;
import org.concordat.protection.key.Use;
import org.concordat.protection.key.Verdict;
import org.concordat.protection.ledger.Hash;
import org.concordat.protection.receipt.AgencyStatement;
import org.concordat.protection.receipt.Digest;
import org.concordat.protection.receipt.Receipt;
import org.concordat.protection.receipt.Statement;
import org.concordat.protection.receipt.StatementRefused;
import org.concordat.protection.receipt.StatementSigner;
import org.concordat.protection.receipt.StatementVerifier;
import org.concordat.routes.hop.Commitment.Parcel;
import org.concordat.routes.hop.Commitment.Sent;
import org.concordat.routes.hop.Deliveries.Confirmed;
import org.concordat.schemas.disclosure.Finding;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.TeamId;

/** What the gateway says under its signature, and what it takes recipients' word for. Safe to share. */
public record Statements(Protection protection) {
    /** Who signs the gateway's statements. */
    public static final AgencyId GATEWAY = new AgencyId("gateway");

    /** With the key of this moment: the next may begin while the gateway runs. */
    private StatementSigner signer() {
        return new StatementSigner(GATEWAY, protection.trust().signing(protection.gateway()));
    }

    /** The receipt for a submission, to be committed with it. */
    Receipt receipt(
            Sent sent,
            List<Parcel> parcels,
            List<Statement.NotAsked> notAsked,
            List<Finding> queries,
            Optional<Receipt> checkpoint) {
        return signer().sign(new Statement.Committed(
                protection.ids().random(),
                GATEWAY,
                sent.committed(),
                sent.sender(),
                sent.id(),
                sent.kind(),
                sent.digest(),
                Optional.of(protection.rules().digest()),
                parcels.stream().map(Statements::promised).toList(),
                notAsked,
                queries.stream().map(Statements::query).toList(),
                checkpoint.map(Receipt::jws)));
    }

    private static Statement.Promised promised(Parcel parcel) {
        return new Statement.Promised(
                parcel.recipient(),
                parcel.team(),
                parcel.role(),
                parcel.delivery(),
                parcel.decision(),
                parcel.digest());
    }

    private static Statement.Query query(Finding finding) {
        return new Statement.Query(finding.code(), finding.location(), finding.message());
    }

    /**
     * A notice, to be committed with what it tells of; to whoever has the team's work, where its agency has ended.
     *
     * @param its the agency's team that the matter is of: told at its desk, and at every desk that the agency names no
     *     other team for
     * @param until by when it is to be confirmed: the next desk is told when it was not
     */
    public Notice notice(
            AgencyId addressee,
            Desk desk,
            TeamId its,
            Notice.About about,
            UUID regarding,
            Optional<Instant> until,
            String sentence) {
        UUID id = protection.ids().timed();
        Instant at = protection.now();
        Optional<Transfer> gone = protection.agencies().successions().now(addressee, its, at);
        AgencyId to = gone.map(Transfer::to).orElse(addressee);
        TeamId own = gone.map(Transfer::at).orElse(its);
        TeamId team =
                protection.agency(to).map(agency -> agency.desk(desk, own)).orElse(own);
        Receipt signed = signer().sign(new Statement.Notified(
                id, GATEWAY, at, to, desk.code(), team, about.code(), regarding, until, sentence));
        return new Notice(id, to, desk, team, about, regarding, at, until, signed.jws());
    }

    /** What a notice says; its matter in a word, where no key that this gateway signs or signed with signed it. */
    public String sentence(Notice notice) {
        return own(new Receipt(notice.jws()), Statement.Notified.class)
                .map(Statement.Notified::sentence)
                .orElse(notice.about().code().replace('-', ' ') + ".");
    }

    /** The gateway's word on what the ledger holds. */
    public Receipt checkpoint(UUID log, long size, Hash root) {
        return signer().sign(new Statement.Checkpoint(
                protection.ids().random(), GATEWAY, protection.now(), log, size, root.toString()));
    }

    /** What a checkpoint says; empty when no key that this gateway signs or signed with did. */
    public Optional<Statement.Checkpoint> checkpoint(Receipt signed) {
        return own(signed, Statement.Checkpoint.class);
    }

    /** What a receipt for a submission says; empty when this gateway did not give it. */
    Optional<Statement.Committed> committed(Receipt signed) {
        return own(signed, Statement.Committed.class);
    }

    private <T extends Statement> Optional<T> own(Receipt signed, Class<T> type) {
        try {
            return Optional.of(
                    new StatementVerifier(GATEWAY, protection.gateway().signers()).verify(signed, type));
        } catch (StatementRefused e) {
            return Optional.empty();
        }
    }

    /** What the recipient says of a delivery; empty when it is not its valid word on this delivery and these bytes. */
    public Optional<Confirmed> confirmation(String jws, Delivery delivery) throws HopRefused {
        return confirmation(jws, delivery.recipient(), delivery.id(), delivery.sealed());
    }

    /** What an agency says of a notice to it, or to an agency whose work it has; empty when it is not its valid word on this notice. */
    public Optional<Confirmed> confirmation(String jws, AgencyId by, Notice notice) throws HopRefused {
        return confirmation(jws, by, notice.id(), Digest.of(notice.jws().getBytes(StandardCharsets.US_ASCII)));
    }

    private Optional<Confirmed> confirmation(String jws, AgencyId by, UUID id, String digest) throws HopRefused {
        return said(by, verifier -> verifier.verify(new Receipt(jws), Statement.Received.class))
                .filter(received ->
                        received.delivery().equals(id) && received.sealed().equals(digest))
                .map(received -> new Confirmed(Optional.of(jws), received.readBy()));
    }

    /** What an agency puts on record; empty when it is not the agency's valid word, signed with a key that holds. */
    public <T extends AgencyStatement> Optional<T> onRecord(Agency agency, String jws, Class<T> type)
            throws HopRefused {
        return said(agency.id(), verifier -> verifier.verify(new Receipt(jws), type));
    }

    /** An agency's ping; empty when it is not the agency's valid word. */
    Optional<Statement.Pinged> pinged(Agency agency, String jws) throws HopRefused {
        return said(agency.id(), verifier -> verifier.verify(new Receipt(jws), Statement.Pinged.class));
    }

    /** The answer to a ping. */
    Receipt echo(Agency agency, Statement.Pinged ping, Optional<Boolean> answers) {
        return signer().sign(new Statement.Echoed(
                protection.ids().random(),
                GATEWAY,
                protection.now(),
                agency.id(),
                ping.id(),
                protection.rules().digest(),
                agency.connection().endpoint().connector(),
                answers));
    }

    private interface Reading<T> {
        T by(StatementVerifier verifier) throws StatementRefused;
    }

    /** @throws HopRefused {@code RETRY_LATER} when it may be good, and whether a certificate of the agency holds cannot be learned */
    private <T> Optional<T> said(AgencyId agency, Reading<T> reading) throws HopRefused {
        Map<X509Certificate, Verdict> signing = protection.agency(agency).stream()
                .flatMap(registered -> registered.signing().stream())
                .collect(Collectors.toMap(c -> c, c -> protection.trust().verdict(c, Use.SIGNING)));
        List<X509Certificate> good = signing.entrySet().stream()
                .filter(e -> e.getValue().passes())
                .map(Map.Entry::getKey)
                .toList();
        try {
            return Optional.of(reading.by(new StatementVerifier(agency, good)));
        } catch (StatementRefused e) {
            if (signing.values().stream().anyMatch(Verdict::retry)) {
                throw HopRefused.of("acknowledge.certificate-status-unknown");
            }
            return Optional.empty();
        }
    }
}
