package org.concordat.protection.bundle;

import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.concordat.schemas.primitive.Primitives;

/** The files of a bundle, in memory: agencies, agreements, mappings and the certificates that are named. Immutable. */
public final class Bundle implements BundleFiles {
    private final SortedMap<String, byte[]> files = new TreeMap<>();

    public Bundle(Map<String, byte[]> files) {
        files.forEach((name, bytes) -> this.files.put(name, bytes.clone()));
    }

    /** What approvers sign: SHA-256 over name and bytes of every file, in hexadecimal. */
    public String digest() {
        return digest(files);
    }

    /** The digest of the files whose names begin so, with their names. */
    public String digest(String beginning) {
        return digest(files.subMap(beginning, beginning + Character.MAX_VALUE));
    }

    /** SHA-256 over name and bytes of every file, each preceded by its length. */
    public static String digest(SortedMap<String, byte[]> files) {
        MessageDigest sha256 = Primitives.sha256();
        files.forEach((name, bytes) -> {
            byte[] inUtf8 = name.getBytes(StandardCharsets.UTF_8);
            sha256.update((inUtf8.length + ":").getBytes(StandardCharsets.UTF_8));
            sha256.update(inUtf8);
            sha256.update((bytes.length + ":").getBytes(StandardCharsets.UTF_8));
            sha256.update(bytes);
        });
        return HexFormat.of().formatHex(sha256.digest());
    }

    /** Every file, in the order of the names. */
    public List<String> names() {
        return List.copyOf(files.keySet());
    }

    @Override
    public List<String> in(String folder) {
        return files.keySet().stream()
                .filter(name -> name.startsWith(folder))
                .map(name -> {
                    int further = name.indexOf('/', folder.length());
                    return further < 0 ? name : name.substring(0, further + 1);
                })
                .distinct()
                .toList();
    }

    @Override
    public byte[] read(String name, int limit) throws NoSuchFileException {
        byte[] bytes = files.get(name);
        if (bytes == null) {
            throw new NoSuchFileException(name);
        }
        return Arrays.copyOf(bytes, Math.min(bytes.length, limit + 1));
    }
}
