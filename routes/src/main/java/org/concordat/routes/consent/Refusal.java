package org.concordat.routes.consent;

import java.time.Instant;
import java.util.Locale;
import org.concordat.protection.agency.Agency;
import org.concordat.routes.hop.Evidence;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.HopRefused.Category;

/** Why something is not put on record. Its code is its name: the sort of record, a dot, and the reason. */
enum Refusal {
    CONSENT_STATEMENT_NOT_VALID(Category.UNPROCESSABLE, Refusal.NOT_VALID),
    CONSENT_ID_DIFFERS(Category.UNPROCESSABLE, Refusal.OTHER_ID),
    CONSENT_NOT_THERE(Category.NOT_FOUND, "There is no such consent on record for your agency."),
    CONSENT_VERSION_PASSED(
            Category.CONFLICT,
            "As late a version of this consent is on record. Versions only go forward: record the next one."),
    CONSENT_GIVEN_BY_NOBODY(
            Category.UNPROCESSABLE,
            "Consent cannot be given by nobody, nor by a person who lacks the capacity for it: say who gave it, or record"
                    + " the state 'lacks-capacity'."),
    CONSENT_TERM_UNKNOWN(
            Category.UNPROCESSABLE, "A purpose or a recipient of the consent is not one that is listed here."),
    OVERRIDE_STATEMENT_NOT_VALID(Category.UNPROCESSABLE, Refusal.NOT_VALID),
    OVERRIDE_ID_DIFFERS(Category.UNPROCESSABLE, Refusal.OTHER_ID),
    OVERRIDE_ID_REUSED(
            Category.CONFLICT, "Another override is on record under this id. Every override needs an id of its own."),
    OVERRIDE_NOT_THERE(Category.NOT_FOUND, "There is no such override on record for your agency."),
    OVERRIDE_REASON_UNKNOWN(
            Category.UNPROCESSABLE, "The reason is none of those for which somebody may share all the same."),
    OVERRIDE_ROLE_MAY_NOT_PROPOSE(Category.FORBIDDEN, "A person of this role may not propose an override."),
    OVERRIDE_ROLE_MAY_NOT_DECIDE_ALONE(
            Category.FORBIDDEN,
            "In an emergency one person decides for a while, but only one who may authorise an override."),
    OVERRIDE_ROLE_MAY_NOT_APPROVE(Category.FORBIDDEN, "A person of this role may not authorise an override."),
    OVERRIDE_SAME_PERSON(Category.FORBIDDEN, "The second person of an override is somebody else than the first."),
    OVERRIDE_UNTIL_UNFIT(
            Category.UNPROCESSABLE, "An override ends at a time to come, and not later than the vocabulary lets it."),
    OVERRIDE_UNCONFIRMED_BEFORE(
            Category.CONFLICT,
            "One person decided so alone before, and no second person has decided since: the next one takes both."),
    OVERRIDE_PROPOSAL_DIFFERS(
            Category.CONFLICT,
            "Something else was proposed than what is approved: look at what was, and decide on that."),
    OVERRIDE_APPROVED_ALREADY(Category.CONFLICT, "A second person has approved this override."),
    OVERRIDE_LAPSED(
            Category.CONFLICT, "The override has ended, or was not approved in time, and counts no more: decide anew."),
    HOLDING_STATEMENT_NOT_VALID(Category.UNPROCESSABLE, Refusal.NOT_VALID),
    HOLDING_ID_DIFFERS(Category.UNPROCESSABLE, Refusal.OTHER_ID),
    HOLDING_NOT_THERE(Category.NOT_FOUND, "There is no such holding on record for your agency."),
    HOLDING_VERSION_PASSED(
            Category.CONFLICT,
            "As late a version of this holding is on record. Versions only go forward: record the next one."),
    HOLDING_TEAM_UNKNOWN(
            Category.UNPROCESSABLE, "Your agency has no team of that name: an agency speaks for its own teams.");

    private static final String NOT_VALID =
            "The statement is not signed by a key of your agency, or lacks something, or has"
                    + " a word that is not listed, or says that it was signed at a time to come.";
    private static final String OTHER_ID = "The statement is about another record than the one that is asked for.";

    private final Category category;
    private final String sentence;

    Refusal(Category category, String sentence) {
        this.category = category;
        this.sentence = sentence;
    }

    /** The refusal as the agency is told it. That something is not there is no evidence of anything. */
    HopRefused to(Agency agency, Instant at) {
        String code = name().replaceFirst("_", ".").toLowerCase(Locale.ROOT).replace('_', '-');
        HopRefused refused = new HopRefused(category, code, sentence);
        return category == Category.NOT_FOUND ? refused : refused.on(Evidence.refused(at, code, agency.id()));
    }
}
