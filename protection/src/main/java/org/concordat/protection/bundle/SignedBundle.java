package org.concordat.protection.bundle;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.concordat.protection.receipt.Receipt;

/**
 * A bundle with its signatures, as one ZIP archive: the same bundle with the same signatures is the same archive, wherever
 * and whenever it is packed. What is signed are names and contents, so nothing rests on the archive's own form.
 *
 * @param signatures whatever they sign: {@link Approvers} say which of them count
 */
public record SignedBundle(Bundle bundle, List<Receipt> signatures) {
    /** More than any archive has, packed or unpacked. */
    public static final int LARGEST = 8 * 1024 * 1024;

    static final int LARGEST_SIGNATURE = 16 * 1024;

    private static final int MOST_FILES = 20_000;
    private static final int MOST_SIGNATURES = 16;
    private static final String SIGNATURES = "signatures/";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{1,62}(/[A-Za-z0-9][A-Za-z0-9._-]{0,99}){1,6}");
    /** The earliest that the format knows, in the local time that it is written in. */
    private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);

    public SignedBundle {
        signatures = signatures.stream()
                .distinct()
                .sorted((a, b) -> a.jws().compareTo(b.jws()))
                .toList();
    }

    /** The archive. */
    public byte[] pack() {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(packed, StandardCharsets.UTF_8)) {
            for (String name : bundle.names()) {
                put(zip, name, bundle.read(name, LARGEST));
            }
            for (int i = 0; i < signatures.size(); i++) {
                put(zip, SIGNATURES + i, signatures.get(i).jws().getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("memory cannot be written to", e);
        }
        return packed.toByteArray();
    }

    private static void put(ZipOutputStream zip, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTimeLocal(ALWAYS);
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }

    /**
     * What is in an archive. Nothing of it is written anywhere.
     *
     * @throws BundleRefused when it is none, is larger than any, or has a file twice or under a name that no bundle has
     */
    public static SignedBundle unpack(byte[] packed) throws BundleRefused {
        Map<String, byte[]> files = new HashMap<>();
        List<Receipt> signatures = new ArrayList<>();
        int left = LARGEST;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(packed), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                byte[] bytes = zip.readNBytes(left + 1);
                left -= bytes.length;
                if (left < 0 || files.size() == MOST_FILES || signatures.size() == MOST_SIGNATURES) {
                    throw new BundleRefused("malformed", "the archive holds more than any bundle");
                }
                if (!isName(name)) {
                    throw new BundleRefused("malformed", "the archive holds a file under a name that no bundle has");
                }
                if (name.startsWith(SIGNATURES)) {
                    signatures.add(signature(bytes));
                } else if (files.put(name, bytes) != null) {
                    throw new BundleRefused("malformed", "the archive holds '" + name + "' twice");
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            throw new BundleRefused("malformed", "this is no archive of a bundle");
        }
        if (files.isEmpty()) {
            throw new BundleRefused("malformed", "this is no archive of a bundle");
        }
        return new SignedBundle(new Bundle(files), signatures);
    }

    /** Whether a file of a bundle may be called so: below a folder, by letters, digits and . _ - alone, and no way up. */
    static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    static Receipt signature(byte[] bytes) {
        return new Receipt(new String(bytes, StandardCharsets.ISO_8859_1).strip());
    }
}
