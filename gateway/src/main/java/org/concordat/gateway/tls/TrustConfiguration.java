package org.concordat.gateway.tls;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.concordat.gateway.setting.GatewaySettings;
import org.concordat.gateway.setting.RealTime;
import org.concordat.gateway.setting.SettingsRejected;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.Authority;
import org.concordat.protection.key.Certificates;
import org.concordat.protection.key.DeviceKeys;
import org.concordat.protection.key.KeysUnreadable;
import org.concordat.protection.key.OcspResponder;
import org.concordat.protection.key.PeerTrust;
import org.concordat.protection.key.RenewableTlsKey;
import org.concordat.protection.key.Renewed;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.protection.key.Use;
import org.concordat.protection.key.Verdict;
import org.concordat.routes.hop.Trust;
import org.concordat.schemas.signature.SigningKey;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** Whom the gateway relies on, by the policy that its main class gives it. */
@Configuration(proxyBeanMethods = false)
public class TrustConfiguration {
    private static final Set<Verdict> NEVER_OURS =
            EnumSet.of(Verdict.UNTRUSTED, Verdict.WRONG_USE, Verdict.SAMPLE_OUTSIDE_SANDBOX);

    @Bean
    Certificates certificates(GatewaySettings settings, TrustPolicy policy, RealTime time) throws KeysUnreadable {
        Authority authority = Authority.read(settings.authority());
        return new Certificates(
                List.of(new Authority(
                        authority.certificate(),
                        settings.revocations(),
                        settings.ocsp()
                                .map(asked -> new OcspResponder(asked.responder(), asked.grace(), time.clock())))),
                policy,
                time.clock());
    }

    @Bean
    Trust trust(Certificates certificates) {
        return certificates::check;
    }

    /** Trusts agencies' systems, and their servers where the gateway calls; every refusal is counted by its verdict. */
    @Bean
    PeerTrust peers(Certificates certificates, MeterRegistry meters) {
        return new PeerTrust(
                certificates,
                verdict -> meters.counter("concordat.tls.refusals", "verdict", verdict.code())
                        .increment());
    }

    @Bean
    Renewed<AgencyKeys> ownKeys(
            GatewaySettings settings,
            Certificates certificates,
            TrustPolicy policy,
            Environment environment,
            RealTime time) {
        Renewed<AgencyKeys> own;
        try {
            GatewaySettings.Keys keys = settings.keys();
            DeviceKeys device = keys.device().isEmpty()
                    ? DeviceKeys.NONE
                    : DeviceKeys.open(keys.device().get(), keys.readPin());
            own = Renewed.of(
                    Renewed.SOON,
                    AgencyKeys.files(keys.folder(), keys.password()),
                    () -> AgencyKeys.read(keys.folder(), keys.readPassword(), device, time.clock()),
                    (before, next) ->
                            next.keeps(before) && findings(certificates, next).isEmpty());
        } catch (KeysUnreadable e) {
            throw new SettingsRejected(List.of(String.valueOf(e.getMessage())));
        }
        List<String> findings = policy.admitsSamples()
                ? new ArrayList<>()
                : new ArrayList<>(knownPasswords(String.valueOf(settings.keys().readPassword()), environment));
        findings.addAll(findings(certificates, own.get()));
        if (!findings.isEmpty()) {
            throw new SettingsRejected(findings);
        }
        return own;
    }

    private static List<String> findings(Certificates certificates, AgencyKeys own) {
        List<String> findings = new ArrayList<>();
        check(certificates, List.of(own.tls().certificate()), Use.TLS_SERVER, "tls.p12", findings);
        List<X509Certificate> signing =
                own.signings().stream().map(SigningKey::certificate).toList();
        check(certificates, signing, Use.SIGNING, "signing.p12", findings);
        check(certificates, own.sealedTo(), Use.ENCRYPTION, "encryption.p12", findings);
        return findings;
    }

    /** Shown to callers and to partners; renewed without a restart. */
    @Bean
    RenewableTlsKey tlsKey(GatewaySettings settings, Certificates certificates, Renewed<AgencyKeys> checked)
            throws KeysUnreadable {
        return new RenewableTlsKey(
                settings.keys().folder(),
                settings.keys()::readPassword,
                next -> certificates.check(next, Use.TLS_SERVER).mayPass());
    }

    /** The gateway holds no secret of Keycloak's: its systems prove themselves by certificate. */
    private static List<String> knownPasswords(String ofStores, Environment environment) {
        Map<String, String> given = new TreeMap<>(Map.of(GatewaySettings.PREFIX + ".keys.password", ofStores));
        for (String name : List.of("spring.datasource.password", "spring.flyway.password")) {
            given.put(name, environment.getProperty(name, ""));
        }
        return given.entrySet().stream()
                .filter(e -> TrustPolicy.KNOWN_PASSWORDS.contains(e.getValue()))
                .map(e -> e.getKey() + " is a password that everybody knows")
                .toList();
    }

    /**
     * One must be good, and none a stranger's. A list of revoked certificates that is late is no reason not to start:
     * callers are told to retry until it comes.
     */
    private static void check(
            Certificates certificates, List<X509Certificate> own, Use use, String file, List<String> findings) {
        List<Verdict> verdicts =
                own.stream().map(c -> certificates.check(c, use)).toList();
        boolean usable = verdicts.stream().anyMatch(Verdict::mayPass);
        verdicts.stream()
                .filter(v -> usable ? NEVER_OURS.contains(v) : !v.passes())
                .forEach(v -> findings.add(file + " of " + GatewaySettings.PREFIX + ".keys.folder: " + v.sentence()));
    }
}
