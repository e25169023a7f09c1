package org.concordat.protection.mapping;

import java.util.List;

/**
 * From a released record to the form that one partner's system takes. Sees the record that it is given and nothing else: no
 * file, no address, no environment, and no clock but the one of XPath. Immutable and safe to share.
 */
public interface Mapping {
    /** The largest outcome, in bytes: twice the largest disclosure. */
    int LARGEST = 20 * 1024 * 1024;

    /** The name by which agencies' files choose it. */
    String name();

    /** What comes out of it. */
    LocalFormat format();

    /**
     * The partner's form of a record.
     *
     * @param record a released disclosure, as XML
     * @throws MappingFailed when the record is not what the mapping was written for
     */
    byte[] apply(byte[] record) throws MappingFailed;

    /** How a mapping's own file may be called: what its suffix says, it is written in. */
    List<String> FILES = List.of("mapping.xslt", "mapping.json");

    /**
     * Makes a mapping of its file.
     *
     * @param file one of {@link #FILES}
     * @throws MappingFailed with the line of the first mistake
     */
    static Mapping of(String name, String file, byte[] text, LocalFormat format) throws MappingFailed {
        if (file.equals(FILES.get(0))) {
            return Stylesheet.compile(name, format, text);
        }
        if (format != LocalFormat.JSON) {
            throw new MappingFailed(1, "a JSON template makes JSON: what is expected is to be in expected.json");
        }
        return JsonTemplate.compile(name, text);
    }
}
