package org.concordat.routes;

import java.util.List;
import java.util.UUID;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.decision.Decision;
import org.concordat.protection.decision.Question;
import org.concordat.routes.delivery.DeliveryRoute;
import org.concordat.routes.delivery.DisclosureStatus;
import org.concordat.routes.delivery.MailboxDoor;
import org.concordat.routes.delivery.StatusDoor;
import org.concordat.routes.hop.Caller;
import org.concordat.routes.hop.Callers;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.routes.hop.Protection;

/** What an edge may ask of the routes. Every refusal is on record and counted, whichever door it is given at. */
public final class Doors {
    private final Protection protection;
    private final Stores stores;
    private final Refusing refusing;
    private final SubmissionDoor submissions;
    private final DeliveryRoute collecting;
    private final Callers callers;

    Doors(
            Protection protection,
            Stores stores,
            Refusing refusing,
            SubmissionDoor submissions,
            DeliveryRoute collecting) {
        this.protection = protection;
        this.stores = stores;
        this.refusing = refusing;
        this.submissions = submissions;
        this.collecting = collecting;
        this.callers = new Callers(protection);
    }

    public SubmissionDoor submissions() {
        return submissions;
    }

    public MailboxDoor mailbox() {
        return new RoutedMailbox(protection, stores, collecting, callers, refusing);
    }

    public StatusDoor statuses() {
        return (caller, disclosure) -> refusing.recorded(() -> status(caller, disclosure));
    }

    public ExplainDoor explanations() {
        return (caller, asked) -> refusing.recorded(() -> explain(caller, asked));
    }

    private DisclosureStatus status(Caller caller, UUID disclosure) throws HopRefused {
        Agency agency = callers.agencyOf(caller);
        return stores.statuses()
                .find(agency.id(), disclosure)
                .orElseThrow(() -> new HopRefused(
                        Category.NOT_FOUND,
                        "status.no-such-disclosure",
                        "Your agency handed in no disclosure of this id."));
    }

    private ExplainDoor.Explained explain(Caller caller, ExplainDoor.Asked asked) throws HopRefused {
        Agency agency = callers.agencyOf(caller);
        Configuration configuration = protection.configuration();
        Question question = new Question(
                asked.kind(),
                agency.id(),
                asked.to(),
                asked.purpose(),
                asked.power(),
                asked.conditions(),
                asked.consent().orElse("not-applicable"),
                protection.now(),
                asked.items());
        Decision decision = configuration.rules().decide(question);
        List<String> sentences =
                configuration.explainer().toSender(question, decision).sentences();
        boolean permitted = decision.fold(permit -> true, refuse -> false);
        return new ExplainDoor.Explained(permitted, sentences, configuration.digest());
    }
}
