package org.concordat.routes.consent;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.ledger.Verb;
import org.concordat.protection.receipt.AgencyStatement;
import org.concordat.protection.receipt.Digest;
import org.concordat.protection.receipt.StatementJson;
import org.concordat.routes.hop.Evidence;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.Protection;
import org.concordat.schemas.disclosure.Subject;
import org.concordat.schemas.terminology.AgencyId;

/** Takes what agencies sign for the record: verified, then sealed, with people as pseudonyms. Safe to share. */
record Intake(Protection protection) {

    <T extends AgencyStatement> T read(Agency agency, String jws, Class<T> type, String otherwise) throws HopRefused {
        return protection
                .statements()
                .onRecord(agency, jws, type)
                .filter(said -> !protection.isToCome(said.at()))
                .orElseThrow(() -> refused(agency, otherwise));
    }

    /** As the agency is told it. That something is not there is no evidence of anything. */
    HopRefused refused(Agency agency, String code) {
        HopRefused refused = HopRefused.of(code);
        return refused.category() == HopRefused.Category.NOT_FOUND
                ? refused
                : refused.on(Evidence.refused(protection.now(), code, agency.id()));
    }

    void require(boolean holds, Agency agency, String otherwise) throws HopRefused {
        if (!holds) {
            throw refused(agency, otherwise);
        }
    }

    /** That what is on record under an id is the agency's own, if anything is. */
    void requireOwn(Agency agency, Optional<AgencyId> whose, String otherwise) throws HopRefused {
        require(whose.map(agency.id()::equals).orElse(true), agency, otherwise);
    }

    /** Under every key in its window, so that what was recorded under an older one is found. */
    Set<String> pseudonyms(List<Subject.Identifier> people) {
        return people.stream()
                .flatMap(identifier -> protection.pseudonyms().allOf(identifier).stream())
                .collect(Collectors.toSet());
    }

    /**
     * The statement as it is kept.
     *
     * @param code what became of it, for the ledger
     * @param id of what it is about, as decisions cite it, and of a consent its version, e.g. {@code consent/…/2}
     */
    Signed signed(
            Verb verb, String code, String id, AgencyStatement said, List<Subject.Identifier> people, String jws) {
        byte[] bytes = jws.getBytes(StandardCharsets.US_ASCII);
        List<String> subjects = people.stream()
                .map(protection.pseudonyms()::of)
                .distinct()
                .sorted()
                .toList();
        return new Signed(
                protection.pseudonyms().ring().compute(stated(said)),
                protection.sealed(bytes),
                protection.entry(
                        Evidence.onRecord(verb, protection.now(), code, id, said, Digest.of(bytes), subjects)));
    }

    /** Whether a statement on record says the same, whenever either was signed: who signs it anew repeats it. */
    boolean repeats(String digest, AgencyStatement said) {
        return protection.pseudonyms().ring().computeAll(stated(said)).contains(digest);
    }

    /** It names people, so their digest is keyed as their pseudonyms are. */
    private static byte[] stated(AgencyStatement said) {
        return ("statement\0" + StatementJson.stated(said)).getBytes(StandardCharsets.UTF_8);
    }

    /** Of the statement as it was signed. */
    static String digest(String jws) {
        return Digest.of(jws.getBytes(StandardCharsets.US_ASCII));
    }
}
