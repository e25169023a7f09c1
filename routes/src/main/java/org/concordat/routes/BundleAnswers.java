package org.concordat.routes;

import java.util.List;
import java.util.function.Function;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.ledger.Event;
import org.concordat.protection.ledger.Verb;
import org.concordat.routes.bundle.Activation;
import org.concordat.routes.bundle.BundleDoor;
import org.concordat.routes.bundle.Bundles;
import org.concordat.routes.bundle.Replay;
import org.concordat.routes.bundle.Replayed;
import org.concordat.routes.hop.Caller;
import org.concordat.routes.hop.Callers;
import org.concordat.routes.hop.Evidence;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.InForce;
import org.concordat.routes.hop.Protection;
import org.concordat.schemas.terminology.AgencyId;

/** What those who run the gateway may ask of it. Every refusal is on record and counted. */
record BundleAnswers(Protection protection, Bundles bundles, Replay replay, Refusing refusing) implements BundleDoor {
    @Override
    public Activation activate(Caller caller, byte[] packed) throws HopRefused {
        return refusing.recordedAnyhow(() -> {
            AgencyId operator = operator(protection, caller).id();
            return evident(
                    code -> Evidence.refused(protection.now(), code, operator),
                    () -> bundles.activate(protection.inForce(), operator, packed));
        });
    }

    @Override
    public Replayed replay(Caller caller, byte[] packed, String actor) throws HopRefused {
        return refusing.recorded(() -> {
            AgencyId operator = operator(protection, caller).id();
            return evident(
                    code -> Evidence.refused(protection.now(), code, operator).actor(actor), () -> {
                        OperationAnswers.requireFit(actor);
                        Bundles.Ready ready = bundles.ready(protection.inForce(), packed);
                        Event asked = Event.of(Verb.CONSULTED, protection.now(), "mapping.replayed", operator)
                                .actor(actor)
                                .original(ready.approval().digest())
                                .configuration(protection.configuration().digest());
                        return replay.of(ready.read(), protection.entry(asked));
                    });
        });
    }

    /** What an operator asks and is refused is on record with who asked, also where it can be had later. */
    static <T> T evident(Function<String, Event> refusal, InForce.Exchange<T> exchange) throws HopRefused {
        try {
            return exchange.answer();
        } catch (HopRefused e) {
            throw e.on(refusal.apply(e.code()));
        }
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
                    .on(Evidence.refused(protection.now(), "bundle.not-an-operator", agency.id()));
        }
        return agency;
    }
}
