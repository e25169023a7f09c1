package org.concordat.fuzz;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One HTTP request as it is written, well formed or not. Immutable. */
final class Request {
    private final String method;
    private final String target;
    private final List<String> headers;
    private final byte[] body;
    /** Where the body is not as long as it says, whoever reads must see that nothing more comes. */
    private final boolean last;

    private Request(String method, String target, List<String> headers, byte[] body, boolean last) {
        this.method = method;
        this.target = target;
        this.headers = List.copyOf(headers);
        this.body = body;
        this.last = last;
    }

    static Request of(String method, String target) {
        return new Request(method, target, List.of(), new byte[0], false);
    }

    static Request submit(byte[] xml) {
        return of("POST", "/v1/disclosures")
                .with("Content-Type", "application/xml")
                .body(xml);
    }

    static Request submitSealed(byte[] cms) {
        return of("POST", "/v1/disclosures")
                .with("Content-Type", "application/pkcs7-mime")
                .body(cms);
    }

    Request with(String name, String value) {
        return line(name + ": " + value);
    }

    /** A header as it is, whatever it is. */
    Request line(String header) {
        List<String> more = new ArrayList<>(headers);
        more.add(header);
        return new Request(method, target, more, body, last);
    }

    Request bearing(String token) {
        return with("Authorization", "Bearer " + token);
    }

    /** With a body and its length. */
    Request body(byte[] content) {
        return new Request(method, target, headers, content, last)
                .with("Content-Length", Integer.toString(content.length));
    }

    /** With bytes after the headers, of which they say nothing. The connection ends with them. */
    Request trailing(byte[] content) {
        return new Request(method, target, headers, content, true);
    }

    Request lastOfItsConnection() {
        return new Request(method, target, headers, body, true);
    }

    boolean isLast() {
        return last;
    }

    boolean isHead() {
        return method.equals("HEAD");
    }

    byte[] body() {
        return body.clone();
    }

    byte[] toByteArray() {
        StringBuilder head = new StringBuilder(512);
        head.append(method).append(' ').append(target).append(" HTTP/1.1\r\n");
        if (headers.stream().noneMatch(header -> header.startsWith("Host:"))) {
            head.append("Host: localhost\r\n");
        }
        headers.forEach(header -> head.append(header).append("\r\n"));
        head.append("\r\n");
        ByteArrayOutputStream out = new ByteArrayOutputStream(head.length() + body.length);
        out.writeBytes(head.toString().getBytes(StandardCharsets.ISO_8859_1));
        out.writeBytes(body);
        return out.toByteArray();
    }
}
