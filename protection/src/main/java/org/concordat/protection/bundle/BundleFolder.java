package org.concordat.protection.bundle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.concordat.protection.receipt.Receipt;

/**
 * A bundle as people work on it: a folder, with the approvers' signatures in {@code signatures/}.
 *
 * @param certificates what certificate files are named relative to
 */
public record BundleFolder(Path folder, Path certificates) implements BundleFiles {
    private static final String SIGNATURES = "signatures/";
    private static final String SUFFIX = ".jws";

    public BundleFolder {
        folder = folder.toAbsolutePath().normalize();
        certificates = certificates.toAbsolutePath().normalize();
    }

    @Override
    public List<String> in(String below) throws IOException {
        try (Stream<Path> list = Files.list(folder.resolve(below))) {
            // what begins with a dot is the file system's affair
            return list.filter(path -> !path.getFileName().toString().startsWith("."))
                    .map(path -> below + path.getFileName() + (Files.isDirectory(path) ? "/" : ""))
                    .sorted()
                    .toList();
        }
    }

    @Override
    public byte[] read(String name, int limit) throws IOException {
        boolean certificate = name.startsWith(CERTIFICATES);
        Path root = certificate ? certificates : folder;
        Path file = root.resolve(certificate ? name.substring(CERTIFICATES.length()) : name)
                .normalize();
        if (!SignedBundle.isName(name) || !file.startsWith(root) || !Files.isRegularFile(file)) {
            throw new NoSuchFileException(name);
        }
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(limit + 1);
        }
    }

    /** Where an approver's signature is put. */
    public Path signature(String approver) {
        return folder.resolve(SIGNATURES).resolve(approver + SUFFIX);
    }

    /** Takes away the signatures that are there: they were given to what the bundle was before. */
    public void forgetSignatures() throws IOException {
        if (Files.isDirectory(folder.resolve(SIGNATURES))) {
            for (String name : in(SIGNATURES)) {
                Files.delete(folder.resolve(name));
            }
        }
    }

    /** The signatures that are there, whatever they sign; none where there is no folder for them. */
    public List<Receipt> signatures() throws IOException {
        List<Receipt> signatures = new ArrayList<>();
        if (Files.isDirectory(folder.resolve(SIGNATURES))) {
            for (String name : in(SIGNATURES)) {
                if (name.endsWith(SUFFIX)) {
                    signatures.add(SignedBundle.signature(read(name, SignedBundle.LARGEST_SIGNATURE)));
                }
            }
        }
        return signatures;
    }
}
