package org.concordat.gateway.setting;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import org.concordat.protection.key.Certificates;
import org.concordat.protection.key.KeysUnreadable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.core.env.Environment;
import org.springframework.util.unit.DataSize;

/** Reads settings one by one and remembers every finding, so that an operator corrects all of them at once. */
final class SettingsReader {
    private static final Path NOWHERE = Path.of("");
    private static final Set<String> HERE = Set.of("127.0.0.1", "[::1]", "localhost");

    private final Binder binder;
    private final String prefix;
    private final List<String> findings = new ArrayList<>();
    private final TreeSet<String> known = new TreeSet<>();

    SettingsReader(Environment environment, String prefix) {
        this.binder = Binder.get(environment);
        this.prefix = prefix;
    }

    String text(String name) {
        return text(name, "");
    }

    /** A text; the other, where nothing is set. */
    String text(String name, String otherwise) {
        known.add(name);
        String value;
        try {
            value = binder.bind(prefix + "." + name, Bindable.of(String.class)).orElse(otherwise);
        } catch (BindException e) {
            find(name, "cannot be read");
            return "";
        }
        if (value.isBlank()) {
            find(name, "is missing");
        }
        return value.strip();
    }

    Path folder(String name) {
        return path(name, Files::isDirectory, "a folder that does not exist");
    }

    Path file(String name) {
        return path(name, file -> Files.isRegularFile(file) && Files.isReadable(file), "a file that cannot be read");
    }

    Path certificate(String name) {
        Path file = file(name);
        if (!file.equals(NOWHERE)) {
            try {
                Certificates.read(file);
            } catch (KeysUnreadable e) {
                find(name, "names '" + file + "', which holds no certificate in PEM");
            }
        }
        return file;
    }

    URI https(String name) {
        return address(name, Set.of("https"));
    }

    /** An address whose answers are signed, so that its connection need not be secured. */
    URI http(String name) {
        return address(name, Set.of("http", "https"));
    }

    /** An address that may be called in clear on this machine alone. */
    URI httpsOrHere(String name) {
        URI address = http(name);
        if (address.getScheme().equals("http") && !HERE.contains(address.getHost())) {
            find(name, "is '" + address + "': to another machine it goes by https alone");
        }
        return address;
    }

    URI address(String name, Set<String> schemes) {
        String value = text(name);
        if (!value.isEmpty()) {
            try {
                URI address = new URI(value);
                if (schemes.contains(address.getScheme()) && address.getHost() != null) {
                    return address;
                }
            } catch (URISyntaxException e) {
                // found below, in our own words
            }
            find(name, "is '" + value + "', which is no " + String.join(" or ", new TreeSet<>(schemes)) + " address");
        }
        return URI.create("https://nowhere.invalid");
    }

    /** The first line of a file. */
    String secret(String name) {
        Path file = file(name);
        try {
            return file.equals(NOWHERE)
                    ? ""
                    : Files.readString(file).lines().findFirst().orElse("");
        } catch (IOException e) {
            find(name, "cannot be read");
            return "";
        }
    }

    /** Whether anything is set under this name. */
    boolean isGiven(String name) {
        return given().keySet().stream()
                .map(SettingsReader::plain)
                .anyMatch(given -> given.equals(plain(name)) || given.startsWith(plain(name) + "."));
    }

    private Map<String, String> given() {
        return binder.bind(prefix, Bindable.mapOf(String.class, String.class)).orElse(Map.of());
    }

    /** A setting that may be missing, else read as its kind is. */
    <T> Optional<T> optional(String name, Function<String, T> kind) {
        known.add(name);
        return binder.bind(prefix + "." + name, Bindable.of(String.class)).isBound()
                ? Optional.of(kind.apply(name))
                : Optional.empty();
    }

    Duration duration(String name, Duration least, Duration most) {
        return duration(name, text(name), least, most);
    }

    /** A duration; the other, where nothing is set. */
    Duration duration(String name, Duration least, Duration most, Duration otherwise) {
        return duration(name, text(name, otherwise.toString()), least, most);
    }

    private Duration duration(String name, String value, Duration least, Duration most) {
        if (!value.isEmpty()) {
            try {
                Duration duration = DurationStyle.detectAndParse(value);
                if (duration.compareTo(least) >= 0 && duration.compareTo(most) <= 0) {
                    return duration;
                }
                find(name, "is '" + value + "'; it must be between " + least + " and " + most);
            } catch (IllegalArgumentException e) {
                find(name, "is '" + value + "', which is no duration, e.g. PT24H");
            }
        }
        return least;
    }

    /** A number of bytes, e.g. {@code 300MB}; the other, where nothing is set. */
    long size(String name, long otherwise) {
        known.add(name);
        try {
            long bytes = binder.bind(prefix + "." + name, Bindable.of(DataSize.class))
                    .map(DataSize::toBytes)
                    .orElse(otherwise);
            if (bytes > 0) {
                return bytes;
            }
        } catch (BindException e) {
            // found below, in our own words
        }
        find(name, "is no size, e.g. 300MB");
        return otherwise;
    }

    /** {@code true} or {@code false}, which it is where nothing is set. */
    boolean flag(String name) {
        known.add(name);
        try {
            return binder.bind(prefix + "." + name, Bindable.of(Boolean.class)).orElse(false);
        } catch (BindException e) {
            find(name, "is neither true nor false");
            return false;
        }
    }

    /** Adds a finding of the caller's; an empty one is none. */
    void refuse(String finding) {
        if (!finding.isEmpty()) {
            findings.add(finding);
        }
    }

    /** @throws SettingsRejected when anything was found, or a setting was given that nobody reads */
    void finish() {
        for (String name : new TreeSet<>(given().keySet())) {
            if (known.stream().noneMatch(k -> plain(k).equals(plain(name)))) {
                findings.add(prefix + "." + name + " is no setting; known: " + String.join(", ", known));
            }
        }
        if (!findings.isEmpty()) {
            throw new SettingsRejected(findings);
        }
    }

    private Path path(String name, Predicate<Path> exists, String otherwise) {
        String value = text(name);
        if (!value.isEmpty()) {
            try {
                Path path = Path.of(value).toAbsolutePath().normalize();
                if (exists.test(path)) {
                    return path;
                }
            } catch (InvalidPathException e) {
                // found below, in our own words
            }
            find(name, "names '" + value + "', " + otherwise);
        }
        return NOWHERE;
    }

    private void find(String name, String what) {
        findings.add(prefix + "." + name + " " + what);
    }

    /** An environment variable spells a name without hyphens. */
    private static String plain(String name) {
        return name.replace("-", "").toLowerCase(Locale.ROOT);
    }
}
