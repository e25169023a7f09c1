package org.concordat.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import org.concordat.protection.configuration.Differences;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says in words what one bundle changes of another. */
@Command(name = "diff")
public final class RulesDiff extends Subcommand {
    @Parameters(index = "0", paramLabel = "OLD")
    Path old;

    @Parameters(index = "1", paramLabel = "NEW")
    Path next;

    @Option(names = "--certificates", paramLabel = "DIR")
    @Nullable
    Path certificates;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        List<String> sentences = Differences.between(
                BundleArgument.read(globals, BundleArgument.folder(globals, old, certificates)),
                BundleArgument.read(globals, BundleArgument.folder(globals, next, certificates)));
        Text text = new Text().say(sentences.isEmpty() ? "Both say the same." : "What changes:");
        sentences.forEach(sentence -> text.item(1, sentence));
        return Outcome.done(text, Map.of("changes", sentences));
    }
}
