package org.concordat.cli.command;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.concordat.cli.outcome.Exit;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.OwnFile;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.configuration.ConfigurationRejected;
import org.concordat.protection.mapping.Mapping;
import org.concordat.protection.mapping.MappingFailed;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Tries a mapping: with its own sample, and with a record that was opened. */
@Command(name = "test")
public final class TestMapping extends Subcommand {
    @Parameters(paramLabel = "FOLDER")
    Path folder;

    @Option(names = "--record", paramLabel = "FILE")
    @Nullable
    Path record;

    @Mixin
    final Output output = new Output();

    @Override
    public Outcome run(Globals globals) throws Stopped {
        if ((record == null) != (output.file == null)) {
            throw new Stopped(
                    Exit.USAGE, "usage", "--record and --output go together: a record's local format is a file");
        }
        try {
            Mapping mapping = Configuration.mapping(folder);
            Text text = new Text().say("The mapping " + mapping.name() + " makes of its sample what is expected.");
            Map<String, Object> json = new LinkedHashMap<>(Map.of(
                    "mapping", mapping.name(), "mediaType", mapping.format().mediaType()));
            if (record != null && output.file != null) {
                byte[] made = mapping.apply(new OwnFile(record).read());
                new OwnFile(output.file).write(made, output.force);
                text.row(0, "written", output.file + " (" + mapping.format().mediaType() + ")");
                json.put("file", output.file.toString());
            }
            return Outcome.done(text, json);
        } catch (ConfigurationRejected e) {
            throw BundleArgument.rejected(folder, e);
        } catch (MappingFailed e) {
            throw new Stopped(Exit.BAD_INPUT, "mapping.failed", folder + ", line " + e.line() + ": " + e.getMessage());
        }
    }
}
