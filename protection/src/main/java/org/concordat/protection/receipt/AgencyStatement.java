package org.concordat.protection.receipt;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.consent.Consent;
import org.concordat.protection.holding.Holding;
import org.concordat.schemas.disclosure.Subject;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Coded;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Purpose;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;

/**
 * What an agency puts on record of consents, overrides and holdings, by one of its persons. These name people by their
 * identifiers: they are kept sealed, and never printed.
 */
public sealed interface AgencyStatement extends Statement {
    /** The person who says it, by the agency's own reference. */
    String actor();

    Role role();

    /**
     * An agency puts on record what somebody said to the sharing of their data.
     *
     * @param version goes forward with every change
     * @param evidence the agency's own reference to what shows it
     * @param reason why it was not sought, not safe to seek or not possible
     */
    record Consented(
            UUID id,
            AgencyId issuer,
            Instant at,
            UUID consent,
            int version,
            Consent.State state,
            List<Subject.Identifier> subjects,
            GivenBy givenBy,
            Capacity capacity,
            List<Purpose> purposes,
            List<Category> categories,
            List<AgencyId> recipients,
            Channel channel,
            Optional<Instant> expires,
            Optional<LocalDate> review,
            Optional<String> evidence,
            Optional<String> reason,
            String actor,
            Role role)
            implements AgencyStatement {
        public Consented {
            subjects = Required.people(subjects);
            purposes = Required.some(purposes, "purposes");
            categories = Required.some(categories, "categories");
            recipients = Required.some(recipients, "recipients");
            Required.version(version);
            Required.reference(actor);
        }

        /** Who spoke for the person. */
        public enum GivenBy implements Coded {
            SELF,
            PARENTAL_RESPONSIBILITY,
            ATTORNEY,
            NOBODY
        }

        /** Whether the person could decide this, then. */
        public enum Capacity implements Coded {
            HAS_CAPACITY,
            /** Under 16, and understands this decision. */
            GILLICK_COMPETENT,
            LACKS_CAPACITY,
            NOT_ASSESSED
        }

        /** How it was said. */
        public enum Channel implements Coded {
            WRITTEN,
            VERBAL,
            INTERPRETER,
            NONE
        }

        @Override
        public String toString() {
            return "consent " + consent + ", version " + version;
        }
    }

    /**
     * The first person of an override: share all the same.
     *
     * @param harm what is feared, to whom and when
     * @param lessWouldNotDo why it is proportionate
     * @param team the person's own, which is told what becomes of it
     */
    record Proposed(
            UUID id,
            AgencyId issuer,
            Instant at,
            UUID override,
            String reason,
            boolean emergency,
            String harm,
            String necessity,
            String lessWouldNotDo,
            Kind kind,
            Purpose purpose,
            List<AgencyId> recipients,
            List<Subject.Identifier> subjects,
            List<Category> categories,
            Instant until,
            TeamId team,
            String actor,
            Role role)
            implements AgencyStatement {
        public Proposed {
            subjects = Required.people(subjects);
            categories = Required.some(categories, "categories");
            recipients = Required.some(recipients, "recipients");
            for (String words : List.of(reason, harm, necessity, lessWouldNotDo)) {
                if (words.isBlank()) {
                    throw new IllegalArgumentException(
                            "'reason', 'harm', 'necessity' and 'lessWouldNotDo' are to be filled in");
                }
            }
            Required.reference(actor);
        }

        @Override
        public String toString() {
            return "override " + override;
        }
    }

    /**
     * The second person of an override agrees.
     *
     * @param proposal the digest of the {@link Proposed} statement that is agreed to, as the first person signed it
     */
    record Approved(UUID id, AgencyId issuer, Instant at, UUID override, String proposal, String actor, Role role)
            implements AgencyStatement {
        public Approved {
            Digest.check(proposal);
            Required.reference(actor);
        }
    }

    /**
     * An agency says what one of its teams has to do with a person.
     *
     * @param version goes forward with every change
     * @param from from when, until when: exclusive, and empty while it goes on
     */
    record Held(
            UUID id,
            AgencyId issuer,
            Instant at,
            UUID holding,
            int version,
            TeamId team,
            Holding.Interest interest,
            List<Subject.Identifier> subjects,
            Instant from,
            Optional<Instant> until,
            String actor,
            Role role)
            implements AgencyStatement {
        public Held {
            subjects = Required.people(subjects);
            Required.version(version);
            Required.reference(actor);
        }
    }
}
