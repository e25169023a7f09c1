package org.concordat.protection.key;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

class RowMacsTest {
    private static final UUID ID = UUID.fromString("0198f3aa-0000-7000-8000-000000000001");
    private static final Instant AT = Instant.parse("2026-03-02T09:15:00.123456Z");

    private final List<String> forged = new ArrayList<>();
    private final RowMacs macs =
            new RowMacs(KeyRing.of("rows-1", new SecretKeySpec(new byte[32], "HmacSHA256")), forged::add);

    @Test
    void a_row_as_it_was_written_holds() {
        Object[] row = {ID, "given", AT, 3, true, new byte[] {1, 2}, Optional.of("x"), List.of("a", "b"), null};
        String mac = macs.of("consent", row);
        assertThat(mac).matches("rows-1\\.[A-Za-z0-9_-]{43}");
        assertThat(macs.hold(mac, "consent", row)).isTrue();
        assertThat(forged).isEmpty();
    }

    @Test
    void any_other_field_order_or_table_does_not_hold_and_is_told() {
        String mac = macs.of("consent", ID, "refused", AT);
        assertThat(macs.hold(mac, "consent", ID, "given", AT)).isFalse();
        assertThat(macs.hold(mac, "consent", "refused", ID, AT)).isFalse();
        assertThat(macs.hold(mac, "consent", ID, "refused")).isFalse();
        assertThat(macs.hold(mac, "consent", ID, "refused", AT.plusMillis(1))).isFalse();
        assertThat(macs.hold(mac, "override", ID, "refused", AT)).isFalse();
        assertThat(forged).containsExactly("consent", "consent", "consent", "consent", "override");
    }

    @Test
    void a_row_without_a_mac_or_under_an_unknown_key_does_not_hold() {
        String mac = macs.of("consent", ID);
        assertThat(macs.hold(null, "consent", ID)).isFalse();
        assertThat(macs.hold("", "consent", ID)).isFalse();
        assertThat(macs.hold(mac.replace("rows-1", "rows-2"), "consent", ID)).isFalse();
        assertThat(macs.hold(mac + "A", "consent", ID)).isFalse();
    }

    @Test
    void no_two_lists_of_fields_have_one_form() {
        List<Object[]> rows = List.of(
                new Object[] {},
                new Object[] {""},
                new Object[] {"", ""},
                new Object[] {"ab", "c"},
                new Object[] {"a", "bc"},
                new Object[] {List.of("a", "bc")},
                new Object[] {List.of("a"), "bc"},
                new Object[] {List.of()},
                new Object[] {(Object) null},
                new Object[] {"0"},
                new Object[] {0L},
                new Object[] {false},
                new Object[] {new byte[0]},
                new Object[] {ID},
                new Object[] {ID.toString()});
        Set<String> macsOfRows = new HashSet<>();
        rows.forEach(row -> assertThat(macsOfRows.add(macs.of("t", row)))
                .as(Arrays.toString(row))
                .isTrue());
    }

    @Test
    void what_the_database_stores_alike_is_alike() {
        assertThat(macs.of("t", 3)).isEqualTo(macs.of("t", 3L));
        assertThat(macs.of("t", Optional.empty())).isEqualTo(macs.of("t", (Object) null));
        assertThat(macs.of("t", Optional.of("x"))).isEqualTo(macs.of("t", "x"));
    }

    @Test
    void times_are_rounded_to_microseconds_as_the_driver_rounds_them() {
        assertThat(macs.of("t", AT.plusNanos(499))).isEqualTo(macs.of("t", AT));
        assertThat(macs.of("t", AT.plusNanos(500))).isEqualTo(macs.of("t", AT.plusNanos(1000)));
    }

    @Test
    void a_field_of_no_known_type_is_a_bug() {
        assertThatThrownBy(() -> macs.of("t", 1.5)).isInstanceOf(IllegalArgumentException.class);
    }
}
