package org.concordat.routes;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.concordat.protection.ledger.Event;
import org.concordat.protection.ledger.Verb;
import org.concordat.routes.delivery.OperationDoor;
import org.concordat.routes.delivery.Operations;
import org.concordat.routes.delivery.Operations.Progress;
import org.concordat.routes.hop.Caller;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.Protection;
import org.concordat.schemas.terminology.AgencyId;

/** What operators may ask of deliveries. Every refusal is on record and counted. */
record OperationAnswers(Protection protection, Operations operations, Refusing refusing) implements OperationDoor {
    private static final int LISTED = 200;

    @Override
    public List<Progress> progress(Caller caller, Optional<UUID> delivery) throws HopRefused {
        return refusing.recordedAnyhow(() -> {
            BundleAnswers.operator(protection, caller);
            List<Progress> found = operations.progress(delivery, LISTED);
            require(delivery.isEmpty() || !found.isEmpty());
            return found;
        });
    }

    @Override
    public void pause(Caller caller, AgencyId agency, boolean paused, String actor) throws HopRefused {
        refusing.recordedAnyhow(() -> {
            AgencyId operator = BundleAnswers.operator(protection, caller).id();
            require(protection.agency(agency).isPresent());
            Function<String, Event> refusal = code -> said(Verb.REFUSED, code, operator, actor, agency);
            return BundleAnswers.evident(refusal, () -> {
                requireFit(actor);
                Event event =
                        said(Verb.ALTERED, paused ? Operations.PAUSED : "partner.resumed", operator, actor, agency);
                if (!operations.pause(agency, number -> protection.entry(event.pause(number)))) {
                    throw HopRefused.of(paused ? "operation.paused-already" : "operation.not-paused");
                }
                return agency;
            });
        });
    }

    private Event said(Verb verb, String code, AgencyId operator, String actor, AgencyId of) {
        return Event.of(verb, protection.now(), code, operator).actor(actor).recipient(of);
    }

    /** Who decided it is on record by a reference, or it is not done. */
    static void requireFit(String actor) throws HopRefused {
        if (!Event.isFit(actor)) {
            throw HopRefused.of("operation.actor-unfit");
        }
    }

    private static void require(boolean there) throws HopRefused {
        if (!there) {
            throw HopRefused.of("operation.not-there");
        }
    }
}
