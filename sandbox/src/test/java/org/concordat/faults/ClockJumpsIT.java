package org.concordat.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.time.Duration;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.concordat.cli.gateway.Answer;
import org.concordat.sandbox.SharedStack;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The gateway's business clock is wrong for a while. Certificates, tokens and leases do not follow it; the window for
 * submissions and the pauses between attempts do.
 */
@ExtendWith({SharedStack.Extension.class, Ground.Extension.class})
class ClockJumpsIT {
    /** Until the right clock has got to where the wrong one was when it was an hour ahead, and some. */
    private static final Duration LATER = Duration.ofMinutes(80);
    /** So long that several looks at the queue fall into it. */
    private static final int SLOW = 4_000;

    @ParameterizedTest(name = "by {0}: {1} {2}")
    @CsvSource({
        "PT1H, 201, ''",
        "-PT1H, 422, check.sent-in-future",
        "PT24H, 422, check.sent-too-long-ago",
        "-PT24H, 422, check.sent-in-future"
    })
    void what_is_refused_or_late_by_a_wrong_clock_is_taken_and_delivered_by_the_right_one(
            Duration by, int status, String code, Ground ground) throws Exception {
        Check signedBefore = Check.written(ground);
        ground.toPartner().cut();
        Check queued = Check.taken(ground);
        queued.wasTried();
        ground.jump(by);
        try {
            ground.toPartner().mend();
            Answer answer = signedBefore.submit();
            assertThat(answer.status()).as(answer.text()).isEqualTo(status);
            assertThat(answer.problem().orElse("")).isEqualTo(code);
        } finally {
            ground.jump(by.negated());
        }
        signedBefore.isTaken();
        ground.jump(LATER);
        queued.isPushed();
        queued.isCollected();
        signedBefore.isPushed();
        signedBefore.isCollected();
    }

    @Test
    void a_jump_in_the_middle_of_a_handing_over_makes_no_second_one(Ground ground) throws Exception {
        StubMapping slow = ground.partner()
                .player()
                .stubFor(any(anyUrl())
                        .atPriority(1)
                        .willReturn(aResponse().withStatus(202).withFixedDelay(SLOW)));
        Check check = Check.taken(ground);
        UUID delivery = check.toChildren();
        try {
            Awaitility.await("it is being handed over")
                    .until(() -> ground.rows("select state from delivery where id = ?", delivery)
                            .contains("released"));
            ground.jump(Duration.ofDays(1));
            check.isPushed();
        } finally {
            ground.partner().player().removeStub(slow);
        }
        assertThat(ground.arrivals().times(delivery)).isEqualTo(1);
    }
}
