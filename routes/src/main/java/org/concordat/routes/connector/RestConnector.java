package org.concordat.routes.connector;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Endpoint;

/**
 * Pushes the copy to the recipient's system: one POST over mutual TLS. A 2xx answer confirms it; its body may be
 * the recipient's signed receipt.
 */
public record RestConnector(Posting posting) implements Connector {
    /** The name of this connector. */
    public static final String NAME = "rest";

    /** The header that names the delivery, the same at every attempt. */
    public static final String DELIVERY = "Concordat-Delivery";

    private static final String JOSE = "application/jose"; // RFC 7515 section 9.2.1
    private static final Pattern JWS = Pattern.compile(JOSE);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void reach(Agency recipient) throws ConnectorFailed {
        posting.reach(address(recipient), recipient.connection().attempts().timeOut());
    }

    @Override
    public Handover handOver(UUID delivery, Payload payload, Agency recipient) throws ConnectorFailed {
        Posting.Answer answer = posting.post(
                address(recipient),
                recipient.connection().attempts().timeOut(),
                Map.of("Content-Type", payload.mediaType(), "Accept", JOSE, DELIVERY, delivery.toString()),
                payload.toByteArray(),
                LARGEST_RECEIPT);
        return new Handover.Confirmed(
                answer.body(JWS).map(body -> new String(body, StandardCharsets.US_ASCII).strip()));
    }

    private static URI address(Agency recipient) throws ConnectorFailed {
        return Connector.endpoint(recipient, Endpoint.Rest.class).address();
    }
}
