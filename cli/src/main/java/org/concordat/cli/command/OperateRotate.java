package org.concordat.cli.command;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x500.X500Name;
import org.concordat.cli.environment.KeyRequest;
import org.concordat.cli.outcome.Exit;
import org.concordat.cli.outcome.Moments;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.OwnFile;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.KeysUnreadable;
import org.concordat.protection.key.NextKey;
import org.concordat.protection.key.Use;
import org.concordat.schemas.signature.SigningKey;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Puts the next key into a store of the gateway's, which its nodes read again while they run. Asks nobody over the network. */
@Command(name = "rotate")
public final class OperateRotate extends Subcommand {
    /** Time for every node to be given the store. */
    private static final int DAYS_AHEAD = 2;

    @Parameters(index = "0", paramLabel = "KEY")
    String key;

    @Parameters(index = "1", paramLabel = "FOLDER")
    Path folder;

    @Option(names = "--password", required = true, paramLabel = "FILE")
    Path password;

    @Option(names = "--from", paramLabel = "DAY")
    @Nullable
    LocalDate from;

    @Option(names = "--at-once")
    boolean atOnce;

    @Option(names = "--next", paramLabel = "FILE")
    @Nullable
    Path next;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        boolean secret = List.of("rows", "pseudonyms").contains(key);
        if (secret ? next != null : from != null) {
            throw Stopped.of("rotate.option", secret ? "--next" : "--from", key);
        }
        String[] lines = new String(new OwnFile(password).read(), StandardCharsets.UTF_8).split("\\R", 2);
        char[] word = lines[0].toCharArray();
        try {
            return switch (key) {
                case "rows", "pseudonyms" -> secret(word, globals);
                case "signing", "encryption" -> next == null ? requested(word) : certified(word, next, globals);
                default -> throw Stopped.of("rotate.key", key);
            };
        } catch (KeysUnreadable e) {
            throw new Stopped(Exit.BAD_INPUT, "keys.unreadable", String.valueOf(e.getMessage()));
        }
    }

    private Outcome secret(char[] word, Globals globals) throws Stopped, KeysUnreadable {
        LocalDate today = day(globals.clock().instant());
        LocalDate first = from == null ? today.plusDays(atOnce ? 0 : DAYS_AHEAD) : from;
        // a day that has begun has begun on every node: those without the store take what is made with the key for
        // forged
        if (first.isBefore(today.plusDays(atOnce ? 0 : 1))) {
            throw Stopped.of("rotate.day");
        }
        Path file = folder.resolve("secrets.p12");
        return put(NextKey.secret(file, word, key, first, globals.clock()), word, file, first + " (UTC)");
    }

    private Outcome requested(char[] word) throws Stopped, KeysUnreadable {
        Path beside = folder.resolve("next");
        new KeyRequest(key).make(X500Name.getInstance(subject(word).getEncoded()), beside, word);
        return Outcome.done(
                new Text()
                        .say("The next key and the request for its certificate are in " + beside
                                + ". Have your authority"
                                + " certify " + key + ".csr from a day on when every node and every partner has it. Put"
                                + " key and certificate into one store, under the stores' password, and name it by"
                                + " --next:")
                        .verbatim(1, "openssl pkcs12 -export -inkey " + key + ".key -in " + key + ".crt -out next.p12"),
                Map.of("request", beside.resolve(key + ".csr").toString()));
    }

    private Outcome certified(char[] word, Path with, Globals globals) throws Stopped, KeysUnreadable {
        Path file = folder.resolve(key + ".p12");
        SigningKey certified = AgencyKeys.signingIn(with, word);
        X509Certificate certificate = certified.certificate();
        if (!Use.valueOf(key.toUpperCase(Locale.ROOT)).fits(certificate)) {
            throw Stopped.of("certificate.wrong-use", with);
        }
        X500Principal whose = certificate.getSubjectX500Principal();
        if (!whose.equals(subject(word))) {
            throw Stopped.of("rotate.subject", with, whose, subject(word));
        }
        Instant now = globals.clock().instant();
        Instant first = certificate.getNotBefore().toInstant();
        String begins = Moments.inWords(first);
        if (certificate.getNotAfter().toInstant().isBefore(now)) {
            String ended = Moments.inWords(certificate.getNotAfter().toInstant());
            throw Stopped.of("certificate.not-valid-now", with, begins, ended);
        }
        if (!atOnce && !day(first).isAfter(day(now))) {
            throw Stopped.of("rotate.begun", with, begins);
        }
        NextKey made = NextKey.certified(file, word, certified)
                .orElseThrow(() -> Stopped.of("rotate.there-already", file, begins));
        Outcome done = put(made, word, file, begins);
        done.text().say("Delete " + with + " and " + folder.resolve("next") + ": they hold the key, too.");
        return done;
    }

    private static LocalDate day(Instant moment) {
        return LocalDate.ofInstant(moment, ZoneOffset.UTC);
    }

    /** Whose the newest key in the store is, as its certificate has it. */
    private X500Principal subject(char[] word) throws KeysUnreadable {
        return AgencyKeys.encryptions(folder.resolve(key + ".p12"), word)
                .get(0)
                .certificate()
                .getSubjectX500Principal();
    }

    private Outcome put(NextKey made, char[] word, Path file, String begins) throws Stopped {
        new OwnFile(file).replace(made.bytes(word));
        return Outcome.done(
                new Text()
                        .say(made.name() + " is in " + file + ", and counts from " + begins + " on. What was made with"
                                + " the keys before it stays good: they stay in the store. Give every node the store before"
                                + " then; each reads it within a second, while it runs."),
                Map.of("key", made.name(), "store", file.toString(), "from", begins));
    }
}
