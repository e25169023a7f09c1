package org.concordat.routes;

import java.util.List;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.ledger.Event;
import org.concordat.protection.ledger.Verb;
import org.concordat.routes.bundle.Activation;
import org.concordat.routes.bundle.BundleDoor;
import org.concordat.routes.bundle.Bundles;
import org.concordat.routes.hop.Caller;
import org.concordat.routes.hop.Callers;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.Protection;

/** What those who run the gateway may ask of it. Every refusal is on record and counted. */
record BundleAnswers(Protection protection, Bundles bundles, Refusing refusing) implements BundleDoor {
    @Override
    public Activation activate(Caller caller, byte[] packed) throws HopRefused {
        return refusing.recordedAnyhow(() -> {
            Agency operator = operator(protection, caller);
            try {
                return bundles.activate(protection.inForce(), operator.id(), packed);
            } catch (HopRefused e) {
                throw e.on(Event.of(Verb.REFUSED, protection.now(), e.code(), operator.id()));
            }
        });
    }

    @Override
    public List<Activation> history(Caller caller) throws HopRefused {
        return refusing.recordedAnyhow(() -> {
            operator(protection, caller);
            return bundles.history();
        });
    }

    static Agency operator(Protection protection, Caller caller) throws HopRefused {
        Agency agency = new Callers(protection).agencyOf(caller);
        if (!agency.bodies().contains(Bundles.OPERATOR)) {
            throw HopRefused.of("bundle.not-an-operator")
                    .on(Event.of(Verb.REFUSED, protection.now(), "bundle.not-an-operator", agency.id()));
        }
        return agency;
    }
}
