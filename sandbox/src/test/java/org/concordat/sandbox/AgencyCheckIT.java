package org.concordat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.concordat.sandbox.story.Desk;
import org.concordat.sandbox.story.Desk.Typed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** An agency tries whether it is ready, with its real keys, a real Keycloak and a real gateway. */
@ExtendWith(SharedStack.Extension.class)
class AgencyCheckIT {
    @TempDir
    private Path folder;

    @Test
    void who_collects_and_who_is_pushed_to_are_ready(SharedStack stack) throws IOException {
        for (String agency : List.of(SharedStack.POLICE, SharedStack.PROBATION)) {
            Typed checked = new Desk(agency, stack.environment(), folder).type("agency", "check");
            assertThat(checked.done()).as(checked.all()).isTrue();
            assertThat(checked.says("It is ready.")).as(checked.all()).isTrue();
        }
    }

    @Test
    void another_key_in_any_place_is_found(SharedStack stack) throws Exception {
        assertThat(checkedWith(stack, "signing.p12").all()).contains("ping.not-signed");
        assertThat(checkedWith(stack, "encryption.p12").all()).contains("ping.not-opened");
        assertThat(checkedWith(stack, "tls.p12").done()).isFalse();
        assertThat(checkedWith(stack, "nothing").done()).as("with all its own").isTrue();
    }

    /** The police with one store of probation's. */
    private Typed checkedWith(SharedStack stack, String store) throws IOException {
        Path certificates = stack.northshire().certificates();
        Path mixed = Files.createDirectories(folder.resolve("mixed-" + store));
        try (Stream<Path> walk = Files.walk(certificates)) {
            for (Path file : walk.filter(Files::isRegularFile).toList()) {
                Path copy = mixed.resolve(certificates.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
        Path other = certificates.resolve(SharedStack.PROBATION).resolve(store);
        if (Files.exists(other)) {
            Files.copy(other, mixed.resolve(SharedStack.POLICE).resolve(store), StandardCopyOption.REPLACE_EXISTING);
        }
        Path environment = Files.writeString(
                folder.resolve("environment-" + store),
                Files.readString(stack.environment()).replaceAll("(?m)^CERTS=.*$", "CERTS=" + mixed));
        return new Desk(SharedStack.POLICE, environment, folder).type("agency", "check");
    }
}
