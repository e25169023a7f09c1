package org.concordat.sandbox.story;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.concordat.sandbox.SharedStack;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.io.TempDir;

/**
 * The story that {@code bin/sandbox --once} tells. Told twice: what went on before is not part of it. In a sandbox of its own:
 * its days would set off the clocks of what other tests left unconfirmed.
 */
class StoryIT {
    private static final boolean QUIET = true;

    private static SharedStack stack;

    @BeforeAll
    static void begin() {
        stack = SharedStack.ofItsOwn();
    }

    @AfterAll
    static void end() {
        stack.close();
    }

    @RepeatedTest(2)
    void the_story_comes_out_as_told(@TempDir Path folder) throws Exception {
        ByteArrayOutputStream told = new ByteArrayOutputStream();
        boolean asTold;
        try (PrintStream out = new PrintStream(told, true, StandardCharsets.UTF_8)) {
            asTold = new Story(out, QUIET, stack.assembly().stage(stack.environment(), folder)).tell();
        }
        assertThat(asTold).as(told.toString(StandardCharsets.UTF_8)).isTrue();
        assertThat(told.toString(StandardCharsets.UTF_8)).matches("(?s)\\s*All \\d\\d things came out as told\\.\\s*");
    }
}
