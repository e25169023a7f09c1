package org.concordat.routes.connector;

import java.net.URI;
import java.util.Optional;

/**
 * The server that the gateway's e-mail leaves by, over TLS from the first byte.
 *
 * @param address {@code smtps://host:port}
 * @param from the gateway's own e-mail address
 * @param login where the server asks for one; else it knows the gateway by its client certificate
 * @param mailbox where recipients are sent to collect: what they collect is named behind it
 * @param inbox {@code imaps://host:port}, where e-mails to the gateway lie, under the same login; where none is named, agencies
 *     hand in nothing by e-mail
 */
public record MailServer(URI address, String from, Optional<Login> login, URI mailbox, Optional<URI> inbox) {
    private static final int SMTPS = 465; // RFC 8314 section 7.3

    /** What the server knows the gateway by. */
    public record Login(String user, String password) {
        @Override
        public String toString() {
            return "login";
        }
    }

    int port() {
        return address.getPort() < 0 ? SMTPS : address.getPort();
    }

    String domain() {
        return from.substring(from.indexOf('@') + 1);
    }
}
