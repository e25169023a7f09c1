package org.concordat.fuzz;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.net.ssl.SSLSocketFactory;
import org.concordat.cli.gateway.GatewayClient;
import org.concordat.hostile.Attacker;
import org.concordat.hostile.Drafts;
import org.concordat.hostile.Mailroom;
import org.concordat.hostile.Records;
import org.concordat.hostile.StandingCheck;
import org.concordat.hostile.Witness;
import org.concordat.protection.consent.Consent;
import org.concordat.protection.envelope.Sealer;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.sandbox.MutualTls;
import org.concordat.sandbox.SharedStack;
import org.concordat.schemas.signature.RandomIds;
import org.concordat.schemas.signature.SigningKey;

/** What the inputs are made from: agencies with keys and tokens, and disclosures that the gateway took unchanged. */
final class Scene {
    static final String PROBATION = SharedStack.PROBATION;
    static final String POLICE = SharedStack.POLICE;
    static final List<String> AGENCIES = List.of(PROBATION, POLICE);
    static final Instant MORNING = Instant.parse("2026-11-24T09:10:00Z");

    private final SharedStack stack;
    private final Attacker agencies;
    private final Map<String, SSLSocketFactory> sockets = new HashMap<>();
    private final StandingCheck standing;
    private final String receipt;
    private final Map<String, String> drafts = new HashMap<>();
    private final List<Taken> taken = new ArrayList<>();
    private final UUID consent = RandomIds.random();
    private final UUID override = RandomIds.random();
    private final List<String> said;

    /**
     * A disclosure that is on record.
     *
     * @param xml as it was signed
     * @param sealed the same, to the gateway
     */
    record Taken(String agency, String xml, Sealing sealed) {}

    /** Bytes of CMS that nobody changes. */
    @FunctionalInterface
    interface Sealing {
        byte[] copy();
    }

    Scene(SharedStack stack, Path folder, Witness witness) throws Exception {
        this.stack = stack;
        agencies = new Attacker(stack, folder);
        var clock = stack.assembly().clock();
        clock.set(MORNING);
        Drafts made = new Drafts(clock);
        Mailroom mailroom = new Mailroom(agencies, clock);
        standing = StandingCheck.ask(agencies, made, witness, mailroom);
        made.answering(standing.asked());
        receipt = standing.receipt(agencies, mailroom, POLICE);
        Mailroom.expect(204, agencies.honest(POLICE).receipt(standing.delivery(), receipt));
        said = said(new Records(clock));
        for (String agency : List.of(PROBATION, POLICE, Records.COMPANY)) {
            agencies.keys(agency);
            sockets.put(agency, sockets(agencies.keys(agency).tls()));
        }
        for (String name : List.of("check-request", "police-answer", "police-to-council")) {
            drafts.put(name, made.draft(name));
        }
        for (String name : List.of("check-request", "police-answer")) {
            String draft = made.draft(name);
            String sender = Drafts.sender(draft);
            byte[] signed = made.signed(draft.getBytes(StandardCharsets.UTF_8), agencies.signingKey(sender));
            Mailroom.expect(201, agencies.honest(sender).submit(signed));
            byte[] sealed = new Sealer()
                    .seal(signed, List.of(keys("gateway").encryption().certificate()))
                    .toByteArray();
            Mailroom.expect(200, agencies.honest(sender).submit("application/pkcs7-mime", sealed));
            taken.add(new Taken(sender, new String(signed, StandardCharsets.UTF_8), sealed::clone));
        }
    }

    /** A consent that was given, and an override that two persons decided: each is on record. */
    private List<String> said(Records records) throws Exception {
        SigningKey key = agencies.signingKey(Records.COMPANY);
        GatewayClient company = agencies.honest(Records.COMPANY);
        String role = "crc-operations-manager";
        String proposal = Records.signed(records.proposal(override, false, "NS-F-2", "C03-1", role), key);
        List<String> statements = List.of(
                Records.signed(records.consent(consent, 1, Consent.State.GIVEN, "NS-F-1"), key),
                proposal,
                Records.signed(records.approval(override, proposal, "C03-2", role), key));
        Mailroom.expect(200, company.statement("PUT", "/v1/consents/" + consent, statements.get(0)));
        Mailroom.expect(200, company.statement("POST", "/v1/overrides", statements.get(1)));
        Mailroom.expect(200, company.statement("POST", "/v1/overrides/" + override + "/approval", statements.get(2)));
        return statements;
    }

    UUID consent() {
        return consent;
    }

    UUID override() {
        return override;
    }

    /** The consent, the proposal and the approval, as they were signed. */
    List<String> said() {
        return said;
    }

    AgencyKeys keys(String agency) {
        try {
            synchronized (agencies) {
                return agencies.keys(agency);
            }
        } catch (Exception e) {
            throw new IllegalStateException("no keys of " + agency, e);
        }
    }

    String token(String agency) {
        try {
            synchronized (agencies) {
                return agencies.honest(agency).token();
            }
        } catch (Exception e) {
            throw new IllegalStateException("no token for " + agency, e);
        }
    }

    /** A submission by an agency that shows its own certificate and token. */
    Request submission(String agency, byte[] xml) {
        return Request.submit(xml).bearing(token(agency));
    }

    /** The same of what is sealed to the gateway. */
    Request sealedSubmission(String agency, byte[] cms) {
        return Request.submitSealed(cms).bearing(token(agency));
    }

    StandingCheck standing() {
        return standing;
    }

    /** The police's receipt for the standing check, which was taken. */
    String receipt() {
        return receipt;
    }

    String draft(String name) {
        return drafts.get(name);
    }

    List<Taken> taken() {
        return taken;
    }

    SharedStack stack() {
        return stack;
    }

    Line line(String agency) throws Exception {
        return new Line(sockets.get(agency), stack.assembly().gateway().url().getPort());
    }

    /** As somebody who shows this certificate. */
    Line line(AgencyKeys.Tls shown) throws Exception {
        return new Line(sockets(shown), stack.assembly().gateway().url().getPort());
    }

    private SSLSocketFactory sockets(AgencyKeys.Tls own) throws Exception {
        return MutualTls.of(own, stack.northshire().authority().certificate()).getSocketFactory();
    }

    /** Nothing waits in a mailbox that was not there before. */
    void tidy() throws Exception {
        Mailroom mailroom = new Mailroom(agencies, stack.assembly().clock());
        for (String agency : AGENCIES) {
            mailroom.empty(agency);
        }
    }
}
