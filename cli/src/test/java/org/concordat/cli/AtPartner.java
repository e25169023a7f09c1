package org.concordat.cli;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests at the desk of one partner, whose gateway and Keycloak are played; each in a folder of its own. */
abstract class AtPartner {
    @TempDir
    static Path folder;

    static Partner partner;

    @TempDir
    Path work;

    @BeforeAll
    static void start() {
        partner = Partner.start(folder);
    }

    @AfterAll
    static void stop() {
        partner.close();
    }

    static void answers(String path, int status, String json) {
        partner.server()
                .stubFor(get(urlEqualTo(path))
                        .willReturn(aResponse().withStatus(status).withBody(json)));
    }

    @BeforeEach
    void forget() {
        partner.forget();
    }
}
