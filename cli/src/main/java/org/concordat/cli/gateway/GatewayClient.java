package org.concordat.cli.gateway;

import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.concordat.cli.outcome.Stopped;

/**
 * The gateway as a partner's system calls it: every operation answers what came back, refusals too. Bytes are sent as
 * they are given, so that hostile tests can use it as well. Safe to share.
 */
public final class GatewayClient {
    private final URI gateway;
    private final Wire wire;
    private final Tokens tokens;

    public GatewayClient(URI gateway, Wire wire, Tokens tokens) {
        this.gateway = gateway;
        this.wire = wire;
        this.tokens = tokens;
    }

    /** The same gateway over the same connections, with other tokens. */
    public GatewayClient with(Tokens other) {
        return new GatewayClient(gateway, wire, other);
    }

    /** A token that is valid now, for whoever wants to misuse it. */
    public String token() throws Stopped {
        return tokens.current();
    }

    /** {@code POST /v1/disclosures} of signed XML. */
    public Answer submit(byte[] signed) throws Stopped {
        return submit("application/xml", signed);
    }

    /** The same with a media type of the caller's, e.g. {@code application/pkcs7-mime} for what is sealed to the gateway. */
    public Answer submit(String mediaType, byte[] body) throws Stopped {
        return post("/v1/disclosures", mediaType, body);
    }

    /** {@code GET /v1/disclosures/{id}}. */
    public Answer status(UUID disclosure) throws Stopped {
        return get("/v1/disclosures/" + disclosure);
    }

    /** {@code GET /v1/mailbox}. */
    public Answer mailbox() throws Stopped {
        return get("/v1/mailbox");
    }

    /** {@code GET /v1/mailbox/{delivery}}: the sealed released copy, or a notice. */
    public Answer collect(UUID delivery) throws Stopped {
        return get("/v1/mailbox/" + delivery, "application/pkcs7-mime, application/jose");
    }

    /** {@code POST /v1/mailbox/{delivery}/receipt} of a signed receipt. */
    public Answer receipt(UUID delivery, String jws) throws Stopped {
        return statement("POST", "/v1/mailbox/" + delivery + "/receipt", jws);
    }

    /** {@code POST /v1/ping} of the agency's signed word. */
    public Answer ping(String jws) throws Stopped {
        Map<String, String> headers = Map.of(
                "Accept", "application/pkcs7-mime, application/problem+json", "Content-Type", "application/jose");
        return send("POST", "/v1/ping", headers, jws.getBytes(StandardCharsets.US_ASCII));
    }

    /** {@code POST /v1/bundles} of a packed bundle, for operators. */
    public Answer activate(byte[] packed) throws Stopped {
        return post("/v1/bundles", "application/zip", packed);
    }

    /** Any request for JSON. */
    public Answer get(String path) throws Stopped {
        return get(path, "application/json");
    }

    private Answer get(String path, String accept) throws Stopped {
        return wire.send(
                to(path).header("Accept", accept + ", application/problem+json").GET());
    }

    /** Any request with what the agency signed. */
    public Answer statement(String method, String path, String jws) throws Stopped {
        return send(method, path, "application/jose", jws.getBytes(StandardCharsets.US_ASCII));
    }

    /** Any request with content. */
    public Answer post(String path, String mediaType, byte[] body) throws Stopped {
        return send("POST", path, mediaType, body);
    }

    /** Any request at all, with whatever the caller says of it. */
    public Answer send(String method, String path, String mediaType, byte[] body) throws Stopped {
        Map<String, String> headers =
                Map.of("Accept", "application/json, application/problem+json", "Content-Type", mediaType);
        return send(method, path, headers, body);
    }

    /** And with whatever headers. */
    public Answer send(String method, String path, Map<String, String> headers, byte[] body) throws Stopped {
        HttpRequest.Builder request = to(path).method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        headers.forEach(request::header);
        return wire.send(request);
    }

    private HttpRequest.Builder to(String path) throws Stopped {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(gateway + path));
        String token = tokens.current();
        return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }
}
