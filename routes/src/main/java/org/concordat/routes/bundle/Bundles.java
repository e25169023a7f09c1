package org.concordat.routes.bundle;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.bundle.Approvers;
import org.concordat.protection.bundle.Approvers.Approval;
import org.concordat.protection.bundle.BundleFolder;
import org.concordat.protection.bundle.BundleRefused;
import org.concordat.protection.bundle.SignedBundle;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.configuration.ConfigurationRejected;
import org.concordat.protection.key.Use;
import org.concordat.protection.ledger.Entry;
import org.concordat.protection.ledger.Event;
import org.concordat.protection.ledger.Verb;
import org.concordat.routes.bundle.Activations.Packed;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.routes.hop.Ids;
import org.concordat.routes.hop.InForce;
import org.concordat.routes.hop.Statements;
import org.concordat.routes.hop.Trust;
import org.concordat.schemas.disclosure.Finding;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Kind;

/**
 * Puts bundles in force, and has this node follow what any node put in force. A bundle counts that two approvers signed who
 * differ, that is in order whole, and whose number is higher than the one before; all of it is checked before anything
 * changes, and the signatures again by each node that loads it. Safe to share.
 */
public final class Bundles {
    /** What an agency is in law that may put a bundle in force. */
    public static final String OPERATOR = "gateway-operator";

    private static final Logger LOG = System.getLogger(Bundles.class.getName());
    private static final int LISTED = 20;

    private final Activations activations;
    private final Approvers approvers;
    private final Set<Kind> kinds;
    private final Function<Configuration, List<ConfigurationRejected.Finding>> lacking;
    private final Supplier<String> equipment;
    private final Trust trust;
    private final Ids ids;
    private final Clock clock;
    private String seen = "";

    /**
     * The bundles of one gateway.
     *
     * @param kinds the kinds of disclosure that have a schema
     * @param lacking what this node would need besides, to do as a configuration says
     * @param equipment another text as soon as it may lack something else
     * @param trust whether an approver's certificate is good, which is asked when a bundle is put in force
     * @param clock business time
     */
    public Bundles(
            Activations activations,
            Approvers approvers,
            Set<Kind> kinds,
            Function<Configuration, List<ConfigurationRejected.Finding>> lacking,
            Supplier<String> equipment,
            Trust trust,
            Ids ids,
            Clock clock) {
        this.activations = activations;
        this.approvers = approvers;
        this.kinds = Set.copyOf(kinds);
        this.lacking = lacking;
        this.equipment = equipment;
        this.trust = trust;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What this node begins with: the bundle that was put in force last; where none ever was, that of the folder, which is
     * put in force thereby.
     *
     * @throws IllegalStateException when the one in force is not there any more as it was put in force
     */
    public synchronized InForce begin(BundleFolder first) throws IOException, BundleRefused, ConfigurationRejected {
        if (activations.latest().number() == 0) {
            Configuration read = equipped(Configuration.read(first, kinds));
            SignedBundle signed = new SignedBundle(read.written().bundle(), first.signatures());
            Approval approval = approvers.verify(signed, this::isGood);
            // where another node was first, what it put in force counts
            activate(signed, approval, read, Statements.GATEWAY, 0, Optional.empty());
        }
        seen = state();
        Activations.Latest latest = activations.latest();
        return new InForce(
                load(latest)
                        .orElseThrow(() -> new IllegalStateException("bundle " + latest.number()
                                + " is in force, and is not in the database any more as it was put in force")),
                latest.number(),
                this::follow);
    }

    /** Takes what was put in force since; where it cannot, says so, and this node decides nothing until it can. */
    synchronized void follow(InForce inForce) {
        String state = state();
        if (state.equals(seen)) {
            return;
        }
        Activations.Latest latest = activations.latest();
        if (latest.number() > inForce.number()) {
            inForce.fallBehind();
            try {
                load(latest)
                        .ifPresentOrElse(
                                read -> inForce.set(read, latest.number()),
                                () -> behind(latest.number(), "it is not in the database as it was put in force"));
            } catch (BundleRefused e) {
                behind(latest.number(), e.sentence());
            } catch (ConfigurationRejected e) {
                behind(latest.number(), e.findings().toString());
            }
        }
        seen = state;
    }

    /** Another as soon as something was put in force, or this node was given what it lacked perhaps. */
    private String state() {
        return activations.state() + " " + equipment.get();
    }

    /** The configuration, where nothing is lacking to do as it says. */
    private Configuration equipped(Configuration read) throws ConfigurationRejected {
        List<ConfigurationRejected.Finding> missed = lacking.apply(read);
        if (!missed.isEmpty()) {
            throw new ConfigurationRejected(missed);
        }
        return read;
    }

    /** Whoever put it in force found it in order: this node is of another version, or has other approvers. */
    private static void behind(int number, String why) {
        LOG.log(
                Level.ERROR,
                "bundle {0} is in force, and this node decides nothing until it can take it: {1}",
                number,
                why);
    }

    /** Empty where it is not there as it was put in force. */
    private Optional<Configuration> load(Activations.Latest latest) throws BundleRefused, ConfigurationRejected {
        if (latest.packed().isEmpty()) {
            return Optional.empty();
        }
        try {
            SignedBundle signed = SignedBundle.unpack(latest.packed().get().toByteArray());
            // that their certificates were good was asked when it was put in force
            if (approvers.verify(signed, certificate -> true).number() == latest.number()) {
                return Optional.of(equipped(Configuration.read(signed.bundle(), kinds)));
            }
        } catch (BundleRefused e) {
            activations.forged(latest.number());
            throw e;
        }
        activations.forged(latest.number());
        return Optional.empty();
    }

    /** Puts a packed bundle in force for an operator, or refuses it with everything that is wrong. */
    public Activation activate(InForce inForce, AgencyId by, byte[] packed) throws HopRefused {
        Ready ready = ready(inForce, packed);
        String replaced = inForce.configuration().digest();
        Activation activation = activate(
                        ready.signed(), ready.approval(), ready.read(), by, inForce.number(), Optional.of(replaced))
                .orElseThrow(() -> HopRefused.of("bundle.overtaken"));
        inForce.set(ready.read(), activation.number());
        return activation;
    }

    /** A packed bundle that could be put in force now; changes nothing, and refuses what {@link #activate} does. */
    public Ready ready(InForce inForce, byte[] packed) throws HopRefused {
        try {
            SignedBundle signed = SignedBundle.unpack(packed);
            Approval approval = approvers.verify(signed, this::isGood);
            if (approval.number() <= inForce.number()) {
                throw HopRefused.of("bundle.older", approval.number(), inForce.number());
            }
            Configuration read = equipped(Configuration.read(signed.bundle(), kinds));
            if (read.written().agencies().stream().noneMatch(this::operates)) {
                throw HopRefused.of("bundle.without-operator", OPERATOR);
            }
            return new Ready(signed, approval, read);
        } catch (BundleRefused e) {
            throw new HopRefused(Category.UNPROCESSABLE, "bundle." + e.code(), e.sentence() + ".");
        } catch (ConfigurationRejected e) {
            throw HopRefused.of("bundle.not-in-order")
                    .with(e.findings().stream()
                            .map(f -> Finding.error("configuration", f.file() + ":" + f.line(), f.message()))
                            .toList());
        }
    }

    /** A bundle that two approvers signed and in which nothing is wrong. */
    public record Ready(SignedBundle signed, Approval approval, Configuration read) {}

    /** What was put in force, the latest first. */
    public List<Activation> history() {
        return activations.history(LISTED);
    }

    private Optional<Activation> activate(
            SignedBundle signed,
            Approval approval,
            Configuration read,
            AgencyId by,
            int after,
            Optional<String> replaced) {
        Activation activation =
                new Activation(approval.number(), approval.digest(), approval.approvers(), by, clock.instant());
        Event event = Event.of(Verb.ALTERED, activation.at(), "bundle.activated", by)
                .bundle(approval.number(), approval.digest(), replaced)
                .configuration(read.digest());
        Entry evidence = Entry.of(ids.random(), event);
        return activations.activate(activation, new Packed(signed.pack()), after, evidence)
                ? Optional.of(activation)
                : Optional.empty();
    }

    private boolean operates(Agency agency) {
        return agency.bodies().contains(OPERATOR) && agency.inForce().covers(clock.instant());
    }

    private boolean isGood(X509Certificate certificate) {
        return trust.verdict(certificate, Use.SIGNING).passes();
    }
}
