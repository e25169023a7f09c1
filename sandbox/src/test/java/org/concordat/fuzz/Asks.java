package org.concordat.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.concordat.fuzz.Case.Allows;
import org.concordat.sandbox.SharedStack;

/** Paths, queries, methods and headers that were changed, and HTTP that is none. */
final class Asks {
    private static final List<String> METHODS = List.of(
            "GET",
            "POST",
            "PUT",
            "PATCH",
            "DELETE",
            "HEAD",
            "OPTIONS",
            "TRACE",
            "CONNECT",
            "PROPFIND",
            "get",
            "MALLORY");

    private static final List<String> BITS = List.of(
            "/",
            "//",
            "/.",
            "/..",
            "/../",
            "%2e%2e",
            "%2F",
            "%5c",
            "\\",
            ";",
            ";x=y",
            "%00",
            "%",
            "%zz",
            "?",
            "??",
            "&",
            "#",
            "%c0%af",
            "%ff",
            "\u00ff",
            "*",
            "'",
            "\"",
            "<",
            ">",
            "|",
            "{",
            "}",
            "~",
            "%20",
            "+",
            ".json",
            "/receipt",
            "${7*7}",
            "@",
            ":9444",
            "/prometheus",
            "/health",
            "/actuator");

    private static final List<String> QUERIES = List.of(
            "id=1",
            "limit=99999999999",
            "a=b&a=c",
            "=",
            "x".repeat(3_000),
            "from=0&to=1",
            "from=-1&to=5",
            "from=9&to=3",
            "from=0&to=99999999999999999999",
            "from=0&atMost=-1",
            "from=1e9&atMost=2147483648",
            "from=%00&to=%ff",
            "from=0&from=1&to=2");

    private static final Map<String, List<String>> HEADERS = Map.of(
            "Content-Type",
            List.of(
                    "application/xml",
                    "text/plain",
                    "application/xml;charset=UTF-7",
                    "a/b/c",
                    "",
                    "*/*",
                    "x".repeat(5_000)),
            "Accept",
            List.of("", "*/*", "text/html", "application/json;q=9", "application/xml, ,;", "\u00ff", "image/png"),
            "Host",
            List.of("", "localhost:1", "mallory.invalid", "a b", "[::1", "localhost\tx", "127.0.0.1"),
            "Content-Encoding",
            List.of("gzip", "br", "identity", "x"),
            "X-Forwarded-For",
            List.of("127.0.0.1", "::1", "mallory"),
            "X-HTTP-Method-Override",
            List.of("DELETE", "GET"),
            "Range",
            List.of("bytes=0-1", "bytes=-1", "x"),
            "Expect",
            List.of("100-continue", "200-ok"),
            "X-Original-URL",
            List.of("/prometheus", "/v1/mailbox"),
            "If-Match",
            List.of("*", "\"x\""));

    private final Scene scene;
    private final List<String> paths;

    Asks(Scene scene) {
        this.scene = scene;
        String id = scene.standing().asked().request().toString();
        String delivery = scene.standing().delivery().toString();
        paths = List.of(
                "/v1/disclosures",
                "/v1/disclosures/" + id,
                "/v1/mailbox",
                "/v1/mailbox/" + delivery,
                "/v1/mailbox/" + delivery + "/receipt",
                "/v1/decisions/explain",
                "/v1/consents/" + id,
                "/v1/overrides",
                "/v1/overrides/" + id + "/approval",
                "/v1/held",
                "/v1/ledger/checkpoint",
                "/v1/ledger/consistency",
                "/v1/ledger/proof/" + id,
                "/v1/ledger/entries",
                "/v1/enquiries",
                "/health",
                "/");
    }

    /** Well-formed HTTP, strange in all that HTTP leaves open. It may be answered: none of it submits anything. */
    Case asked(Dice dice) throws Exception {
        String agency = dice.of(Scene.AGENCIES);
        StringBuilder path = new StringBuilder(dice.of(paths));
        for (int i = dice.below(3); i > 0; i--) {
            path.insert(dice.below(path.length() + 1), dice.of(BITS));
        }
        if (dice.oneIn(3)) {
            path.append('?').append(dice.of(QUERIES));
        }
        Request request = Request.of(dice.of(METHODS), path.toString());
        for (int i = dice.below(3); i > 0; i--) {
            String name = dice.of(HEADERS.keySet().stream().sorted().toList());
            request = request.with(name, dice.of(HEADERS.get(name)));
        }
        if (!dice.oneIn(6)) {
            request = request.bearing(scene.token(agency));
        }
        if (dice.oneIn(2)) {
            request = request.body(dice.of(Words.TEXTS).getBytes(StandardCharsets.UTF_8));
        }
        return new Case("a request", agency, request, Allows.AN_ANSWER);
    }

    /** What two servers in a row could each read in their own way, and what none can read. */
    Case mangled(Dice dice) throws Exception {
        String agency = dice.of(Scene.AGENCIES);
        Request request = Request.of(dice.of("POST", "GET"), dice.of(paths)).bearing(scene.token(agency));
        byte[] smuggled = Request.of("GET", "/v1/mailbox").toByteArray();
        request = switch (dice.below(9)) {
            case 0 ->
                request.with("Content-Length", "4").with("Content-Length", "0").trailing(smuggled);
            case 1 ->
                request.with("Content-Length", dice.of("-1", "0x10", "1e3", "", "99999999999999999999", "+4"))
                        .trailing(smuggled);
            case 2 ->
                request.with(
                                "Transfer-Encoding",
                                dice.of("chunked, chunked", "gzip", "xchunked", "identity", "\u000bchunked"))
                        .trailing(smuggled);
            case 3 ->
                request.with("Transfer-Encoding", "chunked")
                        .with("Content-Length", "6")
                        .trailing("0\r\n\r\nX".getBytes(StandardCharsets.US_ASCII));
            case 4 ->
                request.with("Content-Type", "application/xml")
                        .with("Transfer-Encoding", "chunked")
                        .trailing(dice.of(
                                        "-1\r\n",
                                        "fffffffff\r\nx",
                                        "zz\r\n",
                                        "5\r\nab",
                                        "1;" + "x".repeat(9_000) + "\r\na")
                                .getBytes(StandardCharsets.US_ASCII));
            case 5 ->
                request.line(dice.of(
                                "No colon",
                                ": no name",
                                "Bad Name: x",
                                "X: \u0000",
                                "X:\ry",
                                " folded",
                                "X: " + "y".repeat(20_000)))
                        .lastOfItsConnection();
            case 6 ->
                Request.of("POST /v1/mailbox HTTP/1.1\r\nX: y\r\n\r\nGET", "/").lastOfItsConnection();
            case 7 -> {
                byte[] bytes = ByteChanges.changed(request.toByteArray(), dice);
                yield Request.of(new String(bytes, StandardCharsets.ISO_8859_1), "/")
                        .lastOfItsConnection();
            }
            default -> {
                for (int i = 0; i < 300; i++) {
                    request = request.with("X-" + i, "y");
                }
                yield request.lastOfItsConnection();
            }
        };
        return new Case("mangled HTTP", agency, request, Allows.A_HANG_UP);
    }

    /** Ids that are another agency's, or nobody's. */
    Case forAnother(Dice dice) throws Exception {
        String id = dice.of(scene.standing().asked().request(), scene.standing().delivery(), dice.uuid(), dice.uuid(0))
                .toString();
        String path =
                dice.of("/v1/disclosures/" + id, "/v1/mailbox/" + id, "/v1/consents/" + id, "/v1/overrides/" + id);
        boolean own = path.startsWith("/v1/mailbox/")
                && id.equals(scene.standing().delivery().toString());
        return new Case(
                "another's id",
                SharedStack.POLICE,
                Request.of("GET", path).bearing(scene.token(SharedStack.POLICE)),
                own ? Allows.AN_ANSWER : Allows.NOTHING);
    }
}
