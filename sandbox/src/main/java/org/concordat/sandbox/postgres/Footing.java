package org.concordat.sandbox.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.concordat.sandbox.machine.Commands;
import org.concordat.sandbox.machine.Folders;
import org.concordat.sandbox.machine.Run;

/**
 * As whom PostgreSQL runs, and where: it refuses to run as root. In order of preference: as who we are, if that is not
 * root; in a user namespace, where root is nobody; as the unprivileged account {@code nobody}, in a folder that this
 * account can reach and owns.
 */
record Footing(Kind kind, List<String> prefix, Path programs, Path home) {
    private static final String NOBODY = "nobody";

    /** Which of the ways was chosen. */
    enum Kind {
        OURSELVES,
        NAMESPACE,
        NOBODY
    }

    static Footing choose(Run run, Path programs, Commands commands) throws IOException, InterruptedException {
        if (!isRoot()) {
            return new Footing(Kind.OURSELVES, List.of(), programs, newFolder(run.folder()));
        }
        // without root's privileges a folder of another user's may be out of reach: try it, do not guess
        List<String> probe = List.of(
                "unshare",
                "-U",
                "test",
                "-x",
                server(programs),
                "-a",
                "-w",
                run.folder().toString());
        if (commands.succeeds(probe)) {
            String unshare = commands.find("unshare").orElseThrow();
            return new Footing(Kind.NAMESPACE, List.of(unshare, "-U"), programs, newFolder(run.folder()));
        }
        return asNobody(run, programs, commands);
    }

    private static Footing asNobody(Run run, Path programs, Commands commands)
            throws IOException, InterruptedException {
        List<String> become = List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + group(), "--clear-groups");
        List<String> probe = new ArrayList<>(become);
        probe.add("true");
        if (!commands.succeeds(probe)) {
            throw new IOException("PostgreSQL does not run as root, and here root may neither make a user namespace"
                    + " (unshare -U) nor become the account nobody (setpriv): start the sandbox as an ordinary user");
        }
        List<String> prefix = new ArrayList<>(become);
        prefix.set(0, commands.find("setpriv").orElseThrow());
        Path folder = run.temporaryFolder();
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        // a copy: the cache is in a home that nobody else can enter, and must not be opened for this
        Path reachable = folder.resolve("programs");
        Folders.copy(programs, reachable);
        Footing footing = new Footing(Kind.NOBODY, List.copyOf(prefix), reachable, newFolder(folder));
        footing.own(footing.home);
        return footing;
    }

    private static String group() throws IOException {
        var lookup = Path.of("/").getFileSystem().getUserPrincipalLookupService();
        try {
            lookup.lookupPrincipalByGroupName("nogroup");
            return "nogroup";
        } catch (java.nio.file.attribute.UserPrincipalNotFoundException otherDistributions) {
            return NOBODY;
        }
    }

    private static boolean isRoot() throws IOException {
        Path self = Path.of("/proc/self");
        return Files.exists(self)
                ? Integer.valueOf(0).equals(Files.getAttribute(self, "unix:uid"))
                : "root".equals(System.getProperty("user.name"));
    }

    private static Path newFolder(Path parent) throws IOException {
        return Files.createDirectory(
                parent.resolve("postgres"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    /** Gives a file to the account PostgreSQL runs as. */
    void own(Path file) throws IOException {
        if (kind == Kind.NOBODY) {
            PosixFileAttributeView view =
                    Files.getFileAttributeView(file, PosixFileAttributeView.class, LinkOption.NOFOLLOW_LINKS);
            view.setOwner(file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(NOBODY));
        }
    }

    /** Writes a file of the server's own. */
    void write(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        own(file);
    }

    /** The command line of one of PostgreSQL's programs. */
    List<String> command(String program, List<String> arguments) {
        List<String> command = new ArrayList<>(prefix);
        command.add(programs.resolve("bin").resolve(program).toString());
        command.addAll(arguments);
        return command;
    }

    private static String server(Path programs) {
        return programs.resolve("bin").resolve("postgres").toString();
    }
}
