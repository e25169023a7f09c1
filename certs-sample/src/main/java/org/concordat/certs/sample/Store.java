package org.concordat.certs.sample;

import com.fasterxml.jackson.annotation.JsonProperty;

/** One of a holder's keys, by what it is for; its files carry this name. */
public enum Store {
    @JsonProperty("tls")
    TLS("tls"),
    @JsonProperty("signing")
    SIGNING("signing"),
    @JsonProperty("encryption")
    ENCRYPTION("encryption"),
    /** RSA, for SOAP envelopes. */
    @JsonProperty("envelope")
    ENVELOPE("envelope"),
    /** For the gateway, which signs with it for an agency that cannot. */
    @JsonProperty("adapter")
    ADAPTER("adapter"),
    /** Shown to partners' SFTP servers, which know the key and look at no certificate. */
    @JsonProperty("ssh")
    SSH("ssh");

    private final String fileName;

    Store(String fileName) {
        this.fileName = fileName;
    }

    String fileName() {
        return fileName;
    }
}
