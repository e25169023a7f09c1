package org.concordat.cli;

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

    @BeforeEach
    void forget() {
        partner.forget();
    }
}
