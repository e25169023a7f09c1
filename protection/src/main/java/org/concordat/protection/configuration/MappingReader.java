package org.concordat.protection.configuration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.concordat.protection.bundle.BundleFiles;
import org.concordat.protection.mapping.LocalFormat;
import org.concordat.protection.mapping.Mapping;
import org.concordat.protection.mapping.MappingFailed;

/**
 * Reads {@code mappings/NAME/}: the mapping's file, a released record as {@code sample.xml}, and what it makes of it as
 * {@code expected.json}, {@code .xml}, {@code .csv} or {@code .txt}; of a mapping inwards, what a partner hands in as
 * {@code sample.json} and so on, and the draft that it makes of it as {@code draft.xml}. One that does not make what is
 * expected is a finding.
 *
 * @param bytes reads a file; empty after a finding
 */
record MappingReader(BundleFiles source, Function<String, Optional<byte[]>> bytes, Findings findings) {
    static final String MAPPINGS = "mappings/";
    private static final String SAMPLE = "sample.";
    private static final String DRAFT = "draft.xml";
    private static final String EXPECTED = "expected.";
    private static final int SHOWN = 200;

    /** The mappings, by name, without those that have findings; none where there is no such folder. */
    Map<String, Optional<Mapping>> read() {
        Map<String, Optional<Mapping>> mappings = new LinkedHashMap<>();
        for (String below : list(MAPPINGS)) {
            String name = below.substring(MAPPINGS.length());
            if (name.matches("[a-z][a-z0-9-]{1,62}/")) {
                name = name.substring(0, name.length() - 1);
                mappings.put(name, mapping(below, name));
            } else {
                findings.add(below, 1, "this would not be read: a mapping is a folder of its name");
            }
        }
        return mappings;
    }

    Optional<Mapping> mapping(String below, String name) {
        int before = findings.count();
        Map<String, byte[]> files = new TreeMap<>();
        for (String path : list(below)) {
            String file = path.substring(below.length());
            if (isKnown(file)) {
                bytes.apply(path).ifPresent(text -> files.put(file, text));
            } else {
                findings.add(path, 1, "this would not be read: a mapping has no such file");
            }
        }
        if (findings.count() > before) {
            return Optional.empty();
        }
        List<Entry<String, byte[]>> written = named(files, Mapping.FILES::contains);
        boolean inwards = files.containsKey(DRAFT);
        List<Entry<String, byte[]>> samples = named(files, file -> file.startsWith(SAMPLE));
        List<Entry<String, byte[]>> expected = named(files, file -> file.startsWith(EXPECTED) || file.equals(DRAFT));
        if (written.size() != 1
                || samples.size() != 1
                || expected.size() != 1
                || !(inwards || samples.get(0).getKey().endsWith(".xml"))) {
            findings.add(
                    below,
                    1,
                    "a mapping is one of " + String.join(" and ", Mapping.FILES) + ", with sample.xml and one file "
                            + EXPECTED + "json, xml, csv or txt beside it; or, inwards, with one file " + SAMPLE
                            + "json, xml, csv or txt and " + DRAFT);
            return Optional.empty();
        }
        return tried(below, name, inwards, written.get(0), samples.get(0), expected.get(0));
    }

    /** The mapping, if it makes of the sample what is expected. */
    private Optional<Mapping> tried(
            String below,
            String name,
            boolean inwards,
            Entry<String, byte[]> own,
            Entry<String, byte[]> sample,
            Entry<String, byte[]> expected) {
        LocalFormat made = format(expected.getKey()).orElseThrow();
        try {
            LocalFormat local = inwards ? format(sample.getKey()).orElseThrow() : made;
            Mapping mapping = Mapping.of(name, own.getKey(), own.getValue(), local, inwards);
            byte[] outcome = mapping.apply(sample.getValue());
            if (made.same(outcome, expected.getValue())) {
                return Optional.of(mapping);
            }
            String text = new String(outcome, StandardCharsets.UTF_8);
            String shown = text.length() > SHOWN
                    ? text.substring(0, SHOWN) + "… (the first " + SHOWN + " of " + text.length() + " characters)"
                    : text;
            findings.add(below + expected.getKey(), 1, "of the sample it makes something else: " + shown);
        } catch (MappingFailed e) {
            findings.add(below + own.getKey(), e.line(), String.valueOf(e.getMessage()));
        }
        return Optional.empty();
    }

    private static List<Entry<String, byte[]>> named(Map<String, byte[]> files, Predicate<String> name) {
        return files.entrySet().stream()
                .filter(file -> name.test(file.getKey()))
                .toList();
    }

    private static boolean isKnown(String file) {
        return file.equals(DRAFT)
                || Mapping.FILES.contains(file)
                || ((file.startsWith(EXPECTED) || file.startsWith(SAMPLE))
                        && format(file).isPresent());
    }

    private static Optional<LocalFormat> format(String file) {
        return LocalFormat.ofSuffix(file.substring(file.indexOf('.') + 1));
    }

    private List<String> list(String below) {
        try {
            return source.in(below);
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            findings.add(below, 1, "this folder cannot be read");
            return List.of();
        }
    }
}
