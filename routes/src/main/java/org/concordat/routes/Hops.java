package org.concordat.routes;

import java.security.cert.X509Certificate;
import org.apache.camel.Processor;
import org.concordat.protection.agency.Agencies;
import org.concordat.protection.decision.Rules;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.envelope.Sealer;
import org.concordat.routes.hop.Acknowledge;
import org.concordat.routes.hop.Admit;
import org.concordat.routes.hop.Callers;
import org.concordat.routes.hop.Check;
import org.concordat.routes.hop.Clear;
import org.concordat.routes.hop.Commit;
import org.concordat.routes.hop.Deliver.Delivered;
import org.concordat.routes.hop.Delivery;
import org.concordat.routes.hop.Ids;
import org.concordat.routes.hop.Minimise;
import org.concordat.routes.hop.Recheck;
import org.concordat.routes.hop.Seal;
import org.concordat.routes.hop.Submission;
import org.concordat.schemas.signature.DisclosureVerifier;
import org.concordat.schemas.signature.Releaser;

/** The hops, each with what it needs, as the steps of the route templates. */
final class Hops {
    private final Protection protection;
    private final Stores stores;
    private final Pace pace;
    private final FlowObserver observer;
    private final Ids ids;
    private final Opener opener;

    Hops(Protection protection, Stores stores, Pace pace, FlowObserver observer) {
        this.protection = protection;
        this.stores = stores;
        this.pace = pace;
        this.observer = observer;
        this.ids = protection.ids();
        this.opener = new Opener(
                protection.gateway().encryption().privateKey(),
                protection.gateway().encryption().certificate());
    }

    RouteTemplates.SubmissionHops submission() {
        return new RouteTemplates.SubmissionHops(
                step("admit", Submission.class, admit()::admit),
                step("check", Admit.Admitted.class, check()::check),
                step("clear", Check.Checked.class, clear()::clear),
                step("minimise", Clear.Cleared.class, new Minimise()::minimise),
                step("seal", Minimise.Minimised.class, seal()::seal),
                step(
                        "commit",
                        Seal.Sealed.class,
                        new Commit(stores.commitments(), protection.statements(), ids)::commit));
    }

    Processor recheck() {
        Recheck recheck = new Recheck(
                agencies(),
                rules(),
                protection.trust(),
                opener,
                stores.deliveries(),
                protection.statements(),
                ids,
                protection.clock());
        return step("recheck", Delivery.class, recheck::recheck);
    }

    Processor acknowledge() {
        Acknowledge acknowledge = new Acknowledge(stores.deliveries(), protection.statements(), protection.clock());
        return step("acknowledge", Delivered.class, acknowledge::acknowledge);
    }

    private Admit admit() {
        X509Certificate officer = protection.quarantineOfficer();
        return new Admit(
                new Callers(agencies(), protection.trust(), protection.clock()),
                protection.schemas().parser(),
                opener,
                stores.commitments(),
                new Admit.SettingAside(stores.quarantine(), new Sealer(), officer, ids, protection.clock()),
                protection.clock());
    }

    private Check check() {
        return new Check(
                protection.schemas(),
                new DisclosureVerifier(),
                protection.trust(),
                protection.pseudonyms(),
                protection.clock(),
                pace.replayWindow());
    }

    private Clear clear() {
        return new Clear(rules(), stores.commitments(), ids, protection.clock());
    }

    private Seal seal() {
        return new Seal(
                agencies(),
                protection.trust(),
                new Releaser(protection.gateway().signing()),
                new Sealer(),
                protection.gateway().encryption().certificate(),
                ids,
                protection.clock());
    }

    private Agencies agencies() {
        return protection.configuration().agencies();
    }

    private Rules rules() {
        return protection.configuration().rules();
    }

    private <I, O> Processor step(String name, Class<I> takes, HopStep.Hop<I, O> hop) {
        return new HopStep<>(name, takes, hop, observer);
    }
}
