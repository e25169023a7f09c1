package org.concordat.routes.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.concordat.protection.envelope.Sealed;
import org.concordat.routes.hop.Deliveries;
import org.concordat.routes.hop.Delivery;
import org.concordat.routes.hop.DeliveryState;
import org.concordat.routes.hop.StoreUnavailable;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.TeamId;
import org.junit.jupiter.api.Test;

/** A claim is kept for as long as somebody is at work on it, and no longer. */
class ClaimsTest {
    private final List<List<?>> renewed = new ArrayList<>();
    private boolean away;
    private final Claims claims = new Claims((Deliveries) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {Deliveries.class}, (self, method, arguments) -> {
                assertThat(method.getName()).isEqualTo("renew");
                if (away) {
                    throw new StoreUnavailable("renew claims", "08006");
                }
                assertThat(arguments[1]).isEqualTo(Claims.LEASE);
                renewed.add((List<?>) arguments[0]);
                return null;
            }));

    @Test
    void nothing_is_renewed_where_nothing_is_under_way() {
        claims.beat();
        assertThat(renewed).isEmpty();
    }

    @Test
    void every_claim_is_renewed_at_every_beat_while_the_work_lasts() {
        Delivery first = delivery(1);
        Delivery second = delivery(2);
        claims.during(
                first,
                () -> claims.during(second, () -> {
                    claims.beat();
                    return 0;
                }));
        assertThat(renewed).hasSize(1);
        assertThat(renewed.get(0)).hasSize(2);
        claims.beat();
        assertThat(renewed).hasSize(1);
    }

    @Test
    void work_that_fails_keeps_no_claim() {
        assertThatThrownBy(() -> claims.during(delivery(1), () -> {
                    throw new IllegalStateException("stuck");
                }))
                .hasMessage("stuck");
        claims.beat();
        assertThat(renewed).isEmpty();
    }

    @Test
    void a_beat_that_the_database_misses_is_made_up_for_by_the_next() {
        claims.during(delivery(1), () -> {
            away = true;
            claims.beat();
            away = false;
            claims.beat();
            return 0;
        });
        assertThat(renewed).hasSize(1);
    }

    private static Delivery delivery(int number) {
        return new Delivery(
                new UUID(1, number),
                new AgencyId("sender"),
                new TeamId("team"),
                new UUID(2, 2),
                new Kind("check-request"),
                new AgencyId("recipient"),
                "rest",
                1,
                DeliveryState.QUEUED,
                false,
                new UUID(3, 3),
                "",
                "",
                1,
                new Sealed(new byte[0]));
    }
}
