package org.concordat.strangers;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.cli.gateway.GatewayClient;
import org.concordat.hostile.Attacker;
import org.concordat.hostile.Drafts;
import org.concordat.hostile.Mailroom;
import org.concordat.hostile.Records;
import org.concordat.protection.consent.Consent;
import org.concordat.protection.receipt.AgencyStatement.Consented;
import org.concordat.protection.receipt.Statement;
import org.concordat.sandbox.SharedStack;
import org.concordat.schemas.signature.RandomIds;
import org.concordat.schemas.signature.SigningKey;

/**
 * What the company put on record of somebody, with every word that there is room for: her consent, an override by two
 * persons, who holds her case; and a disclosure that rests on the consent.
 *
 * @param statements as they were signed, in clear
 */
record PutOnRecord(List<Statement> statements) {
    /** Words of these, each of which must be in one of them. */
    static final List<String> WORDS = List.of(
            "Heronsgate-Example",
            "recording 2611 of the helpline",
            "asked alone at the kitchen table",
            "is on the way to her",
            "bring her to safety tonight",
            "without a number reaches nobody");

    static PutOnRecord in(SharedStack stack, Path folder) throws Exception {
        Attacker agencies = new Attacker(stack, folder);
        Records records = new Records(stack.assembly().clock());
        GatewayClient company = agencies.honest(Records.COMPANY);
        SigningKey key = agencies.signingKey(Records.COMPANY);
        String manager = "crc-operations-manager";
        String her = "Heronsgate-Example-" + RandomIds.random().toString().substring(0, 8);

        Consented consent = wordy(records.consent(RandomIds.random(), 1, Consent.State.GIVEN, her));
        Mailroom.expect(
                200, company.statement("PUT", "/v1/consents/" + consent.consent(), Records.signed(consent, key)));
        var proposal = records.proposal(RandomIds.random(), false, her, "C03-1", manager);
        String proposed = Records.signed(proposal, key);
        Mailroom.expect(200, company.statement("POST", "/v1/overrides", proposed));
        var approval = records.approval(proposal.override(), proposed, "C03-2", manager);
        Mailroom.expect(
                200,
                company.statement(
                        "POST", "/v1/overrides/" + proposal.override() + "/approval", Records.signed(approval, key)));
        var holding = records.holding(RandomIds.random(), her);
        Mailroom.expect(
                200, company.statement("PUT", "/v1/holdings/" + holding.holding(), Records.signed(holding, key)));
        disclosed(new Drafts(stack.assembly().clock()), company, key, her, consent.consent());
        return new PutOnRecord(List.of(consent, proposal, approval, holding));
    }

    private static void disclosed(Drafts drafts, GatewayClient company, SigningKey key, String her, UUID consent)
            throws Exception {
        String draft =
                drafts.draft("contact-to-charity").replace("${HER}", her).replace("${CONSENT}", consent.toString());
        Mailroom.expect(201, company.submit(drafts.signed(draft.getBytes(StandardCharsets.UTF_8), key)));
    }

    /** With what is only rarely said. */
    private static Consented wordy(Consented said) {
        return new Consented(
                said.id(),
                said.issuer(),
                said.at(),
                said.consent(),
                said.version(),
                said.state(),
                said.subjects(),
                said.givenBy(),
                said.capacity(),
                said.purposes(),
                said.categories(),
                said.recipients(),
                said.channel(),
                said.expires(),
                said.review(),
                Optional.of("recording 2611 of the helpline"),
                Optional.of("asked alone at the kitchen table"),
                said.actor(),
                said.role());
    }
}
