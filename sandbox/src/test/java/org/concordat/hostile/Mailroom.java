package org.concordat.hostile;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.gateway.GatewayClient;
import org.concordat.protection.receipt.Statement;
import org.concordat.protection.receipt.StatementSigner;
import org.concordat.schemas.signature.SigningKey;
import org.concordat.schemas.terminology.AgencyId;
import tools.jackson.databind.JsonNode;

/** Where an honest agency collects what waits for it, and confirms that it has it. */
public final class Mailroom {
    private final Attacker agencies;
    private final Clock clock;

    public Mailroom(Attacker agencies, Clock clock) {
        this.agencies = agencies;
        this.clock = clock;
    }

    /** Collects a delivery; the digest of what came. */
    public String collect(String agency, UUID delivery) throws Exception {
        Answer collected = expect(200, agencies.honest(agency).collect(delivery));
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(collected.body()));
    }

    /** Leaves nothing waiting, so that those who come after find what they left. */
    public void empty(String agency) throws Exception {
        GatewayClient client = agencies.honest(agency);
        for (JsonNode waiting : expect(200, client.mailbox()).json().path("deliveries")) {
            UUID delivery = UUID.fromString(waiting.path("delivery").asString(""));
            String sealed = collect(agency, delivery);
            SigningKey own = agencies.keys(agency).signing();
            expect(204, client.receipt(delivery, receipt(agency, own, delivery, sealed)));
        }
    }

    /** What an agency says of a delivery, by whoever signs it. */
    public String receipt(String agency, SigningKey signer, UUID delivery, String sealed) {
        AgencyId issuer = new AgencyId(agency);
        return new StatementSigner(issuer, signer)
                .sign(new Statement.Received(
                        UUID.nameUUIDFromBytes(delivery.toString().getBytes(StandardCharsets.US_ASCII)),
                        issuer,
                        clock.instant(),
                        delivery,
                        sealed,
                        Optional.of("reader-1")))
                .jws();
    }

    public static Answer expect(int status, Answer answer) {
        if (answer.status() != status) {
            throw new IllegalStateException("an honest request was answered " + answer.status() + " "
                    + answer.problem().orElse("") + " "
                    + answer.json().path("detail").asString(""));
        }
        return answer;
    }
}
