package org.concordat.protection.bundle;

import java.io.IOException;
import java.util.List;

/**
 * Where the files of a bundle are. A name begins with its folder: {@code agencies/}, {@code agreements/},
 * {@code mappings/}, {@code certificates/}.
 */
public interface BundleFiles {
    String CERTIFICATES = "certificates/";

    /**
     * The names of what is in a folder, in their order; those of folders end in {@code /}.
     *
     * @throws IOException when there is no such folder, or it cannot be read
     */
    List<String> in(String folder) throws IOException;

    /**
     * A file's bytes; one more than the limit, where it has more.
     *
     * @throws java.nio.file.NoSuchFileException when there is none of that name
     */
    byte[] read(String name, int limit) throws IOException;
}
