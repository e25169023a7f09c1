package org.concordat.cli.command;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.concordat.cli.environment.KeyRequest;
import org.concordat.cli.outcome.Exit;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.OwnFile;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.configuration.ConfigurationRejected;
import org.concordat.protection.configuration.ConfigurationRejected.Finding;
import org.concordat.schemas.terminology.AgencyId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Writes the file of a new agency, checked as the gateway reads it, and makes its keys with the requests for certificates. */
@Command(name = "new")
public final class NewAgency extends Subcommand {
    private static final String NO_CERTIFICATE = "there is no certificate file";
    /** The line that the teams stand below. */
    private static final int TEAMS = 5;

    @Parameters(paramLabel = "ID")
    String id;

    @Option(names = "--name", paramLabel = "NAME")
    @Nullable
    String name;

    @Option(names = "--kind", paramLabel = "KIND")
    @Nullable
    String kind;

    @Option(names = "--team", paramLabel = "TEAM")
    List<String> teams = new ArrayList<>();

    @Option(names = "--from", paramLabel = "DAY")
    @Nullable
    LocalDate from;

    @Option(names = "--address", paramLabel = "URL")
    @Nullable
    String address;

    @Option(names = "--configuration", paramLabel = "DIR")
    @Nullable
    Path configuration;

    @Option(names = "--certificates", paramLabel = "DIR")
    @Nullable
    Path certificates;

    /** What has to be said, and was not. */
    private final List<String> unsaid = new ArrayList<>();

    /** Teams that are not spelt as one, and so not written. */
    private final List<String> misspelt = new ArrayList<>();

    @Override
    public Outcome run(Globals globals) throws Stopped {
        AgencyId agency = AgencyId.find(id).orElseThrow(() -> Stopped.of("agency.form", id));
        Path folder =
                folder(configuration, globals.environment().configuration().orElse(null), "--configuration");
        Path keys =
                folder(certificates, globals.environment().certificatesIfNamed().orElse(null), "--certificates");
        Path file = folder.resolve("agencies").resolve(agency + ".yaml");
        new OwnFile(file).mayBeWritten(false);
        String named = asked(name, "--name", "Its name, as people call it");
        String what = asked(kind, "--kind", "What it is, e.g. police");
        if (teams.isEmpty()) {
            teams.add(asked(null, "--team", "A team, as ID:NAME:ROLE[,ROLE]"));
        }
        if (!unsaid.isEmpty()) {
            throw new Stopped(Exit.USAGE, "usage", "say " + String.join("; say ", unsaid));
        }
        char[] password = globals.environment().keystorePassword();
        try {
            // for the gateway's account to read, too
            Files.writeString(file, yaml(agency, named, what, globals), StandardOpenOption.CREATE_NEW);
        } catch (IOException e) {
            throw Stopped.of("file.unwritable", file);
        }
        List<String> missing = checked(file, folder, keys, globals);
        Path own = keys.resolve(agency.value());
        Text text =
                new Text().say("The agency " + agency + " is in " + file + ".").gap();
        List<KeyRequest> wanted = KeyRequest.ALL.stream()
                .filter(request -> !Files.exists(own.resolve(request.use() + ".crt")))
                .toList();
        for (KeyRequest request : wanted) {
            request.make(request.subject(agency, named), own, password);
        }
        if (wanted.isEmpty()) {
            text.say("Its certificates are there. Have two approvers look at it, and put it in force:")
                    .verbatim(1, "concordat --as OPERATOR bundle activate " + folder + " --approver A --approver B");
        } else {
            text.say("Its keys and the requests for their certificates are in " + own
                            + ". Send the .csr files to your authority; put what comes back beside them as tls.crt,"
                            + " signing.crt and encryption.crt; then:")
                    .verbatim(1, "concordat bundle check " + folder + " --certificates " + keys);
        }
        return Outcome.done(text, Map.of("agency", agency.value(), "file", file.toString(), "missing", missing));
    }

    private String yaml(AgencyId agency, String named, String what, Globals globals) {
        StringBuilder yaml = new StringBuilder("id: " + agency + "\nname: " + quoted(named) + "\nkind: " + quoted(what)
                + "\nin-force: {from: "
                + (from != null ? from : LocalDate.ofInstant(globals.clock().instant(), ZoneId.of("Europe/London")))
                + "}\nteams:\n");
        for (String team : teams) {
            String[] said = team.split(":", 3);
            if (said.length != 3) {
                misspelt.add(team);
                continue;
            }
            String roles =
                    Stream.of(said[2].split(",", -1)).map(NewAgency::quoted).collect(Collectors.joining(", "));
            yaml.append("  - {id: " + quoted(said[0]) + ", name: " + quoted(said[1]) + ", roles: [" + roles + "]}\n");
        }
        yaml.append("certificates:\n");
        yaml.append("  tls: [" + agency + "/tls.crt]\n  signing: [" + agency + "/signing.crt]\n  encryption: " + agency
                + "/encryption.crt\n");
        yaml.append(
                address == null
                        ? "connection: {connector: mailbox}\n"
                        : "connection: {connector: rest, address: " + quoted(address) + "}\n");
        return yaml.toString();
    }

    /** What is wrong with the new file is told, and the file is taken back; that its certificates are to come is no fault. */
    private List<String> checked(Path file, Path folder, Path keys, Globals globals) throws Stopped {
        String own = "agencies/" + file.getFileName();
        List<Finding> found = new ArrayList<>();
        misspelt.forEach(
                team -> found.add(new Finding(own, TEAMS, "a team is ID:NAME:ROLE[,ROLE], and not '" + team + "'")));
        try {
            Configuration.read(folder, keys, globals.context().kinds());
        } catch (ConfigurationRejected e) {
            e.findings().stream()
                    .filter(f -> f.file().equals(own) && (misspelt.isEmpty() || f.line() != TEAMS))
                    .forEach(found::add);
        }
        List<Finding> wrong = found.stream()
                .filter(f -> !f.message().startsWith(NO_CERTIFICATE))
                .toList();
        if (wrong.isEmpty()) {
            return found.stream().map(Finding::message).toList();
        }
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new Stopped(Exit.BAD_INPUT, "file.unwritable", file + " is not in order and cannot be deleted");
        }
        throw BundleArgument.rejected(file, new ConfigurationRejected(wrong));
    }

    // from Java 22 on there always is a console; where nobody sits at it, it reads nothing
    @SuppressWarnings("SystemConsoleNull")
    private String asked(@Nullable String said, String option, String question) {
        if (said != null && !said.isBlank()) {
            return said;
        }
        @Nullable Console console = System.console();
        @Nullable String answer = console == null ? null : console.readLine("%s: ", question);
        if (answer == null || answer.isBlank()) {
            unsaid.add(option + " (" + question + ")");
            return "";
        }
        return answer.strip();
    }

    private Path folder(@Nullable Path said, @Nullable Path known, String option) {
        Path folder = said != null ? said : known;
        if (folder == null || !Files.isDirectory(folder)) {
            unsaid.add(option + ": a folder that is there");
            return Path.of("");
        }
        return folder;
    }

    /** A text in YAML, whatever it holds (YAML 1.2 section 7.3.1). */
    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replaceAll("\\p{Cntrl}", " ") + "\"";
    }
}
