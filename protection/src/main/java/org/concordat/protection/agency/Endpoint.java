package org.concordat.protection.agency;

import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Where an agency is reached, and by which connector: what is said of it is what that connector needs, and no more. */
public sealed interface Endpoint {
    /** The name of the connector that serves it. */
    default String connector() {
        return Objects.requireNonNull(NAMES.get(getClass()));
    }

    /** The connectors' names. */
    Map<Class<? extends Endpoint>, String> NAMES = Map.of(
            Mailbox.class, "mailbox",
            Rest.class, "rest",
            Soap.class, "soap",
            Sftp.class, "sftp",
            SecureEmail.class, "secure-email",
            Jms.class, "jms");

    /** It collects from its mailbox. */
    record Mailbox() implements Endpoint {}

    /** A POST to this {@code https} address. */
    record Rest(URI address) implements Endpoint {
        public Rest {
            require(address, "https");
        }
    }

    /**
     * An operation of its web service.
     *
     * @param address {@code https} address of the service, whatever its contract says
     * @param wsdl the service's own contract, which refers to nothing outside itself
     * @param enveloped whether the contract's policy has envelopes signed and encrypted; else TLS alone protects them
     */
    record Soap(URI address, Wsdl wsdl, String service, String port, String operation, boolean enveloped)
            implements Endpoint {
        public Soap {
            require(address, "https");
        }
    }

    /**
     * A file in a folder of its SFTP server.
     *
     * @param address {@code sftp://user@host:port/folder}
     * @param hostKey the SHA-256 fingerprint of the server's key, as OpenSSH writes it
     * @param receipts the folder of the receipts' files; the same one where none is named
     */
    record Sftp(URI address, String hostKey, Optional<String> receipts, Receipt receipt) implements Endpoint {
        public Sftp {
            require(address, "sftp");
        }
    }

    /** What confirms a file that lies there: the signed word in its receipt's file, or that there is such a file. */
    enum Receipt {
        SIGNED,
        PRESENCE
    }

    /** An e-mail address: told there that something waits in the mailbox, or sent the sealed copy itself. */
    record SecureEmail(String address, Content content) implements Endpoint {}

    /** What an e-mail carries. */
    enum Content {
        NOTICE,
        SEALED
    }

    /**
     * A queue of its broker.
     *
     * @param address {@code tls://host:port}
     * @param replies the queue of the agency's signed receipts; where none is named, the broker's word confirms
     */
    record Jms(URI address, String queue, Optional<String> replies) implements Endpoint {
        /** What the name of the queue of what is refused ends in, where it is handed in by. */
        public static final String ASIDE = ".refused";

        public Jms {
            require(address, "tls");
        }
    }

    private static void require(URI address, String scheme) {
        if (!scheme.equals(address.getScheme()) || address.getHost() == null) {
            throw new IllegalArgumentException("it is no " + scheme + " address with a host");
        }
    }
}
