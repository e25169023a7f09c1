package org.concordat.protection.ledger;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.regex.Pattern;
import org.concordat.schemas.primitive.Octets;
import org.concordat.schemas.primitive.Primitives;

/** A hash of the ledger's tree: SHA-256 as RFC 9162 section 2.1.1 applies it to leaves and nodes. */
public final class Hash extends Octets {
    /** Bytes of one hash. */
    public static final int LENGTH = 32;

    /** The root of a tree without entries: the hash of nothing. */
    public static final Hash EMPTY = new Hash(Primitives.sha256().digest());

    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");
    private static final byte LEAF = 0x00;
    private static final byte NODE = 0x01;

    private Hash(byte[] bytes) {
        super(bytes);
    }

    /** Of an entry's bytes. A leaf can never pass for a node: the first byte that is hashed differs. */
    public static Hash leaf(byte[] entry) {
        MessageDigest sha256 = Primitives.sha256();
        sha256.update(LEAF);
        return new Hash(sha256.digest(entry));
    }

    /** Of two subtrees that stand side by side. */
    public static Hash node(Hash left, Hash right) {
        MessageDigest sha256 = Primitives.sha256();
        sha256.update(NODE);
        sha256.update(left.bytes);
        return new Hash(sha256.digest(right.bytes));
    }

    /** One that was stored.
     *
     * @throws IllegalArgumentException when it has another length than {@value #LENGTH} */
    public static Hash of(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("a hash has " + LENGTH + " bytes");
        }
        return new Hash(bytes.clone());
    }

    /** One that was written down: 64 hexadecimal digits in lower case. */
    public static Hash parse(String hex) {
        if (!FORM.matcher(hex).matches()) {
            throw new IllegalArgumentException("a hash is written as 64 hexadecimal digits in lower case");
        }
        return new Hash(HexFormat.of().parseHex(hex));
    }

    /** Hexadecimal, as {@link #parse} reads it. */
    @Override
    public String toString() {
        return HexFormat.of().formatHex(bytes);
    }
}
