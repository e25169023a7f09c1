package org.concordat.protection.agency;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** When an agency's system may be tried, in London time. No spans are all the time. */
public record OpeningHours(List<Span> spans) {
    public static final OpeningHours ALWAYS = new OpeningHours(List.of());

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    public OpeningHours {
        spans = spans.stream().sorted(Comparator.comparing(Span::from)).toList();
    }

    /**
     * Hours of some days.
     *
     * @param until exclusive, after {@code from}; midnight is the end of the day
     */
    public record Span(Set<DayOfWeek> days, LocalTime from, LocalTime until) {
        public Span {
            days = Set.copyOf(days);
            if (days.isEmpty() || !(until.equals(LocalTime.MIDNIGHT) || from.isBefore(until))) {
                throw new IllegalArgumentException("these hours end before they begin");
            }
        }

        private Instant opens(LocalDate day) {
            return day.atTime(from).atZone(LONDON).toInstant();
        }

        private Instant closes(LocalDate day) {
            return until.equals(LocalTime.MIDNIGHT)
                    ? day.plusDays(1).atStartOfDay(LONDON).toInstant()
                    : day.atTime(until).atZone(LONDON).toInstant();
        }
    }

    public boolean covers(Instant at) {
        LocalDate day = at.atZone(LONDON).toLocalDate();
        return spans.isEmpty()
                || spans.stream()
                        .filter(span -> span.days().contains(day.getDayOfWeek()))
                        .anyMatch(span -> !at.isBefore(span.opens(day)) && at.isBefore(span.closes(day)));
    }

    /** When it has been open for so long since then. */
    public Instant after(Instant from, Duration open) {
        if (spans.isEmpty()) {
            return from.plus(open);
        }
        Duration left = open;
        Instant at = from;
        for (LocalDate day = from.atZone(LONDON).toLocalDate(); ; day = day.plusDays(1)) {
            for (Span span : spans) {
                Instant opens = Collections.max(List.of(span.opens(day), at));
                Instant closes = span.closes(day);
                if (span.days().contains(day.getDayOfWeek()) && opens.isBefore(closes)) {
                    Duration here = Duration.between(opens, closes);
                    if (here.compareTo(left) >= 0) {
                        return opens.plus(left);
                    }
                    left = left.minus(here);
                    at = closes;
                }
            }
        }
    }
}
