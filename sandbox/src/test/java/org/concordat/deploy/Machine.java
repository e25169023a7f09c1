package org.concordat.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.concordat.strangers.Tool;

/** A machine that has nothing yet but dpkg's own notes: a folder, which is the root of what is installed. */
final class Machine {
    private final Path root;
    private final Path notes;
    private final boolean administrator;

    /** @param folder where the machine is made, and its notes */
    Machine(Path folder) throws IOException {
        root = Files.createDirectories(folder.resolve("root"));
        notes = Files.createDirectories(folder.resolve("notes"));
        administrator = System.getProperty("user.name").equals("root");
        Path dpkg = root.resolve("var/lib/dpkg");
        for (String each : new String[] {"info", "updates", "triggers"}) {
            Files.createDirectories(dpkg.resolve(each));
        }
        Files.createFile(dpkg.resolve("status"));
        if (!administrator) {
            // one who is nobody but himself can give files to no other group
            Files.createDirectories(root.resolve("etc"));
            Files.writeString(root.resolve("etc/group"), "concordat:x:0:\n");
        }
    }

    /** Has dpkg do something, to succeed; a test is skipped, or fails, where there is no dpkg. */
    void dpkg(String words, Object... arguments) throws Exception {
        Tool.SYSTEMD.out(notes, "--version"); // makes the account and gives it its files
        String what = "--root=" + root + " --log=" + notes.resolve("dpkg.log")
                + " --force-script-chrootless --force-depends --force-bad-path " + words;
        if (administrator) {
            Tool.DPKG.out(notes, what, arguments);
        } else {
            Tool.DPKG.outAsRoot(notes, what, arguments);
        }
    }

    /** A path of the machine, as seen from outside. */
    Path at(String path) {
        return root.resolve(path.substring(1));
    }

    /** Who owns a file, in words. */
    String owner(String path) throws IOException {
        int user = (int) Files.getAttribute(at(path), "unix:uid");
        int group = (int) Files.getAttribute(at(path), "unix:gid");
        return name("/etc/passwd", user) + ":" + name("/etc/group", group);
    }

    boolean knowsOwners() {
        return administrator;
    }

    /** What the number is called, in the third place of a line; the administrator stands in no file of a new machine. */
    private String name(String file, int number) throws IOException {
        return number == 0
                ? "root"
                : Files.readAllLines(at(file)).stream()
                        .map(line -> line.split(":", -1))
                        .filter(line -> line[2].equals(Integer.toString(number)))
                        .map(line -> line[0])
                        .findFirst()
                        .orElseThrow();
    }

    /** Every file, but for dpkg's own. */
    Set<String> files() throws IOException {
        try (Stream<Path> all = Files.walk(root)) {
            Set<String> files = new TreeSet<>();
            all.filter(Files::isRegularFile)
                    .map(file -> "/" + root.relativize(file))
                    .filter(file -> !file.startsWith("/var/lib/dpkg/"))
                    .forEach(files::add);
            assertThat(files).isNotEmpty();
            return files;
        }
    }
}
