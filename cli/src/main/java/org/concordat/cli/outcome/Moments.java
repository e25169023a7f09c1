package org.concordat.cli.outcome;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Points in time as practitioners in England and Wales read them: local time, the month in words. */
public final class Moments {
    private static final DateTimeFormatter WORDS =
            DateTimeFormatter.ofPattern("d MMMM uuuu, HH:mm", Locale.ENGLISH).withZone(ZoneId.of("Europe/London"));

    private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("d MMMM uuuu", Locale.ENGLISH);
    private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");

    private static final Pattern MOMENT = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+Z");

    private Moments() {}

    public static String inWords(Instant at) {
        return WORDS.format(at);
    }

    /** A sentence, with the moments in it in words. */
    public static String inSentence(String sentence) {
        return MOMENT.matcher(sentence).replaceAll(moment -> Matcher.quoteReplacement(inWords(moment.group())));
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
