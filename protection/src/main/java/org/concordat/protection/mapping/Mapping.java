package org.concordat.protection.mapping;

import java.util.List;

/**
 * From a released record to the form that one partner's system takes, or from the form that it hands in to the draft of a
 * record. Sees what it is given and nothing else: no file, no address, no environment, and no clock but the one of XPath. Immutable and safe to share.
 */
public interface Mapping {
    /** The largest outcome, in bytes: twice the largest disclosure. */
    int LARGEST = 20 * 1024 * 1024;

    /** The name by which agencies' files choose it. */
    String name();

    /** The partner's form: what comes out of it, or, inwards, what goes into it. */
    LocalFormat format();

    /** Whether it makes drafts of what a partner hands in. */
    default boolean inwards() {
        return false;
    }

    /**
     * The partner's form of a record; inwards, the draft, as XML, of what the partner handed in.
     *
     * @param record a released disclosure, as XML; inwards, what was handed in: what is no XML, the stylesheet is given as one
     *     string
     * @throws MappingFailed when the record is not what the mapping was written for
     */
    byte[] apply(byte[] record) throws MappingFailed;

    /** How a mapping's own file may be called: what its suffix says, it is written in. */
    List<String> FILES = List.of("mapping.xslt", "mapping.json");

    /** A stylesheet of our own, from a record. */
    static Mapping shipped(String file, LocalFormat format) {
        return Stylesheet.shipped(file, format, false);
    }

    /**
     * Makes a mapping of its file.
     *
     * @param file one of {@link #FILES}
     * @throws MappingFailed with the line of the first mistake
     */
    static Mapping of(String name, String file, byte[] text, LocalFormat format, boolean inwards) throws MappingFailed {
        if (file.equals(FILES.get(0))) {
            return Stylesheet.compile(name, format, inwards, text);
        }
        if (inwards) {
            throw new MappingFailed(1, "a JSON template makes JSON, and a draft is XML: inwards a mapping is XSLT");
        }
        if (format != LocalFormat.JSON) {
            throw new MappingFailed(1, "a JSON template makes JSON: what is expected is to be in expected.json");
        }
        return JsonTemplate.compile(name, text);
    }
}
