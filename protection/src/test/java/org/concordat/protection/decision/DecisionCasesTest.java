package org.concordat.protection.decision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.concordat.protection.configuration.Configuration;
import org.concordat.protection.configuration.Northshire;
import org.concordat.protection.decision.Decision.Permit;
import org.concordat.protection.decision.Decision.Refuse;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every case below {@code decisions/} is answered as it says. */
class DecisionCasesTest {
    private static final Path CASES = Northshire.resource("decisions");
    private static Configuration configuration;

    @BeforeAll
    static void read() {
        configuration = Northshire.read();
    }

    @Test
    void there_are_cases() throws IOException {
        assertThat(files()).hasSizeGreaterThanOrEqualTo(60);
    }

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        return files().stream().map(file -> {
            DecisionCase one = DecisionCase.read(file);
            return DynamicTest.dynamicTest(
                    CASES.relativize(file) + ": " + one.title(), file.toUri(), () -> isAnsweredAsItSays(one));
        });
    }

    @TestFactory
    Stream<DynamicTest> questions_are_stored_and_read_back() throws IOException {
        return files().stream()
                .map(file -> DynamicTest.dynamicTest(CASES.relativize(file).toString(), () -> {
                    Question asked = DecisionCase.read(file).question();
                    Question question = asked.asked(asked.at(), Circumstances.NONE);
                    byte[] stored = QuestionJson.write(question);
                    assertThat(QuestionJson.read(stored)).isEqualTo(question);
                    assertThat(QuestionJson.write(QuestionJson.read(stored))).isEqualTo(stored);
                }));
    }

    private static void isAnsweredAsItSays(DecisionCase one) {
        Decision decision = configuration.rules().decide(one.question());
        boolean permit = one.expected().has("permit");
        if (decision instanceof Permit given) {
            assertThat(permit).as("%s", given).isTrue();
            assertThat(given.grantedBy())
                    .extracting(ClauseId::value)
                    .containsExactlyElementsOf(
                            DecisionCase.texts(one.expected().get("permit").get("by")));
            assertThat(given.kept()).isEqualTo(one.kept());
            Map<String, String> withheld = new TreeMap<>();
            given.withheld().forEach(w -> withheld.put(w.part().value(), w.by().value()));
            assertThat(withheld).isEqualTo(one.withheld());
            if (one.expected().get("permit").has("duties")) {
                assertThat(given.duties())
                        .extracting(duty -> duty.what() + " " + duty.value())
                        .containsExactlyElementsOf(
                                DecisionCase.texts(one.expected().get("permit").get("duties")));
            }
        } else if (decision instanceof Refuse refused) {
            assertThat(permit).as("%s", refused).isFalse();
            assertThat(refused.reason().name())
                    .isEqualTo(one.expected().get("refuse").stringValue());
            assertThat(refused.refusedBy())
                    .extracting(ClauseId::value)
                    .containsExactlyElementsOf(DecisionCase.texts(one.expected().path("by")));
            if (one.expected().has("says")) {
                assertThat(refused.because())
                        .isEqualTo(one.expected().get("says").stringValue());
            }
        }
    }

    private static List<Path> files() throws IOException {
        try (Stream<Path> walk = Files.walk(CASES)) {
            return walk.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }
}
