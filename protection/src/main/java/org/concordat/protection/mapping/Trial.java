package org.concordat.protection.mapping;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.XdmAtomicValue;
import net.sf.saxon.s9api.XdmValue;
import org.concordat.schemas.terminology.Coded;

/**
 * What tomorrow's mapping makes of one shape, beside today's.
 *
 * @param because where it fails or was not tried, why; else empty
 * @param places what is otherwise: a word and a path each, such as {@code vanishes /case/risk}; never what stands there
 */
public record Trial(Answer answer, String because, List<String> places) {
    private static final Stylesheet COMPARED = Stylesheet.shipped("mapping/trial.xslt", LocalFormat.TXT, true);

    private static final int LISTED = 100;

    /** How tomorrow's outcome is to today's: what matters more comes later. */
    public enum Answer implements Coded {
        NOT_TRIED,
        SAME,
        /** Today's fails as well: nothing can be said. */
        FAILS_TODAY,
        DIFFERENT,
        /** Today's does not, tomorrow's does. */
        FAILS
    }

    public Trial {
        places = List.copyOf(places);
    }

    public static Trial none(String because) {
        return new Trial(Answer.NOT_TRIED, because, List.of());
    }

    /** What is to be said of several together: the gravest, and every place. */
    public Trial and(Trial other) {
        Trial graver = other.answer.compareTo(answer) > 0 ? other : this;
        Stream<String> all = Stream.concat(places.stream(), other.places.stream());
        return new Trial(
                graver.answer, graver.because, all.distinct().limit(LISTED).toList());
    }

    /** Tries both on a shape. */
    public static Trial of(byte[] shape, Mapping today, Mapping tomorrow) {
        byte[] was;
        try {
            was = today.apply(shape);
            otherwise(was, today.format(), was, today.format());
        } catch (MappingFailed e) {
            return new Trial(Answer.FAILS_TODAY, said(e), List.of());
        }
        try {
            List<String> places = otherwise(was, today.format(), tomorrow.apply(shape), tomorrow.format());
            return new Trial(places.isEmpty() ? Answer.SAME : Answer.DIFFERENT, "", places);
        } catch (MappingFailed e) {
            return new Trial(Answer.FAILS, said(e), List.of());
        }
    }

    private static String said(MappingFailed failed) {
        return "line " + failed.line() + ": " + failed.getMessage();
    }

    /** What is otherwise in the second than in the first; nothing where both say the same. */
    static List<String> otherwise(byte[] was, LocalFormat of, byte[] willBe, LocalFormat in) throws MappingFailed {
        Map<QName, XdmValue> parameters = Map.of(
                new QName("tomorrow"), new XdmAtomicValue(new String(willBe, StandardCharsets.UTF_8)),
                new QName("today-is"), new XdmAtomicValue(of.name().toLowerCase(Locale.ROOT)),
                new QName("tomorrow-is"), new XdmAtomicValue(in.name().toLowerCase(Locale.ROOT)));
        try {
            byte[] compared = COMPARED.apply(was, parameters);
            return new String(compared, StandardCharsets.UTF_8)
                    .lines()
                    .limit(LISTED)
                    .toList();
        } catch (MappingFailed e) {
            throw new MappingFailed(1, "what it makes, or what today's makes, is not what it is said to be");
        }
    }
}
