package org.concordat.cli.gateway;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the gateway or Keycloak answered, whether it pleases or not. The body may hold sealed data: never printed as it is. */
public final class Answer {
    private final int status;
    private final String contentType;
    private final byte[] body;

    public Answer(int status, String contentType, byte[] body) {
        this.status = status;
        this.contentType = contentType;
        this.body = body.clone();
    }

    public int status() {
        return status;
    }

    public boolean isSuccess() {
        return status / 100 == 2;
    }

    public String contentType() {
        return contentType;
    }

    /** Whether it is a notice or another signed statement. */
    public boolean isStatement() {
        return contentType.startsWith("application/jose");
    }

    public byte[] body() {
        return body.clone();
    }

    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /** The body as JSON, a missing node when it is none. */
    public JsonNode json() {
        try {
            return JsonMapper.shared().readTree(body);
        } catch (JacksonException e) {
            return JsonMapper.shared().missingNode();
        }
    }

    /** The stable code of a problem (RFC 9457), where it is one. */
    public Optional<String> problem() {
        return json().path("code").asStringOpt();
    }

    @Override
    public String toString() {
        return "status " + status + ", " + body.length + " bytes";
    }
}
