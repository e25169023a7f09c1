package org.concordat.cli.command;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.concordat.cli.gateway.KeycloakClients;
import org.concordat.cli.outcome.Outcome;
import org.concordat.cli.outcome.Stopped;
import org.concordat.cli.outcome.Text;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.key.Certificates;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes, changes and disables the clients of a bundle's agencies in Keycloak. */
@Command(name = "clients")
public final class AgencyClients extends Subcommand {
    @Mixin
    final BundleArgument bundle = new BundleArgument();

    @Option(names = "--disable-others")
    boolean disableOthers;

    @Override
    public Outcome run(Globals globals) throws Stopped {
        Text text = new Text();
        return Outcome.done(
                text,
                Map.of(
                        "clients",
                        put(BundleArgument.read(globals, bundle.folder(globals)), disableOthers, globals, text)));
    }

    /**
     * Brings Keycloak's clients up to what a bundle says now, and says of each what became of it.
     *
     * @param inForce whether no other bundle is in force: of agencies that it has not, the clients are disabled then alone
     */
    static Map<String, String> put(Configuration configuration, boolean inForce, Globals globals, Text text)
            throws Stopped {
        KeycloakClients clients = globals.environment().keycloakClients();
        Instant now = globals.environment().clock(globals.clock()).instant();
        Map<String, String> done = new TreeMap<>();
        for (Agency agency : configuration.written().agencies()) {
            X509Certificate tls = Certificates.newestFirst(agency.tls()).get(0);
            String id = agency.id().value();
            String subject = tls.getSubjectX500Principal().getName();
            String authority = tls.getIssuerX500Principal().getName();
            done.put(id, clients.put(id, subject, authority, agency.inForce().covers(now)));
        }
        Map<String, String> others = clients.others(Set.copyOf(done.keySet()), inForce);
        done.putAll(others);
        text.say("Clients in Keycloak:");
        done.forEach((agency, what) -> text.row(1, agency, what));
        if (!inForce && !others.isEmpty()) {
            text.say("Left as they are, since this bundle has no such agencies: "
                    + String.join(", ", others.keySet())
                    + ". Where it is the bundle in force, --disable-others disables them.");
        }
        return done;
    }
}
