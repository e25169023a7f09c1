package org.concordat.strangers;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.opentest4j.TestAbortedException;

class ToolTest {
    @ParameterizedTest
    @EnumSource
    void a_missing_tool_is_a_skipped_test_that_says_so(Tool tool) {
        assertThatThrownBy(() -> tool.missing(null))
                .isInstanceOf(TestAbortedException.class)
                .hasMessageContaining(tool.name().toLowerCase(java.util.Locale.ROOT))
                .hasMessageContaining(" is missing (package ")
                .hasMessageContaining("was not tested");
    }

    @ParameterizedTest
    @EnumSource
    void a_missing_tool_is_a_failed_test_where_the_tools_are_required(Tool tool) {
        assertThatThrownBy(() -> tool.missing("required"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("is missing (package ");
    }

    @Test
    void the_package_is_named_where_it_has_another_name() {
        assertThatThrownBy(() -> Tool.XMLLINT.missing(null))
                .hasMessageContaining("xmllint is missing (package libxml2-utils)");
    }
}
