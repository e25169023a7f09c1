package org.concordat.protection.key;

import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * A secret key with its name and its window of days (UTC). What it computes begins with its name, e.g.
 * {@code rows-2.Yx…}: so it is known later which key to compute it with again.
 *
 * @param name its use and its number, e.g. {@code rows-2}: a new key has a new number
 * @param from when new values begin to be made with it
 * @param until when what was made with it is no longer accepted; empty: it is accepted for as long as it is kept
 */
record DatedKey(String name, Instant from, Optional<Instant> until, SecretKey key) {
    private static final Pattern ENTRY =
            Pattern.compile("([a-z][a-z0-9-]{0,24}-[0-9]{1,6})(?:@([0-9-]{10})(?:\\.\\.([0-9-]{10}))?)?");
    private static final int LEAST_BYTES = 32;

    DatedKey {
        byte[] encoded = key.getEncoded(); // none, when it stays in a device
        if (encoded != null && encoded.length < LEAST_BYTES) {
            throw new IllegalArgumentException("the key " + name + " has fewer than 256 bits");
        }
        if (until.isPresent() && !until.get().isAfter(from)) {
            throw new IllegalArgumentException("the key " + name + " ends before it begins");
        }
    }

    /**
     * The key of a store's entry.
     *
     * @param entry {@code rows-1}, {@code rows-2@2026-07-01} with its first day, or {@code rows-1@2026-01-01..2026-08-01}
     *     with the day from which it is no longer accepted
     */
    static DatedKey of(String entry, SecretKey key) {
        Matcher form = ENTRY.matcher(entry);
        if (!form.matches()) {
            throw new IllegalArgumentException("the entry '" + entry + "' is not called like rows-2@2026-07-01");
        }
        Instant from = Optional.ofNullable(form.group(2)).map(DatedKey::day).orElse(Instant.MIN);
        return new DatedKey(
                form.group(1), from, Optional.ofNullable(form.group(3)).map(DatedKey::day), key);
    }

    /** HMAC-SHA-256 of the message in base64url, after the key's name and a full stop. */
    String compute(byte[] message) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return name + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(mac.doFinal(message));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key " + name + " cannot be used", e);
        }
    }

    /** Whether what one computes, the other computes too, under the same name. */
    boolean isSame(DatedKey other) {
        return name.equals(other.name) && key.equals(other.key);
    }

    int number() {
        return Integer.parseInt(name.substring(name.lastIndexOf('-') + 1));
    }

    private static Instant day(String text) {
        try {
            return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException("'" + text + "' is no day, e.g. 2026-07-01", e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
