package org.concordat.gateway.identity;

import java.util.Arrays;
import java.util.List;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPatternParser;

/** Every endpoint of the API, with the scope that a token must have. What is not listed here is denied. */
public enum Endpoint {
    SUBMIT("POST", "/v1/disclosures", Scope.SHARE),
    STATUS("GET", "/v1/disclosures/{id}", Scope.QUERY),
    MAILBOX("GET", "/v1/mailbox", Scope.SHARE),
    COLLECT("GET", "/v1/mailbox/{delivery}", Scope.SHARE),
    RECEIPT("POST", "/v1/mailbox/{delivery}/receipt", Scope.SHARE),
    HELD("GET", "/v1/held", Scope.QUERY),
    RETRY("POST", "/v1/held/{delivery}/retry", Scope.SHARE),
    TAKE_BACK("POST", "/v1/held/{delivery}/return", Scope.SHARE),
    EXPLAIN("POST", "/v1/decisions/explain", Scope.QUERY),
    PING("POST", "/v1/ping", Scope.QUERY),
    RECORD_CONSENT("PUT", "/v1/consents/{id}", Scope.SHARE),
    SHOW_CONSENT("GET", "/v1/consents/{id}", Scope.QUERY),
    PROPOSE_OVERRIDE("POST", "/v1/overrides", Scope.SHARE),
    SHOW_OVERRIDE("GET", "/v1/overrides/{id}", Scope.QUERY),
    APPROVE_OVERRIDE("POST", "/v1/overrides/{id}/approval", Scope.SHARE),
    DECLARE_HOLDING("PUT", "/v1/holdings/{id}", Scope.SHARE),
    CHECKPOINT("GET", "/v1/ledger/checkpoint", Scope.QUERY),
    PROOF("GET", "/v1/ledger/proof/{entry}", Scope.QUERY),
    CONSISTENCY("GET", "/v1/ledger/consistency", Scope.QUERY),
    ENTRIES("GET", "/v1/ledger/entries", Scope.AUDIT),
    ACTIVATE("POST", "/v1/bundles", Scope.OPERATE),
    BUNDLES("GET", "/v1/bundles", Scope.OPERATE),
    REPLAY("POST", "/v1/bundles/replays", Scope.OPERATE),
    STUCK("GET", "/v1/operation/deliveries", Scope.OPERATE),
    PROGRESS("GET", "/v1/operation/deliveries/{delivery}", Scope.OPERATE),
    PAUSE("PUT", "/v1/operation/pauses/{agency}", Scope.OPERATE);

    /** What a token permits its bearer to do. */
    enum Scope {
        SHARE("concordat:share"),
        QUERY("concordat:query"),
        AUDIT("concordat:audit"),
        OPERATE("concordat:operate");

        private final String code;

        Scope(String code) {
            this.code = code;
        }
    }

    private final String method;
    private final String path;
    private final Scope scope;

    Endpoint(String method, String path, Scope scope) {
        this.method = method;
        this.path = path;
        this.scope = scope;
    }

    public HttpMethod method() {
        return HttpMethod.valueOf(method);
    }

    public String path() {
        return path;
    }

    public String scope() {
        return scope.code;
    }

    /** The methods that something is done by at a path; empty where there is nothing. */
    static List<HttpMethod> methodsAt(String path) {
        PathContainer given = PathContainer.parsePath(path);
        return Arrays.stream(values())
                .filter(e -> PathPatternParser.defaultInstance.parse(e.path).matches(given))
                .map(Endpoint::method)
                .toList();
    }
}
