package org.concordat.protection.agency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;
import org.concordat.protection.agency.OpeningHours.Span;
import org.junit.jupiter.api.Test;

/** Hours in London, on both sides of the days when its clocks change. */
class OpeningHoursTest {
    private static final OpeningHours MORNINGS =
            hours(new Span(Set.of(DayOfWeek.MONDAY, DayOfWeek.TUESDAY), LocalTime.of(8, 0), LocalTime.NOON));

    @Test
    void without_hours_it_is_always_open() {
        Instant at = Instant.parse("2026-03-01T03:00:00Z");
        assertThat(OpeningHours.ALWAYS.covers(at)).isTrue();
        assertThat(OpeningHours.ALWAYS.after(at, Duration.ofHours(8))).isEqualTo("2026-03-01T11:00:00Z");
    }

    @Test
    void the_first_moment_is_open_and_the_last_is_not() {
        assertThat(MORNINGS.covers(Instant.parse("2026-03-02T07:59:59Z"))).isFalse();
        assertThat(MORNINGS.covers(Instant.parse("2026-03-02T08:00:00Z"))).isTrue();
        assertThat(MORNINGS.covers(Instant.parse("2026-03-02T11:59:59Z"))).isTrue();
        assertThat(MORNINGS.covers(Instant.parse("2026-03-02T12:00:00Z"))).isFalse();
        assertThat(MORNINGS.covers(Instant.parse("2026-03-04T09:00:00Z"))).isFalse();
    }

    @Test
    void summer_time_counts_as_london_has_it() {
        assertThat(MORNINGS.covers(Instant.parse("2026-03-30T07:00:00Z"))).isTrue();
        assertThat(MORNINGS.covers(Instant.parse("2026-03-30T11:00:00Z"))).isFalse();
    }

    @Test
    void only_open_time_is_counted() {
        // one hour is left of Tuesday; the next is of Monday
        assertThat(MORNINGS.after(Instant.parse("2026-03-03T11:00:00Z"), Duration.ofHours(2)))
                .isEqualTo("2026-03-09T09:00:00Z");
        assertThat(MORNINGS.after(Instant.parse("2026-03-03T11:00:00Z"), Duration.ofHours(1)))
                .isEqualTo("2026-03-03T12:00:00Z");
    }

    @Test
    void hours_that_overlap_are_counted_once() {
        OpeningHours hours = hours(
                new Span(Set.of(DayOfWeek.MONDAY), LocalTime.of(8, 0), LocalTime.of(10, 0)),
                new Span(Set.of(DayOfWeek.MONDAY), LocalTime.of(9, 0), LocalTime.of(11, 0)));
        assertThat(hours.after(Instant.parse("2026-03-02T00:00:00Z"), Duration.ofHours(3)))
                .isEqualTo("2026-03-02T11:00:00Z");
    }

    @Test
    void midnight_is_the_end_of_the_day() {
        OpeningHours night = hours(new Span(Set.of(DayOfWeek.SUNDAY), LocalTime.of(22, 0), LocalTime.MIDNIGHT));
        assertThat(night.covers(Instant.parse("2026-03-01T23:59:59Z"))).isTrue();
        assertThat(night.covers(Instant.parse("2026-03-02T00:00:00Z"))).isFalse();
    }

    @Test
    void hours_that_end_before_they_begin_are_none() {
        assertThatThrownBy(() -> new Span(Set.of(DayOfWeek.MONDAY), LocalTime.NOON, LocalTime.of(8, 0)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static OpeningHours hours(Span... spans) {
        return new OpeningHours(List.of(spans));
    }
}
