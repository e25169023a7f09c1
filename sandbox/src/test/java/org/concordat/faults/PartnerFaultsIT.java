package org.concordat.faults;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.StubMapping;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.concordat.sandbox.SharedStack;
import org.concordat.sandbox.northshire.Northshire;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/** A partner's system that is away, slow or wrong: the sender has its receipt all the same, and it comes in the end. */
@ExtendWith({SharedStack.Extension.class, Ground.Extension.class})
class PartnerFaultsIT {
    /** Longer than the longest pause between two attempts. */
    private static final Duration LATER = Duration.ofMinutes(20);

    private static final int IN_THE_HANDSHAKE = 200;
    private static final int IN_THE_REQUEST = 4_000;

    @TestFactory
    Stream<DynamicTest> what_was_not_taken_comes_again_under_the_same_id(Ground ground) {
        return Stream.of(
                cable("nobody listens", ground, ground.toPartner()::cut),
                cable(
                        "the connection is reset in the handshake",
                        ground,
                        () -> ground.toPartner().snapAfter(IN_THE_HANDSHAKE)),
                cable(
                        "the connection is reset in the middle of the request",
                        ground,
                        () -> ground.toPartner().snapAfter(IN_THE_REQUEST)),
                answer("the connection is reset before the answer", ground, fault(Fault.CONNECTION_RESET_BY_PEER)),
                answer("the answer is empty", ground, fault(Fault.EMPTY_RESPONSE)),
                answer("the answer is garbage", ground, fault(Fault.RANDOM_DATA_THEN_CLOSE)),
                answer("the answer breaks off", ground, fault(Fault.MALFORMED_RESPONSE_CHUNK)),
                answer("the answer comes byte by byte", ground, dribbling()),
                answer("the answer is 404", ground, aResponse().withStatus(404)),
                answer("the answer is 500", ground, aResponse().withStatus(500)),
                answer("the answer is 503", ground, aResponse().withStatus(503)),
                answer(
                        "the answer leads elsewhere",
                        ground,
                        aResponse().withStatus(307).withHeader("Location", "https://localhost:1/elsewhere")));
    }

    @TestFactory
    Stream<DynamicTest> a_wrong_receipt_confirms_nothing(Ground ground) throws Exception {
        Correspondent children = ground.correspondent(Northshire.CHILDREN);
        Correspondent police = ground.correspondent(Northshire.POLICE);
        byte[] other = "other bytes".getBytes(StandardCharsets.US_ASCII);
        return Stream.of(
                receipt("one that is no JWS", ground, delivery -> "thank.you.kindly"),
                receipt("one for other bytes", ground, delivery -> children.receipt(delivery, other)),
                receipt(
                        "one for another delivery",
                        ground,
                        delivery -> children.receipt(UUID.nameUUIDFromBytes(other), other)),
                receipt("one by another agency", ground, delivery -> police.receipt(delivery, other)));
    }

    /** Breaks something of the way there. */
    interface Breaking {
        void begin() throws Exception;
    }

    /** What a partner says that it got. */
    interface Saying {
        String of(UUID delivery);
    }

    private static DynamicTest cable(String name, Ground ground, Breaking breaking) {
        return DynamicTest.dynamicTest(name, () -> {
            Check check;
            breaking.begin();
            try {
                check = Check.taken(ground);
                check.wasTried();
            } finally {
                ground.toPartner().mend();
            }
            comesInTheEnd(ground, check);
        });
    }

    private static DynamicTest answer(String name, Ground ground, ResponseDefinitionBuilder answer) {
        return DynamicTest.dynamicTest(name, () -> {
            Check check;
            StubMapping wrong = ground.partner()
                    .player()
                    .stubFor(any(anyUrl()).atPriority(1).willReturn(answer));
            try {
                check = Check.taken(ground);
                check.wasTried();
            } finally {
                ground.partner().player().removeStub(wrong);
            }
            comesInTheEnd(ground, check);
        });
    }

    private static void comesInTheEnd(Ground ground, Check check) throws Exception {
        ground.jump(LATER);
        check.isPushed();
        check.isCollected();
    }

    private static DynamicTest receipt(String name, Ground ground, Saying saying) {
        return DynamicTest.dynamicTest(name, () -> {
            ground.toPartner().cut();
            Check check = Check.taken(ground);
            UUID delivery = check.toChildren();
            StubMapping wrong = ground.partner()
                    .player()
                    .stubFor(any(anyUrl())
                            .atPriority(1)
                            .willReturn(aResponse()
                                    .withStatus(200)
                                    .withHeader("Content-Type", "application/jose")
                                    .withBody(saying.of(delivery))));
            try {
                ground.toPartner().mend();
                ground.jump(LATER);
                Awaitility.await("it was handed over")
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> check.stateOf(delivery).equals("delivered"));
            } finally {
                ground.partner().player().removeStub(wrong);
            }
            assertThat(ground.rows("select statement from delivery where id = ?", delivery))
                    .as("what is kept as the recipient's word")
                    .containsOnlyNulls();
            assertThat(check.arrivedAt(Northshire.CHILDREN)).containsExactly(delivery);
            check.isCollected();
        });
    }

    private static ResponseDefinitionBuilder fault(Fault fault) {
        return aResponse().withFault(fault);
    }

    /** For longer than the gateway waits for a whole answer. */
    private static ResponseDefinitionBuilder dribbling() {
        return aResponse().withStatus(200).withBody("slowly ".repeat(20)).withChunkedDribbleDelay(60, 60_000);
    }
}
