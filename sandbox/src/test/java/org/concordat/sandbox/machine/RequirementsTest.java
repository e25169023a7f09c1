package org.concordat.sandbox.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RequirementsTest {
    private static final long MEBI = 1024L * 1024L;

    @Test
    void too_little_memory_is_said_in_one_line_with_what_to_do() {
        assertThat(Requirements.missingMemory(OptionalLong.of(900 * MEBI)))
                .hasValue("memory: 900 MB available, 2000 MB needed: close other programs, or give this machine more");
    }

    @Test
    void enough_memory_is_no_news_and_neither_is_memory_that_cannot_be_measured() {
        assertThat(Requirements.missingMemory(OptionalLong.of(2_000 * MEBI))).isEmpty();
        assertThat(Requirements.missingMemory(OptionalLong.empty())).isEmpty();
    }
}
