package org.concordat.protection.configuration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Map.Entry;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.concordat.protection.mapping.LocalFormat;
import org.concordat.protection.mapping.Mapping;
import org.concordat.protection.mapping.MappingFailed;

/**
 * Reads {@code mappings/NAME/}: the mapping's file, a released record as {@code sample.xml}, and what it makes of it as
 * {@code expected.json}, {@code .xml}, {@code .csv} or {@code .txt}. One that does not make what is expected is a finding.
 *
 * @param bytes reads a file, by its path and its name in findings; empty after a finding
 */
record MappingReader(BiFunction<Path, String, Optional<byte[]>> bytes, Findings findings) {
    private static final String MAPPINGS = "mappings/";
    private static final String SAMPLE = "sample.xml";
    private static final String EXPECTED = "expected.";
    private static final int SHOWN = 200;

    /** The mappings, by name, without those that have findings; none where there is no such folder. */
    Map<String, Optional<Mapping>> read(Path folder) {
        Map<String, Optional<Mapping>> mappings = new LinkedHashMap<>();
        Path all = folder.resolve(MAPPINGS);
        if (Files.isDirectory(all)) {
            for (Path one : list(all, MAPPINGS)) {
                String name = String.valueOf(one.getFileName());
                if (name.matches("[a-z][a-z0-9-]{1,62}") && Files.isDirectory(one)) {
                    mappings.put(name, mapping(one, name));
                } else {
                    findings.add(MAPPINGS + name, 1, "this would not be read: a mapping is a folder of its name");
                }
            }
        }
        return mappings;
    }

    Optional<Mapping> mapping(Path folder, String name) {
        String below = MAPPINGS + name + "/";
        int before = findings.count();
        Map<String, byte[]> files = new TreeMap<>();
        for (Path path : list(folder, below)) {
            String file = String.valueOf(path.getFileName());
            if (isKnown(file)) {
                bytes.apply(path, below + file).ifPresent(text -> files.put(file, text));
            } else {
                findings.add(below + file, 1, "this would not be read: a mapping has no such file");
            }
        }
        if (findings.count() > before) {
            return Optional.empty();
        }
        List<Entry<String, byte[]>> written = named(files, Mapping.FILES::contains);
        List<Entry<String, byte[]>> samples = named(files, SAMPLE::equals);
        List<Entry<String, byte[]>> expected = named(files, file -> file.startsWith(EXPECTED));
        if (written.size() != 1 || samples.size() != 1 || expected.size() != 1) {
            findings.add(
                    below,
                    1,
                    "a mapping is one of " + String.join(" and ", Mapping.FILES) + ", with " + SAMPLE + " and one file "
                            + EXPECTED + "json, xml, csv or txt beside it");
            return Optional.empty();
        }
        return tried(below, name, written.get(0), samples.get(0).getValue(), expected.get(0));
    }

    /** The mapping, if it makes of the sample what is expected. */
    private Optional<Mapping> tried(
            String below, String name, Entry<String, byte[]> own, byte[] sample, Entry<String, byte[]> expected) {
        LocalFormat format = LocalFormat.ofSuffix(expected.getKey().substring(EXPECTED.length()))
                .orElseThrow();
        try {
            Mapping mapping = Mapping.of(name, own.getKey(), own.getValue(), format);
            byte[] made = mapping.apply(sample);
            if (format.same(made, expected.getValue())) {
                return Optional.of(mapping);
            }
            String text = new String(made, StandardCharsets.UTF_8);
            findings.add(
                    below + expected.getKey(),
                    1,
                    "of the sample it makes something else: " + text.substring(0, Math.min(SHOWN, text.length())));
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
        return file.equals(SAMPLE)
                || Mapping.FILES.contains(file)
                || (file.startsWith(EXPECTED)
                        && LocalFormat.ofSuffix(file.substring(EXPECTED.length()))
                                .isPresent());
    }

    private List<Path> list(Path folder, String below) {
        try (Stream<Path> list = Files.list(folder)) {
            return list.sorted().toList();
        } catch (IOException e) {
            findings.add(below, 1, "this folder cannot be read");
            return List.of();
        }
    }
}
