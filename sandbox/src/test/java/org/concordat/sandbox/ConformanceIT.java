package org.concordat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.concordat.sandbox.story.Desk;
import org.concordat.sandbox.story.Desk.Typed;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The kit that a partner tries its system with, against the real gateway. */
@ExtendWith(SharedStack.Extension.class)
class ConformanceIT {
    @TempDir
    private Path folder;

    @Test
    void every_case_is_as_it_must_be(SharedStack stack) throws Exception {
        Desk probation = new Desk(SharedStack.PROBATION, stack.environment(), folder);
        Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.SECONDS);
        Path draft = probation.draft(
                "check-request.xml",
                Map.of(
                        "NOW",
                        now.toString(),
                        "HEARING",
                        now.plus(Duration.ofHours(5)).toString()));
        Typed ended = probation.type(
                "agency",
                "conformance",
                "--draft",
                draft.toString(),
                "--report",
                Path.of("target", "conformance.html").toString(),
                "--force");
        assertThat(ended.done()).as(ended.all()).isTrue();
    }
}
