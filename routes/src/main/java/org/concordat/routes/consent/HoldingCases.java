package org.concordat.routes.consent;

import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.holding.Holding;
import org.concordat.protection.ledger.Verb;
import org.concordat.protection.receipt.AgencyStatement.Held;
import org.concordat.routes.consent.RecordDoor.OnRecord;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.Protection;

/**
 * Takes an agency's word on what its own teams have to do with people: which cases they held before anything said so, and
 * whom they are too close to. Safe to share.
 */
public record HoldingCases(Protection protection, Holdings holdings) {

    public OnRecord declare(Agency agency, UUID id, String jws) throws HopRefused {
        Intake intake = new Intake(protection);
        Held said = intake.read(agency, jws, Held.class, Refusal.HOLDING_STATEMENT_NOT_VALID);
        intake.require(said.holding().equals(id), agency, Refusal.HOLDING_ID_DIFFERS);
        boolean own = agency.teams().stream().anyMatch(team -> team.id().equals(said.team()));
        intake.require(own, agency, Refusal.HOLDING_TEAM_UNKNOWN);
        Holding holding = new Holding(
                agency.id(),
                said.team(),
                said.interest(),
                intake.pseudonyms(said.subjects()),
                said.from(),
                said.until());
        Signed signed = intake.signed(Verb.COLLECTED, "holding.declared", "holding/" + id, said, said.subjects(), jws);
        intake.require(holdings.put(id, holding, signed), agency, Refusal.HOLDING_NOT_THERE);
        return new OnRecord(id, said.interest().code(), Optional.empty(), said.until(), Optional.empty());
    }
}
