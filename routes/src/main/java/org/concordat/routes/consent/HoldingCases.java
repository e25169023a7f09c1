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
        Held said = intake.read(agency, jws, Held.class, "holding.statement-not-valid");
        intake.require(said.holding().equals(id), agency, "holding.id-differs");
        boolean own = agency.teams().stream().anyMatch(team -> team.id().equals(said.team()));
        intake.require(own, agency, "holding.team-unknown");
        Optional<Holdings.OnRecord> earlier = holdings.find(id);
        if (earlier.isEmpty() || earlier.get().version() < said.version()) {
            intake.requireOwn(agency, earlier.map(e -> e.holding().agency()), "holding.not-there");
            Holding holding = new Holding(
                    agency.id(),
                    said.team(),
                    said.interest(),
                    intake.pseudonyms(said.subjects()),
                    said.from(),
                    said.until());
            Verb verb = earlier.isPresent() ? Verb.ALTERED : Verb.COLLECTED;
            String cited = "holding/" + id + "/" + said.version();
            Signed signed = intake.signed(verb, "holding.declared", cited, said, said.subjects(), jws);
            Holdings.OnRecord latest = new Holdings.OnRecord(holding, said.version(), Optional.of(signed.digest()));
            if (holdings.put(id, latest, signed)) {
                return onRecord(id, latest);
            }
            // somebody was first: the same words are a repeat, others contradict them
        }
        Optional<Holdings.OnRecord> found = holdings.find(id);
        intake.requireOwn(agency, found.map(f -> f.holding().agency()), "holding.not-there");
        Holdings.OnRecord there = found.orElseThrow(() -> new Intake(protection).refused(agency, "holding.not-there"));
        boolean repeated =
                there.digest().filter(digest -> intake.repeats(digest, said)).isPresent();
        intake.require(repeated, agency, "holding.version-passed");
        return onRecord(id, there);
    }

    private static OnRecord onRecord(UUID id, Holdings.OnRecord there) {
        Holding holding = there.holding();
        return OnRecord.of(id, holding.interest().code(), there.version(), holding.until());
    }
}
