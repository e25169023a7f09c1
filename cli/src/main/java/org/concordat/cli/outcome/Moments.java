package org.concordat.cli.outcome;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;

/** Points in time as practitioners in England and Wales read them: local time, the month in words. */
public final class Moments {
    private static final DateTimeFormatter WORDS =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.ENGLISH).withZone(ZoneId.of("Europe/London"));

    private Moments() {}

    public static String inWords(Instant at) {
        return WORDS.format(at);
    }

    /** The same for a moment as JSON and XML write it; anything else stays as it is. */
    public static String inWords(String at) {
        try {
            return inWords(DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(at, Instant::from));
        } catch (DateTimeParseException e) {
            return at;
        }
    }
}
