package org.concordat.routes.connector;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.Attributes;
import org.apache.sshd.sftp.client.SftpClient.DirEntry;
import org.apache.sshd.sftp.common.SftpException;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Endpoint;
import org.concordat.protection.agency.HandsIn;
import org.concordat.protection.receipt.Digest;
import org.concordat.schemas.terminology.AgencyId;

/**
 * Picks up files from a folder of the agency's server, whose key is pinned. A file that did not change for a while is moved to
 * {@code working/}, where nobody puts another one in its place, and read there. Its answer is written as {@code FILE.receipt}
 * or {@code FILE.problem}; then it is removed, or moved to {@code refused/}.
 */
public final class SftpPickUp implements PickUp {
    /** How long a file is left alone after its last change that was seen. */
    static final Duration QUIET = Duration.ofSeconds(2);

    private static final int LISTED = 20_000;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9._-]{0,127}");
    /** Ours, and what is being written. */
    private static final Pattern LEFT_ALONE = Pattern.compile("(?is)\\..*|.*\\.(part|tmp|filepart|receipt|problem)");

    private final SftpLines lines;
    private final Map<AgencyId, Memory> memories = new ConcurrentHashMap<>();

    /** What was seen of an agency's folder at the look before. */
    private record Memory(Map<String, Seen> seen, Set<String> putOff) {}

    private record Seen(long size, Instant at, long since) {}

    /** One agency's folder. */
    private record Place(SftpLines lines, Endpoint.Sftp sftp, Duration timeOut, String folder) {
        <T> T at(SftpLines.Work<T> work) throws ConnectorFailed {
            return lines.at(sftp, timeOut, work);
        }

        String in(String below) {
            return SftpConnector.path(folder, below);
        }

        String in(String below, String name) {
            return SftpConnector.path(in(below), name);
        }

        String answer(String file, Outcome outcome) {
            return SftpConnector.path(sftp.receipts().orElse(folder), file + "." + outcome.word());
        }
    }

    public SftpPickUp(SftpLines lines) {
        this.lines = lines;
    }

    @Override
    public String name() {
        return "sftp";
    }

    @Override
    public Optional<String> lacks(Agency agency) {
        return lines.lacks();
    }

    @Override
    public void look(List<Agency> agencies, Taking taking) throws ConnectorFailed {
        Agency agency = agencies.get(0);
        HandsIn way = agency.handsIn().orElseThrow();
        Endpoint.Sftp sftp = (Endpoint.Sftp) way.endpoint();
        Place place =
                new Place(lines, sftp, way.attempts().timeOut(), sftp.address().getPath());
        Memory memory = memories.computeIfAbsent(agency.id(), id -> new Memory(new HashMap<>(), new HashSet<>()));
        List<DirEntry> begun = place.at(files -> {
            make(files, place.in("working"));
            make(files, place.in("refused"));
            return list(files, place.in("working"));
        });
        List<DirEntry> lying = place.at(files -> list(files, place.folder()));
        List<DirEntry> due = new ArrayList<>(begun);
        due.addAll(quiet(lying, memory));
        memory.putOff().retainAll(due.stream().map(DirEntry::getFilename).toList());
        due.sort(Comparator.comparing((DirEntry file) -> memory.putOff().contains(file.getFilename()))
                .thenComparing(file -> !begun.contains(file))
                .thenComparing(file -> at(file.getAttributes()))
                .thenComparing(DirEntry::getFilename));
        for (DirEntry file : due.subList(0, Math.min(AT_ONCE, due.size()))) {
            if (!taking.goesOn()) {
                return;
            }
            Optional<Outcome> outcome = take(file.getFilename(), begun.contains(file), place, agency, taking);
            if (outcome.isEmpty() || outcome.get() == Outcome.LATER) {
                // the others first, when it is looked again
                memory.putOff().add(file.getFilename());
            }
            if (outcome.filter(Outcome.LATER::equals).isPresent()) {
                throw PickUp.later();
            }
        }
    }

    /** Takes one; empty where its server does not let it be had. */
    private static Optional<Outcome> take(String file, boolean begun, Place place, Agency agency, Taking taking)
            throws ConnectorFailed {
        boolean named = NAME.matcher(file).matches();
        String name = named
                ? file
                : "unnamed-" + Digest.of(file.getBytes(StandardCharsets.UTF_8)).substring(0, 16);
        String working = place.in("working", name);
        Optional<Attributes> found = place.at(files -> {
            try {
                if (!begun) {
                    files.rename(SftpConnector.path(place.folder(), file), working);
                }
                return Optional.of(files.lstat(working));
            } catch (SftpException e) {
                return Optional.empty();
            }
        });
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Attributes attributes = found.get();
        Optional<String> unfit = !attributes.isRegularFile()
                ? Optional.of("arrival.no-file")
                : name.startsWith("unnamed-") ? Optional.of("arrival.name") : Optional.empty();
        long size = attributes.getSize();
        Answer answer = taking.take(
                agency,
                new Arrival(name, at(attributes), size, unfit, () -> place.at(files -> read(files, working, size))));
        if (answer.outcome() == Outcome.LATER) {
            return Optional.of(Outcome.LATER);
        }
        place.at(files -> {
            String path = place.answer(name, answer.outcome());
            SftpConnector.write(files, path, path + ".part", answer.text().getBytes(StandardCharsets.UTF_8));
            if (answer.outcome() == Outcome.REFUSED) {
                files.rename(working, free(files, place.in("refused", name), at(attributes)));
            } else if (isSame(files.lstat(working), attributes)) {
                files.remove(working);
            } // else it is another one by now, which is taken at the next look
            return name;
        });
        return Optional.of(answer.outcome());
    }

    /** Those that nobody is at work on, as far as can be seen. */
    private static List<DirEntry> quiet(List<DirEntry> lying, Memory memory) {
        Map<String, Seen> now = new HashMap<>();
        List<DirEntry> quiet = new ArrayList<>();
        for (DirEntry file : lying) {
            Attributes attributes = file.getAttributes();
            Seen before = memory.seen().get(file.getFilename());
            if (before != null
                    && before.size() == attributes.getSize()
                    && before.at().equals(at(attributes))) {
                now.put(file.getFilename(), before);
                if (System.nanoTime() - before.since() >= QUIET.toNanos()) {
                    quiet.add(file);
                }
            } else {
                now.put(file.getFilename(), new Seen(attributes.getSize(), at(attributes), System.nanoTime()));
            }
        }
        memory.seen().clear();
        memory.seen().putAll(now);
        return quiet;
    }

    /** What lies in a folder and is no folder; names that lead elsewhere are never used. */
    private static List<DirEntry> list(SftpClient files, String folder) throws IOException {
        List<DirEntry> found = new ArrayList<>();
        for (DirEntry entry : files.readDir(folder)) {
            String name = entry.getFilename();
            if (!entry.getAttributes().isDirectory()
                    && name.indexOf('/') < 0
                    && !LEFT_ALONE.matcher(name).matches()) {
                found.add(entry);
            }
            if (found.size() == LISTED) {
                break;
            }
        }
        return found;
    }

    /** All of it, and not a byte more than it is said to have; empty where that is not so any more. */
    private static Optional<byte[]> read(SftpClient files, String path, long size) throws IOException {
        try (InputStream in = files.read(path)) {
            byte[] bytes = in.readNBytes((int) size + 1);
            return bytes.length == size ? Optional.of(bytes) : Optional.empty();
        } catch (SftpException e) {
            return Optional.empty();
        }
    }

    /** A name that no file has that was refused before. */
    private static String free(SftpClient files, String path, Instant at) throws IOException {
        String free = path;
        for (int i = 0; SftpConnector.exists(files, free); i++) {
            free = path + "." + at.getEpochSecond() + "-" + i;
        }
        return free;
    }

    /** A folder of that name; a link to one would lead where others hand in. */
    private static void make(SftpClient files, String folder) throws IOException {
        try {
            files.mkdir(folder);
        } catch (SftpException e) {
            if (!files.lstat(folder).isDirectory()) {
                throw e;
            }
        }
    }

    private static boolean isSame(Attributes now, Attributes then) {
        return now.getSize() == then.getSize() && at(now).equals(at(then));
    }

    private static Instant at(Attributes attributes) {
        return attributes.getModifyTime() == null
                ? Instant.EPOCH
                : attributes.getModifyTime().toInstant();
    }
}
