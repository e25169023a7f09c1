package org.concordat.faults;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.northshire.Northshire;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A gateway does not begin with agencies that it was not given the means to reach, or to map for. */
@ExtendWith(SharedStack.Extension.class)
class EquipmentIT {
    @Test
    void what_is_lacking_is_told_all_at_once_and_the_gateway_does_not_start(SharedStack shared, @TempDir Path folder)
            throws Exception {
        Path keys = CustodyIT.keys(shared.northshire(), folder.resolve("keys"));
        Files.deleteIfExists(keys.resolve("ssh.p12"));
        assertThatThrownBy(() -> Ground.on(
                                shared,
                                Ground.HOME,
                                EquipmentIT::alter,
                                Map.of("concordat.gateway.keys.folder", keys.toString()))
                        .close())
                .hasMessageContaining("agencies/northshire-police.yaml:1: this gateway lacks a key for SFTP (ssh.p12")
                .hasMessageContaining("agencies/crc-northshire.yaml:1: this gateway lacks a mail server")
                .hasMessageContaining("agencies/northshire-children.yaml:1: this gateway lacks the key to map for it"
                        + " (custody/northshire-children.p12");
    }

    private static void alter(Northshire northshire) throws Exception {
        ConnectorsIT.connect(
                northshire,
                Northshire.POLICE,
                "connection: {connector: sftp, address: \"sftp://concordat@localhost:1/in\", host-key: \"SHA256:"
                        + "A".repeat(43) + "\"}");
        ConnectorsIT.connect(
                northshire, Northshire.CRC, "connection: {connector: secure-email, address: duty@crc.example}");
        CustodyIT.mapFor(Northshire.CHILDREN, northshire);
    }
}
