package org.concordat.protection.ledger;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.concordat.schemas.primitive.Octets;
import org.concordat.schemas.terminology.AgencyId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * One line of evidence: its random id, its bytes exactly as hashed, and the RFC 9162 leaf hash of them.
 *
 * <p>The bytes are JSON in canonical form (RFC 8785): one object without white space whose values are strings or arrays of
 * strings. The fields, in their order (alphabetical), those that are empty left out: {@code actor}, {@code agency},
 * {@code at} (RFC 3339, UTC), {@code bundle}, {@code clauses}, {@code code}, {@code conditions}, {@code configuration}, {@code decision},
 * {@code delivery}, {@code disclosure}, {@code id}, {@code kind}, {@code original}, {@code pause}, {@code power}, {@code purpose},
 * {@code recipient}, {@code released}, {@code replaced}, {@code role}, {@code signer}, {@code subjects}, {@code verb}, {@code version} (always {@code 1}).
 * The id is random and part of what is hashed: so nobody can guess an entry and try whether its hash fits.
 */
public final class Entry extends Octets {
    private static final JsonMapper JSON = new JsonMapper();

    private final UUID id;
    private final Hash hash;

    private Entry(UUID id, byte[] bytes) {
        super(bytes);
        this.id = id;
        this.hash = Hash.leaf(bytes);
    }

    /** The entry of an event.
     *
     * @param id random (version 4): 122 bits that nobody can guess */
    public static Entry of(UUID id, Event event) {
        if (id.version() != 4) {
            throw new IllegalArgumentException("an entry's id is random, a UUID of version 4");
        }
        // every value matches a pattern of the event's or is an id or a time: nothing in them needs an escape
        SortedMap<String, Object> fields = new TreeMap<>(event.fields());
        fields.put("version", "1");
        fields.put("id", id.toString());
        return new Entry(id, JSON.writeValueAsBytes(fields));
    }

    /** An entry as it was stored: whether that is what was written is asked of its hash, elsewhere. */
    public static Entry stored(UUID id, byte[] bytes) {
        return new Entry(id, bytes.clone());
    }

    public UUID id() {
        return id;
    }

    /** SHA-256(0x00 || bytes), RFC 9162 section 2.1.1. */
    public byte[] hash() {
        return hash.toByteArray();
    }

    /** Whether it is about this agency: as the one that acted, or the recipient. */
    public boolean names(AgencyId agency) {
        return Stream.of("agency", "recipient")
                .anyMatch(field -> says(field).filter(agency.value()::equals).isPresent());
    }

    /** What a field of one value says; empty where there is none, or where it was changed where it is stored. */
    public Optional<String> says(String field) {
        try {
            return JSON.readTree(bytes).path(field).stringValueOpt();
        } catch (JacksonException e) {
            return Optional.empty();
        }
    }

    @Override
    public String toString() {
        return "entry " + id;
    }
}
