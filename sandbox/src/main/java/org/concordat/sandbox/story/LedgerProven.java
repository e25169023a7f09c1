package org.concordat.sandbox.story;

import static org.concordat.sandbox.northshire.Northshire.AUDITOR;
import static org.concordat.sandbox.northshire.Northshire.COUNCIL;
import static org.concordat.sandbox.northshire.Northshire.POLICE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.concordat.sandbox.story.Desk.Typed;

/** An auditor takes the ledger home and checks it there; then somebody tries to make one line of it say something else. */
final class LedgerProven {
    private final Scene scene;
    private final Narration narration;
    private final Desk auditor;
    private final Path certificate;

    LedgerProven(Scene scene) throws IOException {
        this.scene = scene;
        this.narration = scene.narration();
        this.auditor = scene.desk(AUDITOR);
        this.certificate = scene.stage().gatewaysCertificate();
    }

    void tell() throws IOException {
        scene.set(Scene.MORNING.plus(Duration.ofMinutes(72 * 60 + 50)));
        narration.chapter(
                "11. Friday, 10:00. An auditor asks for the ledger, takes it home and checks it without the gateway.");
        Path export = auditor.file("ledger.txt");
        Typed exported = auditor.type("ledger", "export", "-o", export.toString(), "--force");
        narration.check("the ledger is exported", exported.done(), exported.all());
        Typed verified = verify(export);
        narration.show(verified.out());
        narration.check(
                "every entry of this story is in it, unaltered and in order, under the gateway's signature",
                verified.done(),
                verified.all());
        narration.check(
                "nobody's name is in it",
                Files.exists(export) && !Files.readString(export).contains("Harrow"),
                "the export holds the subject's name");
        Typed altered = verify(altered(export));
        narration.tell("  In a copy, somebody makes one line name another agency:");
        narration.show(altered.err());
        narration.check("the copy does not hold, and the answer says where", !altered.done(), altered.all());
    }

    private Typed verify(Path export) {
        return auditor.type("ledger", "verify", export.toString(), "--certificate", certificate.toString());
    }

    /** The same, but for the one who received something. */
    private Path altered(Path export) throws IOException {
        String as = Files.exists(export) ? Files.readString(export) : "";
        return Files.writeString(
                auditor.file("ledger-altered.txt"), as.replaceFirst("(entry [^\\n]*)" + POLICE, "$1" + COUNCIL));
    }
}
