package org.concordat.cli.command;

import java.util.UUID;
import java.util.regex.Pattern;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** One command: its options, and what it does. */
public abstract class Subcommand {
    public abstract Outcome run(Globals globals) throws Stopped;

    /** Ids as they are typed: exactly the form that is printed. */
    static final class Id implements ITypeConverter<UUID> {
        private static final Pattern FORM =
                Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

        @Override
        public UUID convert(String value) {
            if (!FORM.matcher(value).matches()) {
                throw new TypeConversionException("an id looks like 0190b5c2-7d1e-7c3a-9f00-0123456789ab");
            }
            return UUID.fromString(value);
        }
    }

    /** Persons as statements and the ledger name them. */
    static final class Reference implements ITypeConverter<String> {
        private static final Pattern FORM = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._/@-]{0,63}");

        @Override
        public String convert(String value) {
            if (!FORM.matcher(value).matches()) {
                throw new TypeConversionException(
                        "a person is named by a reference of 1 to 64 letters, digits and . _ / @ -, never by a name");
            }
            return value;
        }
    }
}
