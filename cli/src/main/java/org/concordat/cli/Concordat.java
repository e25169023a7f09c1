package org.concordat.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import org.concordat.cli.command.AgencyClients;
import org.concordat.cli.command.ApproveOverride;
import org.concordat.cli.command.BundleActivate;
import org.concordat.cli.command.BundleHistory;
import org.concordat.cli.command.BundleSign;
import org.concordat.cli.command.CertsMake;
import org.concordat.cli.command.CertsShow;
import org.concordat.cli.command.CheckAgency;
import org.concordat.cli.command.Collect;
import org.concordat.cli.command.Explain;
import org.concordat.cli.command.GiveReceipt;
import org.concordat.cli.command.Globals;
import org.concordat.cli.command.HeldList;
import org.concordat.cli.command.HeldRetry;
import org.concordat.cli.command.HeldReturn;
import org.concordat.cli.command.LedgerExport;
import org.concordat.cli.command.LedgerProof;
import org.concordat.cli.command.LedgerVerify;
import org.concordat.cli.command.Mailbox;
import org.concordat.cli.command.NewAgency;
import org.concordat.cli.command.Open;
import org.concordat.cli.command.OperatePause;
import org.concordat.cli.command.OperateReplay;
import org.concordat.cli.command.OperateRotate;
import org.concordat.cli.command.OperateStuck;
import org.concordat.cli.command.ProposeOverride;
import org.concordat.cli.command.RecordConsent;
import org.concordat.cli.command.RulesCheck;
import org.concordat.cli.command.RulesDiff;
import org.concordat.cli.command.ShowRecord;
import org.concordat.cli.command.Sign;
import org.concordat.cli.command.Status;
import org.concordat.cli.command.Subcommand;
import org.concordat.cli.command.Submit;
import org.concordat.cli.command.TestMapping;
import org.concordat.cli.command.TryConformance;
import org.concordat.cli.outcome.Exit;
import org.concordat.cli.outcome.Report;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;

/** The command {@code concordat}. */
@Command(
        name = "concordat",
        resourceBundle = "org.concordat.cli.help",
        subcommands = {
            Sign.class,
            Explain.class,
            Submit.class,
            Status.class,
            Mailbox.class,
            Collect.class,
            Open.class,
            GiveReceipt.class
        })
public final class Concordat {
    @Mixin
    final Globals globals;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT)
    boolean help;

    Concordat(Globals globals) {
        this.globals = globals;
    }

    public static void main(String... args) {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /** Runs one command in this process, with its environment variables; safe to call from several threads. */
    public static int run(PrintStream out, PrintStream err, String... args) {
        Path home = Path.of(System.getProperty("concordat.root", ""));
        return run(out, err, System.getenv(), home, Clock.systemUTC(), args);
    }

    static int run(
            PrintStream out, PrintStream err, Map<String, String> variables, Path home, Clock clock, String... args) {
        Globals globals = new Globals(variables, home, clock);
        CommandLine commandLine = commands(globals)
                .setUsageHelpWidth(80)
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setExecutionStrategy(parsed -> execute(parsed, globals, out, err))
                .setParameterExceptionHandler((e, given) -> usage(e, out, err, given))
                .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
                .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        commandLine.getCommandSpec().usageMessage().footer(exitCodes());
        return commandLine.execute(args);
    }

    /** Every command, those that are about one thing in a group. */
    static CommandLine commands(Globals globals) {
        CommandLine all = new CommandLine(new Concordat(globals));
        group(all, "held", HeldList.class, HeldRetry.class, HeldReturn.class);
        group(all, "consent", RecordConsent.class, new ShowRecord("Consent", "/v1/consents/"));
        group(
                all,
                "override",
                ProposeOverride.class,
                new ShowRecord("Override", "/v1/overrides/"),
                ApproveOverride.class);
        group(all, "rules", RulesCheck.class, RulesDiff.class);
        group(all, "agency", NewAgency.class, CheckAgency.class, AgencyClients.class, TryConformance.class);
        group(all, "mapping", TestMapping.class);
        group(all, "bundle", RulesCheck.class, BundleSign.class, BundleActivate.class, BundleHistory.class);
        group(all, "ledger", LedgerExport.class, LedgerVerify.class, LedgerProof.class);
        group(all, "operate", OperateStuck.class, OperatePause.class, OperateReplay.class, OperateRotate.class);
        group(all, "certs", CertsMake.class, CertsShow.class);
        return all;
    }

    /** Commands that are about one thing. The group itself does nothing. */
    private static void group(CommandLine all, String name, Object... commands) {
        CommandLine group = new CommandLine(CommandSpec.create().name(name));
        all.addSubcommand(name, group);
        for (Object command : commands) {
            group.addSubcommand(command);
        }
    }

    private static int execute(ParseResult parsed, Globals globals, PrintStream out, PrintStream err) {
        Integer helped = CommandLine.executeHelpRequest(parsed);
        if (helped != null) {
            return helped;
        }
        Report report = new Report(out, err, globals.json());
        CommandLine given =
                parsed.asCommandLineList().get(parsed.asCommandLineList().size() - 1);
        if (!(given.getCommand() instanceof Subcommand subcommand)) {
            return report.print(Stopped.of("usage", given.getCommandSpec().qualifiedName()));
        }
        try {
            return report.print(subcommand.run(globals));
        } catch (Stopped e) {
            return report.print(e);
        } catch (RuntimeException e) {
            if (globals.debug()) {
                e.printStackTrace(err);
            }
            // the message of a fault may quote what was being worked on
            return report.print(Stopped.of("fault", e.getClass().getSimpleName()));
        }
    }

    private static int usage(ParameterException e, PrintStream out, PrintStream err, String... args) {
        boolean json = Arrays.asList(args).contains("--json");
        String help = e.getCommandLine().getCommandSpec().qualifiedName() + " --help";
        return new Report(out, err, json)
                .print(new Stopped(Exit.USAGE, "usage", said(e) + "; '" + help + "' says more" + misplaced(e)));
    }

    /** Without the words of the library that a value was shown to. */
    private static String said(ParameterException e) {
        return String.valueOf(e.getMessage())
                .replaceFirst("cannot convert ('.*') to class .*LocalDate.*", "$1 is no day: one is like 2026-12-01")
                .replaceFirst("cannot convert ('.*') to class .*", "$1 is none")
                .replaceFirst("^Invalid value for (?:option '|positional parameter.*?\\()([^')]+)['()].*?: ", "$1: ");
    }

    /** The options of every command stand before it: who puts one behind it is told so. */
    private static String misplaced(ParameterException e) {
        CommandLine given = e.getCommandLine();
        CommandSpec all = given.getCommandSpec().root();
        if (given.getCommandSpec() == all || !(e instanceof CommandLine.UnmatchedArgumentException unmatched)) {
            return "";
        }
        String option = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
        return all.optionsMap().containsKey(option)
                ? "; " + option + " stands before the command: concordat " + option + " … "
                        + given.getCommandSpec().name()
                : "";
    }

    private static String[] exitCodes() {
        Text text = new Text().say("").say("Exit codes:");
        for (Exit exit : Exit.values()) {
            text.row(1, String.valueOf(exit.code()), exit.meaning());
        }
        return text.toString().split("\n", -1);
    }
}
