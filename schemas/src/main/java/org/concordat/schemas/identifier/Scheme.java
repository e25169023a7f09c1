package org.concordat.schemas.identifier;

import java.time.Year;
import java.util.Locale;
import java.util.Optional;

/** The schemes whose identifiers can be read and checked. Disclosures may carry others, unchecked. */
public enum Scheme {
    PNC,
    CRO,
    CRN,
    NOMS,
    NHS;

    /**
     * The first year that the two digits of a short PNC id can mean: 39 to 99 are of the 19hundreds, as prison services read
     * them. Probation services take the current year instead, which is why the raw text is kept.
     */
    private static final Year CENTURY_PIVOT = Year.of(1939);

    /** The scheme as disclosures spell it, e.g. {@code pnc}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Scheme> ofCode(String code) {
        for (Scheme scheme : values()) {
            if (scheme.code().equals(code)) {
                return Optional.of(scheme);
            }
        }
        return Optional.empty();
    }

    public Identifier parse(String raw) {
        return switch (this) {
            case PNC -> PncId.parse(raw, CENTURY_PIVOT);
            case CRO -> CroNumber.parse(raw);
            case CRN -> Crn.parse(raw);
            case NOMS -> NomsNumber.parse(raw);
            case NHS -> NhsNumber.parse(raw);
        };
    }
}
