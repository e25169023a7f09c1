package org.concordat.cli.outcome;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Points in time as practitioners in England and Wales read them: local time, the month in words. */
public final class Moments {
    private static final DateTimeFormatter WORDS =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.ENGLISH).withZone(ZoneId.of("Europe/London"));

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private Moments() {}

    public static String inWords(Instant at) {
        return WORDS.format(at);
    }

    /** The same for a moment or a day as JSON and XML write it; anything else stays as it is. */
    public static String inWords(String at) {
        try {
            return DAY.matcher(at).matches()
                    ? DATE.format(LocalDate.parse(at))
                    : inWords(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(at, Instant::from));
        } catch (DateTimeParseException e) {
            return at;
        }
    }
}
