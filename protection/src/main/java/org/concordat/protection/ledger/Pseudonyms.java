package org.concordat.protection.ledger;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.concordat.protection.key.KeyRing;
import org.concordat.schemas.disclosure.Subject;
import org.concordat.schemas.identifier.Scheme;
import org.concordat.schemas.terminology.Coded;

/**
 * What stands for a person's identifier in the ledger: HMAC-SHA-256 under a key of the gateway's own, e.g.
 * {@code pseudonyms-1.Yx…}. Equal identifiers have equal pseudonyms under one key; without the key nothing else can be
 * learnt, not even by trying all identifiers. When the key is destroyed, pseudonyms no longer lead to anybody. Keys change:
 * who looks for a person looks for the pseudonym under every key that is accepted.
 *
 * @param ring whose newest key makes them, and all of which they are looked for under
 */
public record Pseudonyms(KeyRing ring) {
    /** The name of the key with its version, a full stop, 256 bits in base64url. */
    static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,31}\\.[A-Za-z0-9_-]{43}");

    /**
     * The pseudonym of a subject's identifier, however it was spelt: of its canonical form, where we know the scheme's; else
     * of its text in capitals.
     */
    public String of(Subject.Identifier identifier) {
        return ring.compute(message(identifier.scheme(), canonical(identifier)));
    }

    /** As {@link #of(Subject.Identifier)} would have it under every key that is accepted, the newest first. */
    public List<String> allOf(Subject.Identifier identifier) {
        return ring.computeAll(message(identifier.scheme(), canonical(identifier)));
    }

    /**
     * The pseudonym of an identifier.
     *
     * @param scheme e.g. {@code pnc}
     * @param canonical the identifier in its scheme's canonical form; two spellings of one identifier have one
     */
    public String of(String scheme, String canonical) {
        return ring.compute(message(scheme, canonical));
    }

    /** The names of the keys, one of which every pseudonym that can still be found begins with. */
    public List<String> keys() {
        return ring.names();
    }

    private static String canonical(Subject.Identifier identifier) {
        return Coded.find(Scheme.values(), identifier.scheme())
                .map(scheme -> scheme.parse(identifier.value()).canonical())
                .orElseGet(() -> identifier.value().strip().toUpperCase(Locale.ROOT));
    }

    /** The octet 0 is in no scheme: so scheme and identifier cannot run into each other. */
    private static byte[] message(String scheme, String canonical) {
        return (scheme.toLowerCase(Locale.ROOT) + '\0' + canonical).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String toString() {
        return "pseudonyms under " + ring;
    }
}
