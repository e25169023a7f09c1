package org.concordat.hostile;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.consent.Consent;
import org.concordat.protection.holding.Holding;
import org.concordat.protection.receipt.AgencyStatement.Approved;
import org.concordat.protection.receipt.AgencyStatement.Consented;
import org.concordat.protection.receipt.AgencyStatement.Consented.Capacity;
import org.concordat.protection.receipt.AgencyStatement.Consented.Channel;
import org.concordat.protection.receipt.AgencyStatement.Consented.GivenBy;
import org.concordat.protection.receipt.AgencyStatement.Held;
import org.concordat.protection.receipt.AgencyStatement.Proposed;
import org.concordat.protection.receipt.Digest;
import org.concordat.protection.receipt.Statement;
import org.concordat.protection.receipt.StatementSigner;
import org.concordat.schemas.disclosure.Subject;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.signature.RandomIds;
import org.concordat.schemas.signature.SigningKey;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Purpose;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;

/** What Northshire's company says, for the record, of a person whom it would have the charity call: and who signs it. */
public final class Records {
    public static final String COMPANY = "crc-northshire";
    public static final String CHARITY = "safe-haven";

    private static final Purpose SAFETY = new Purpose("domestic-abuse-safety");
    private static final List<Category> CATEGORIES =
            List.of(Category.IDENTITY, Category.CONTACT, Category.SAFEGUARDING);

    private final Clock clock;

    public Records(Clock clock) {
        this.clock = clock;
    }

    /**
     * What she said, as the company records it.
     *
     * @param person by the company's own number of her
     */
    public Consented consent(UUID consent, int version, Consent.State state, String person) {
        return new Consented(
                RandomIds.random(),
                new AgencyId(COMPANY),
                clock.instant(),
                consent,
                version,
                state,
                List.of(identifier(person)),
                GivenBy.SELF,
                Capacity.HAS_CAPACITY,
                List.of(SAFETY),
                CATEGORIES,
                List.of(new AgencyId(CHARITY)),
                Channel.VERBAL,
                Optional.of(clock.instant().plus(Duration.ofDays(90))),
                Optional.empty(),
                Optional.of("call-2611"),
                Optional.empty(),
                "C03P004",
                new Role("partner-safety-worker"));
    }

    public Proposed proposal(UUID override, boolean emergency, String person, String actor, String role) {
        return new Proposed(
                RandomIds.random(),
                new AgencyId(COMPANY),
                clock.instant(),
                override,
                "imminent-violence",
                emergency,
                "Mallory-Example is on the way to her",
                "only the charity can bring her to safety tonight",
                "a call without a number reaches nobody",
                new Kind("contact-record"),
                SAFETY,
                List.of(new AgencyId(CHARITY)),
                List.of(identifier(person)),
                CATEGORIES,
                clock.instant().plus(Duration.ofDays(3)),
                new TeamId("operations"),
                actor,
                new Role(role));
    }

    /** The second person agrees to that proposal, as it was signed. */
    public Approved approval(UUID override, String proposal, String actor, String role) {
        return new Approved(
                RandomIds.random(),
                new AgencyId(COMPANY),
                clock.instant(),
                override,
                Digest.of(proposal.getBytes(StandardCharsets.US_ASCII)),
                actor,
                new Role(role));
    }

    /** What one of its teams has to do with the person. */
    public Held holding(UUID holding, String person) {
        return new Held(
                RandomIds.random(),
                new AgencyId(COMPANY),
                clock.instant(),
                holding,
                1,
                new TeamId("partner-safety"),
                Holding.Interest.CASE,
                List.of(identifier(person)),
                clock.instant(),
                Optional.empty(),
                "C03P004",
                new Role("partner-safety-worker"));
    }

    /** As compact JWS, by whoever's key. */
    public static String signed(Statement statement, SigningKey key) {
        return new StatementSigner(statement.issuer(), key).sign(statement).jws();
    }

    private static Subject.Identifier identifier(String person) {
        return new Subject.Identifier("local", person);
    }
}
