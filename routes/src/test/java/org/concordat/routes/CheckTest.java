package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.concordat.routes.Northshire.PROBATION;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.HopRefused.Category;
import org.concordat.routes.hop.Room;
import org.concordat.routes.hop.Submission;
import org.junit.jupiter.api.Test;

/** What a disclosure has to be, when, and how large: the second hop of a submission. */
class CheckTest extends AtNorthshire {
    @Test
    void a_changed_byte_breaks_the_signature() throws Exception {
        byte[] tampered = new String(northshire.request(), StandardCharsets.UTF_8)
                .replace("Common assault", "Uncommon asslt")
                .getBytes(StandardCharsets.UTF_8);
        assertRefused(() -> northshire.submit(PROBATION, tampered), Category.INVALID, "check.signature");
    }

    @Test
    void a_released_copy_is_no_submission() throws Exception {
        String whole = new String(northshire.request(), StandardCharsets.UTF_8);
        String signature = whole.substring(whole.indexOf("<ds:Signature"), whole.indexOf("</Disclosure>"));
        String release = "<Release decision=\"00000000-0000-4000-8000-000000000001\" configuration=\"" + "0".repeat(64)
                + "\" entry=\"00000000-0000-4000-8000-000000000002\" at=\"2026-03-02T09:10:00Z\"><Notice>This copy may"
                + " not be everything that the sender holds or sent.</Notice></Release>";
        byte[] wrapped = whole.replace("</Disclosure>", release + signature + "</Disclosure>")
                .getBytes(StandardCharsets.UTF_8);
        assertRefused(() -> northshire.submit(PROBATION, wrapped), Category.INVALID, "check.released-copy");
    }

    @Test
    void a_document_that_is_no_disclosure_is_refused_with_findings() {
        HopRefused refused = catchThrowableOfType(
                HopRefused.class, () -> northshire.submit(PROBATION, "<Letter/>".getBytes(StandardCharsets.UTF_8)));
        assertThat(refused.category()).isEqualTo(Category.INVALID);
        assertThat(refused.findings()).isNotEmpty();
    }

    @Test
    void what_was_sent_long_ago_or_in_the_future_is_refused() throws Exception {
        byte[] request = northshire.request();
        northshire.clock.moveTo("2026-03-03T09:15:00.001Z");
        assertRefused(() -> northshire.submit(PROBATION, request), Category.UNPROCESSABLE, "check.sent-too-long-ago");
        northshire.clock.moveTo("2026-03-02T09:09:59Z");
        assertRefused(() -> northshire.submit(PROBATION, request), Category.UNPROCESSABLE, "check.sent-in-future");
    }

    @Test
    void without_room_for_a_copy_for_each_recipient_nothing_is_kept_and_the_sender_may_come_again() throws Exception {
        byte[] request = northshire.request();
        List<Long> asked = new ArrayList<>();
        HopRefused refused = catchThrowableOfType(
                HopRefused.class,
                () -> northshire
                        .flow
                        .doors()
                        .submit(new Submission(
                                northshire.caller(PROBATION),
                                Submission.Form.XML,
                                request,
                                bytes -> !asked.add(bytes))));
        assertThat(refused.code()).isEqualTo("check.busy");
        assertThat(refused.category()).isEqualTo(Category.RETRY_LATER);
        assertThat(asked).containsExactly(2L * request.length);
        assertThat(northshire.stores.rows).isEmpty();
        northshire.submit(PROBATION, request);
    }

    @Test
    void what_never_has_room_for_a_copy_for_each_recipient_is_too_large_and_need_not_come_again() throws Exception {
        byte[] request = northshire.request();
        long oneCopy = request.length;
        Room narrow = new Room() {
            @Override
            public boolean take(long bytes) {
                return bytes <= oneCopy;
            }

            @Override
            public long most() {
                return oneCopy;
            }
        };
        HopRefused refused = assertRefused(
                () -> northshire
                        .flow
                        .doors()
                        .submit(new Submission(northshire.caller(PROBATION), Submission.Form.XML, request, narrow)),
                Category.TOO_LARGE,
                "check.too-large");
        assertThat(refused.sentence()).contains("takes 1 recipients at once, not 2");
        assertThat(northshire.stores.rows).isEmpty();
    }
}
