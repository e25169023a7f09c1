package org.concordat.schemas.identifier;

/**
 * An identifier of a person: personal data.
 *
 * @param raw the text as it was received
 * @param canonical its canonical form; the raw text where the form is bad
 */
public record Identifier(Scheme scheme, String raw, String canonical, Check check) {
    @Override
    public String toString() {
        return scheme.code() + " identifier (" + check + ")";
    }
}
