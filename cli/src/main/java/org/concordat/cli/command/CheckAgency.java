package org.concordat.cli.command;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.concordat.cli.environment.Caller;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.outcome.Moments;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.envelope.OpeningFailed;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.Use;
import org.concordat.protection.receipt.Receipt;
import org.concordat.protection.receipt.Statement.Echoed;
import org.concordat.protection.receipt.Statement.Pinged;
import org.concordat.protection.receipt.StatementRefused;
import org.concordat.schemas.signature.RandomIds;
import picocli.CommandLine.Command;

/**
 * Tries, step by step, whether an agency is ready: its file, its keys and their certificates, Keycloak, the gateway, and a signed
 * ping both ways, which needs each of its keys. The first step that fails ends it.
 */
@Command(name = "check")
public final class CheckAgency extends Subcommand {
    @Override
    public Outcome run(Globals globals) throws Stopped {
        Caller caller = globals.caller();
        Map<String, Object> json =
                new LinkedHashMap<>(Map.of("agency", caller.agency().value()));
        List<String> steps = new ArrayList<>();
        json.put("steps", steps);
        steps.add(registered(caller, globals));
        AgencyKeys keys = caller.keys();
        steps.add(certificate(caller, Use.TLS_CLIENT, keys.tls().certificate(), globals));
        steps.add(certificate(caller, Use.SIGNING, keys.signing().certificate(), globals));
        steps.add(certificate(caller, Use.ENCRYPTION, keys.encryption().certificate(), globals));
        Echoed echoed = ping(caller, keys);
        steps.add("Keycloak gave a token, bound to its TLS certificate");
        steps.add("the gateway believed its signature, and this end the gateway's");
        steps.add("what the gateway sealed to it opens with its key");
        if (!echoed.to().equals(caller.agency())) {
            throw Stopped.of("ping.other-agency");
        }
        json.put("connector", echoed.connector());
        json.put("configuration", echoed.configuration());
        if (echoed.answers().isPresent() && !echoed.answers().get()) {
            throw Stopped.of("ping.not-reached", echoed.connector());
        }
        steps.add(
                echoed.answers().isPresent()
                        ? "the gateway reaches its system ('" + echoed.connector() + "')"
                        : "it collects from its mailbox");
        Text text = new Text().say("The agency " + caller.agency() + ":");
        steps.forEach(done -> text.item(0, done));
        return Outcome.done(text.gap().say("It is ready."), json);
    }

    private static String registered(Caller caller, Globals globals) throws Stopped {
        if (caller.environment().configuration().isEmpty()) {
            return "its file is the operator's: this end has no configuration to look at";
        }
        Path folder = caller.environment().configuration().get();
        if (caller.registered(globals.context()).find(caller.agency()).isEmpty()) {
            throw Stopped.of("agency.not-registered", caller.agency(), folder);
        }
        return "its file is in order, and all others of " + folder;
    }

    private static String certificate(Caller caller, Use use, X509Certificate certificate, Globals globals)
            throws Stopped {
        Instant now = globals.clock().instant();
        Instant until = certificate.getNotAfter().toInstant();
        String which = "its certificate for " + use.words();
        if (!use.fits(certificate)) {
            throw Stopped.of("certificate.wrong-use", which);
        }
        if (now.isAfter(until) || now.isBefore(certificate.getNotBefore().toInstant())) {
            throw Stopped.of(
                    "certificate.not-valid-now",
                    which,
                    Moments.inWords(certificate.getNotBefore().toInstant()),
                    Moments.inWords(until));
        }
        try {
            certificate.verify(caller.certificates().authority().getPublicKey());
        } catch (GeneralSecurityException e) {
            throw Stopped.of("certificate.other-authority", which);
        }
        return which + " is from the authority, and holds until " + Moments.inWords(until);
    }

    private static Echoed ping(Caller caller, AgencyKeys keys) throws Stopped {
        Pinged ping =
                new Pinged(RandomIds.random(), caller.agency(), caller.clock().instant());
        Answer answer = Answers.granted(caller.gateway().ping(caller.signed(ping)));
        try {
            Receipt echo = new Receipt(new String(
                    new Opener(keys.encryptions()).open(new Sealed(answer.body())), StandardCharsets.US_ASCII));
            Echoed echoed = caller.gatewaysWord().verify(echo, Echoed.class);
            if (echoed.ping().equals(ping.id())) {
                return echoed;
            }
            throw Stopped.of("ping.other");
        } catch (OpeningFailed e) {
            throw Stopped.of("ping.not-opened");
        } catch (StatementRefused e) {
            throw Stopped.of("ping.not-believed", String.valueOf(e.getMessage()));
        }
    }
}
