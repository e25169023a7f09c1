package org.concordat.cli.command;

import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.concordat.cli.environment.Caller;
import org.concordat.cli.outcome.Exit;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.OwnFile;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import org.concordat.cli.reading.Reading;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.envelope.OpeningFailed;
import org.concordat.protection.envelope.Sealed;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.concordat.schemas.disclosure.DisclosureRejected;
import org.concordat.schemas.signature.DisclosureVerifier;
import org.concordat.schemas.signature.SignatureBroken;
import org.concordat.schemas.signature.VerifiedDisclosure;
import org.concordat.schemas.terminology.AgencyId;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Opens what was collected, checks everything about it, and shows it to a person. */
@Command(name = "open")
public final class Open extends Subcommand {
    @Parameters(paramLabel = "FILE")
    Path file;

    @Option(names = "--formerly", paramLabel = "AGENCY")
    @Nullable
    String formerly;

    @Mixin
    final Output output = new Output();

    @Override
    public Outcome run(Globals globals) throws Stopped {
        Caller caller = globals.caller();
        if (output.file != null) {
            new OwnFile(output.file).mayBeWritten(output.force);
        }
        byte[] document = unsealed(caller);
        VerifiedDisclosure verified = verified(caller, globals.context(), document);
        if (output.file != null) {
            new OwnFile(output.file).write(document, output.force);
        }
        return show(caller.agency(), verified);
    }

    private byte[] unsealed(Caller caller) throws Stopped {
        byte[] bytes = new OwnFile(file).read();
        if (bytes.length > 0 && bytes[0] == '<') {
            return bytes;
        }
        try {
            return new Opener(caller.keys().encryptions()).open(new Sealed(bytes));
        } catch (OpeningFailed e) {
            throw new Stopped(Exit.BROKEN, "seal.broken", file + " was not opened: " + String.valueOf(e.getMessage()));
        }
    }

    private VerifiedDisclosure verified(Caller caller, DisclosureContext context, byte[] document) throws Stopped {
        try {
            Disclosure disclosure = context.parser().parse(document);
            if (disclosure.release().isEmpty()) {
                throw Stopped.of("signature.not-released", file);
            }
            AgencyId sender = disclosure.header().from().agency();
            VerifiedDisclosure verified = verified(caller, context, disclosure, sender);
            AgencyId reader = caller.agency();
            if (disclosure.recipients().stream()
                    .noneMatch(
                            r -> r.agency().equals(reader) || r.agency().value().equals(formerly))) {
                throw Stopped.of("recipient.other", file, reader);
            }
            return verified;
        } catch (DisclosureRejected e) {
            throw Findings.stopped(file + " holds no disclosure that can be read", e);
        }
    }

    /** An agency, or the gateway, may have an old and a new signing certificate for a while: one of them must fit. */
    private VerifiedDisclosure verified(
            Caller caller, DisclosureContext context, Disclosure disclosure, AgencyId sender) throws Stopped {
        List<X509Certificate> gateways = caller.certificates().of("gateway", "signing");
        Stopped why = new Stopped(Exit.BROKEN, "signer.unknown", "no signing certificate of " + sender + " is known");
        for (X509Certificate signer : caller.signersOf(disclosure.header(), context)) {
            for (X509Certificate gateway : gateways) {
                try {
                    return new DisclosureVerifier().verifyReleased(disclosure, signer, gateway);
                } catch (SignatureBroken e) {
                    why = new Stopped(
                            Exit.BROKEN,
                            e.code(),
                            file + " was not opened, " + sender + " is named as sender: " + e.getMessage());
                }
            }
        }
        throw why;
    }

    private Outcome show(AgencyId reader, VerifiedDisclosure verified) {
        Disclosure disclosure = verified.disclosure();
        AgencyId sender = disclosure.header().from().agency();
        Reading reading = new Reading(verified);
        Text text = reading.text();
        text.gap()
                .say("Checked: it is addressed to " + reader + "; "
                        + (disclosure.header().byAdapter()
                                ? "the gateway signed it for " + sender + ", whose system cannot"
                                : sender + " signed it")
                        + "; each of its " + disclosure.parts().count()
                        + " parts is in the list that was signed; the gateway signed the whole.");
        Map<String, Object> json = new LinkedHashMap<>(reading.json());
        json.put("verified", true);
        if (output.file != null) {
            text.row(0, "written to", output.file.toString());
            json.put("file", output.file.toString());
        }
        return Outcome.done(text, json);
    }
}
