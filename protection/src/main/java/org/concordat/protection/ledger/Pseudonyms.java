package org.concordat.protection.ledger;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Locale;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;
import org.concordat.schemas.disclosure.Subject;
import org.concordat.schemas.identifier.Scheme;

/**
 * What stands for a person's identifier in the ledger: HMAC-SHA-256 under a key of the gateway's own, e.g.
 * {@code pseudonyms-1.Yx…}. Equal identifiers have equal pseudonyms under one key; without the key nothing else can be
 * learnt, not even by trying all identifiers. When the key is destroyed, pseudonyms no longer lead to anybody.
 */
public final class Pseudonyms {
    /** The name of the key with its version, a full stop, 256 bits in base64url. */
    static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,31}\\.[A-Za-z0-9_-]{43}");

    private static final String ALGORITHM = "HmacSHA256";
    private static final int LEAST_KEY_BYTES = 32;

    private final String keyName;
    private final SecretKey key;

    /**
     * Pseudonyms under one key.
     *
     * @param keyName with its version, e.g. {@code pseudonyms-1}: a new key has a new name
     * @param key at least 256 bits; {@link org.concordat.protection.key.SecretKeys} reads it
     */
    public Pseudonyms(String keyName, SecretKey key) {
        byte[] encoded = key.getEncoded();
        if (encoded != null && encoded.length < LEAST_KEY_BYTES) {
            throw new IllegalArgumentException("the pseudonyms' key has fewer than 256 bits");
        }
        this.keyName = keyName;
        this.key = key;
    }

    /**
     * The pseudonym of a subject's identifier, however it was spelt: of its canonical form, where we know the scheme's; else
     * of its text in capitals.
     */
    public String of(Subject.Identifier identifier) {
        String canonical = Scheme.ofCode(identifier.scheme())
                .map(scheme -> scheme.parse(identifier.value()).canonical())
                .orElseGet(() -> identifier.value().strip().toUpperCase(Locale.ROOT));
        return of(identifier.scheme(), canonical);
    }

    /**
     * The pseudonym of an identifier.
     *
     * @param scheme e.g. {@code pnc}
     * @param canonical the identifier in its scheme's canonical form; two spellings of one identifier have one
     */
    public String of(String scheme, String canonical) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(scheme.toLowerCase(Locale.ROOT).getBytes(StandardCharsets.UTF_8));
            mac.update((byte) 0); // in no scheme: so scheme and identifier cannot run into each other
            byte[] value = mac.doFinal(canonical.getBytes(StandardCharsets.UTF_8));
            return keyName + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(value);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the pseudonyms' key cannot be used", e);
        }
    }

    @Override
    public String toString() {
        return "pseudonyms under " + keyName;
    }
}
