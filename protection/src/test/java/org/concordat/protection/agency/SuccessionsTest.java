package org.concordat.protection.agency;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.concordat.protection.agency.Succession.Transfer;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;
import org.junit.jupiter.api.Test;

/** Who has the work of agencies that ended, where it was divided and went on. */
class SuccessionsTest {
    private static final AgencyId OLD = new AgencyId("old");
    private static final AgencyId MID = new AgencyId("mid");
    private static final AgencyId EAST = new AgencyId("east");
    private static final AgencyId WEST = new AgencyId("west");
    private static final TeamId TEAM = new TeamId("team");
    private static final Role OFFICER = new Role("officer");
    private static final Role CLERK = new Role("clerk");
    private static final Instant AFTER = Instant.parse("2026-03-03T00:00:00Z");

    @Test
    void something_of_a_team_that_was_divided_is_everywhere_that_a_role_of_it_went_on_to() {
        Successions successions = new Successions(
                List.of(ended(OLD, true, goes(OFFICER, EAST), goes(CLERK, MID)), ended(MID, true, goes(CLERK, WEST))));
        assertThat(successions.everywhere(OLD, TEAM, AFTER))
                .extracting(Transfer::to)
                .containsExactly(EAST, WEST);
        assertThat(successions.everywhere(EAST, TEAM, AFTER)).isEmpty();
        assertThat(successions.everywhere(OLD, TEAM, Instant.EPOCH)).isEmpty();
    }

    @Test
    void what_follows_by_every_scheme_on_the_way_is_carried_to_who_receives_in_its_place_alone() {
        Successions successions = new Successions(
                List.of(ended(OLD, true, goes(OFFICER, EAST), goes(CLERK, MID)), ended(MID, false, goes(CLERK, WEST))));
        assertThat(successions.carriedTo(new RoleQueue(EAST, TEAM, OFFICER), AFTER, Succession::consents))
                .containsExactly(OLD);
        assertThat(successions.carriedTo(new RoleQueue(EAST, TEAM, CLERK), AFTER, Succession::consents))
                .isEmpty();
        assertThat(successions.carriedTo(new RoleQueue(WEST, TEAM, CLERK), AFTER))
                .containsExactlyInAnyOrder(OLD, MID);
        assertThat(successions.carriedTo(new RoleQueue(WEST, TEAM, CLERK), AFTER, Succession::consents))
                .isEmpty();
    }

    private static Transfer goes(Role role, AgencyId to) {
        return new Transfer(TEAM, Set.of(role), to, TEAM);
    }

    private static Agency ended(AgencyId id, boolean consents, Transfer... transfers) {
        return new Agency(
                id,
                id.value(),
                "police",
                Set.of(),
                new Agency.InForce(Instant.EPOCH, Optional.of(AFTER)),
                Optional.of(new Succession("Test Scheme", LocalDate.EPOCH, consents, List.of(transfers))),
                List.of(new Agency.Team(TEAM, "team", Set.of(OFFICER, CLERK))),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                new Connection(new Endpoint.Mailbox(), Attempts.USUAL, Optional.empty(), Optional.empty()),
                Map.of(),
                Optional.empty(),
                List.of(),
                Optional.empty());
    }
}
