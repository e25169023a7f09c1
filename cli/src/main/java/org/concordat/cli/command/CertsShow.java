package org.concordat.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.concordat.cli.environment.CertificateFiles;
import org.concordat.cli.outcome.Exit;
import org.concordat.cli.outcome.Moments;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.protection.key.Use;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Says whose certificates there are, for what, and until when. */
@Command(name = "show")
public final class CertsShow extends Subcommand {
    @Parameters(paramLabel = "PATH")
    Path path;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        Text text = new Text();
        List<Map<String, Object>> json = new ArrayList<>();
        for (Path file : files()) {
            for (X509Certificate certificate : CertificateFiles.read(file)) {
                json.add(show(text, file, certificate, globals.clock()));
            }
        }
        return Outcome.done(text, Map.of("certificates", json));
    }

    private List<Path> files() throws Stopped {
        if (!Files.isDirectory(path)) {
            return List.of(path);
        }
        try (Stream<Path> walk = Files.walk(path, 3)) {
            List<Path> found = walk.filter(f -> f.toString().matches(".*\\.(crt|pem|cer)"))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new Stopped(Exit.NOT_FOUND, "certificate.missing", "there is no certificate in " + path);
            }
            return found;
        } catch (IOException e) {
            throw Stopped.of("file.unreadable", path);
        }
    }

    private static Map<String, Object> show(Text text, Path file, X509Certificate certificate, Clock clock) {
        Instant now = clock.instant();
        Instant until = certificate.getNotAfter().toInstant();
        long days = ChronoUnit.DAYS.between(now, until);
        String left = now.isAfter(until) ? "expired" : days == 1 ? "1 day left" : days + " days left";
        String state = now.isBefore(certificate.getNotBefore().toInstant()) ? "not valid yet" : left;
        boolean sample = TrustPolicy.isSample(certificate);
        text.gap().verbatim(0, file.toString());
        text.row(1, "whose", certificate.getSubjectX500Principal().getName());
        text.row(1, "issued by", certificate.getIssuerX500Principal().getName());
        text.row(1, "for", String.join(", ", uses(certificate)));
        text.row(1, "until", Moments.inWords(until) + ", " + state);
        text.row(1, "sample", sample ? "yes: refused outside the sandbox" : "no");
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("file", file.toString());
        json.put("subject", certificate.getSubjectX500Principal().getName());
        json.put("issuer", certificate.getIssuerX500Principal().getName());
        json.put("uses", uses(certificate));
        json.put("until", until.toString());
        json.put("daysLeft", days);
        json.put("sample", sample);
        return json;
    }

    private static List<String> uses(X509Certificate certificate) {
        if (certificate.getBasicConstraints() >= 0) {
            return List.of("issuing certificates");
        }
        List<String> uses = Stream.of(Use.values())
                .filter(use -> use.fits(certificate))
                .map(Use::code)
                .toList();
        return uses.isEmpty() ? List.of("nothing that Concordat knows") : uses;
    }
}
