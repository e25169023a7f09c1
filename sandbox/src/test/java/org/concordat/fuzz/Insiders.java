package org.concordat.fuzz;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import org.concordat.fuzz.Case.Allows;
import org.concordat.protection.envelope.Sealer;
import org.concordat.protection.envelope.SealingFailed;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.schemas.canonical.Canonical;
import org.concordat.schemas.signature.SigningKey;
import org.w3c.dom.Document;

/**
 * Disclosures that an agency's own key signs, over whatever they became. Those that begin as what would be taken have one
 * {@link Crime} in them; those that begin as what no rule permits can be changed in any way.
 */
final class Insiders {
    /** What a reader of canonical XML never sees, and a digest of it neither. */
    private static final List<String> UNSEEN = List.of(
            "<!--x-->",
            "<?x?>",
            "<![CDATA[x]]>",
            "<!DOCTYPE Disclosure>",
            "<!DOCTYPE d [<!ENTITY e \"x\">]>",
            "&e;",
            "&#1;",
            "\u0001",
            "\uFFFE");

    private final Scene scene;

    Insiders(Scene scene) {
        this.scene = scene;
    }

    Case withACrime(Dice dice) throws GeneralSecurityException {
        boolean asks = dice.oneIn(2);
        String agency = asks ? Scene.PROBATION : Scene.POLICE;
        Forgery forgery = forgery(asks ? "check-request" : "police-answer", agency, dice);
        Crime crime = dice.of(Crime.ALL);
        crime.commitIn(forgery);
        return Case.refused("crime " + crime, agency, sent(agency, forgery.sign(), dice));
    }

    /** Signed by a key that is not the agency's signing key, or shown with a certificate that is not that key's. */
    Case withAnotherKey(Dice dice) throws GeneralSecurityException {
        String agency = dice.of(Scene.AGENCIES);
        String other = agency.equals(Scene.POLICE) ? Scene.PROBATION : Scene.POLICE;
        AgencyKeys own = scene.keys(agency);
        SigningKey others = scene.keys(other).signing();
        PrivateKey key = own.signing().privateKey();
        X509Certificate shown = own.signing().certificate();
        switch (dice.below(4)) {
            case 0 -> key = others.privateKey();
            case 1 -> shown = others.certificate();
            case 2 -> {
                key = own.tls().privateKey();
                shown = own.tls().certificate();
            }
            default -> {
                key = others.privateKey();
                shown = others.certificate();
            }
        }
        String draft = scene.draft(agency.equals(Scene.PROBATION) ? "check-request" : "police-answer");
        Forgery forgery = new Forgery(draft, dice, key, shown);
        forgery.list();
        return Case.refused("another key", agency, sent(agency, forgery.sign(), dice));
    }

    /** No rule lets the police tell the council: so however it is changed, it is refused. */
    Case towardsTheCouncil(Dice dice) throws GeneralSecurityException {
        Forgery forgery = forgery("police-to-council", Scene.POLICE, dice);
        for (int i = dice.between(0, 5); i > 0; i--) {
            Tree.change(dice.oneIn(3) ? forgery.header : forgery.root(), dice);
        }
        forgery.list();
        return Case.refused("anything, to the council", Scene.POLICE, sent(Scene.POLICE, forgery.sign(), dice));
    }

    /** On record, and then changed without signing it again. */
    Case unsigned(Dice dice) {
        Scene.Taken taken = dice.of(scene.taken());
        Document document = Tree.read(taken.xml());
        byte[] before = Canonical.of(document.getDocumentElement());
        for (int i = dice.between(1, 3); i > 0; i--) {
            Tree.change(document.getDocumentElement(), dice);
        }
        byte[] after = Canonical.of(document.getDocumentElement());
        boolean same = java.util.Arrays.equals(before, after);
        return new Case(
                "a tree, not signed again",
                taken.agency(),
                scene.submission(taken.agency(), after),
                same ? Allows.A_REPEAT : Allows.NOTHING);
    }

    /** Signed and in order, and then with what canonical XML does not show. */
    Case withTheUnseen(Dice dice) throws GeneralSecurityException {
        String agency = dice.of(Scene.AGENCIES);
        Forgery forgery = forgery(agency.equals(Scene.PROBATION) ? "check-request" : "police-answer", agency, dice);
        forgery.list();
        String text = new String(forgery.sign(), StandardCharsets.UTF_8);
        int at = dice.below(text.length());
        String put = dice.of(UNSEEN);
        String changed = text.substring(0, at) + put + text.substring(at);
        return Case.refused("the unseen", agency, sent(agency, changed.getBytes(StandardCharsets.UTF_8), dice));
    }

    private Forgery forgery(String draft, String agency, Dice dice) {
        SigningKey key = scene.keys(agency).signing();
        return new Forgery(scene.draft(draft), dice, key.privateKey(), key.certificate());
    }

    /** One in eight comes sealed to the gateway: the same must be found behind that. */
    private Request sent(String agency, byte[] document, Dice dice) {
        if (!dice.oneIn(8)) {
            return scene.submission(agency, document);
        }
        try {
            X509Certificate gateway = scene.keys("gateway").encryption().certificate();
            return scene.sealedSubmission(
                    agency, new Sealer().seal(document, List.of(gateway)).toByteArray());
        } catch (SealingFailed e) {
            throw new IllegalStateException("the gateway's certificate cannot be sealed to", e);
        }
    }
}
