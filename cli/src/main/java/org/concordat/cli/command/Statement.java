package org.concordat.cli.command;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import java.security.interfaces.ECPublicKey;
import java.text.ParseException;
import org.concordat.cli.environment.Caller;
import org.concordat.cli.outcome.Exit;
import org.concordat.cli.outcome.Stopped;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the gateway signed besides disclosures: receipts and notices. */
final class Statement {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Statement() {}

    /** The claims, once the gateway's signature held. */
    static JsonNode ofGateway(Caller caller, String jws) throws Stopped {
        try {
            JWSObject signed = JWSObject.parse(jws);
            if (JWSAlgorithm.ES256.equals(signed.getHeader().getAlgorithm())
                    && caller.certificates().gatewaySigning().getPublicKey() instanceof ECPublicKey key
                    && signed.verify(new ECDSAVerifier(key))) {
                return JSON.readTree(signed.getPayload().toBytes());
            }
        } catch (ParseException | JOSEException e) {
            // said below
        }
        throw new Stopped(
                Exit.BROKEN,
                "statement.broken",
                "what came as the gateway's signed word does not carry the signature of the gateway that is known here");
    }
}
