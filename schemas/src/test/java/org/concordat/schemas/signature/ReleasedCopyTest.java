package org.concordat.schemas.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.concordat.schemas.signature.Mutation.SECTION;
import static org.concordat.schemas.signature.Mutation.SIGNATURE;
import static org.concordat.schemas.signature.Mutation.find;
import static org.concordat.schemas.signature.Mutation.first;
import static org.concordat.schemas.signature.Mutation.text;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.concordat.schemas.Actors;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.Part;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.disclosure.Release;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.label.Existence;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** A released copy: the gateway's signature proves it whole, the sender's list proves each part. */
class ReleasedCopyTest {
    private static final DisclosureVerifier VERIFIER = new DisclosureVerifier();

    private static String good;
    private static String released;

    @BeforeAll
    static void release() throws Exception {
        byte[] signed = Actors.signed("police-response.xml", Actors.POLICE);
        good = text(signed);
        released = text(released(VERIFIER.verify(Actors.parsed(signed), Actors.POLICE.certificate())));
    }

    @TestFactory
    Stream<DynamicTest> a_mutation_of_what_was_released_is_refused() {
        Map<String, Mutation> attacks = Mutation.named();
        attacks.put(
                "kept part altered",
                new Mutation("release-signature.digest", d -> d.replace("<s:Incident>threats", "<s:Incident>assault")));
        attacks.put("kept part taken out", new Mutation("release-signature.digest", d -> first(d, SECTION, s -> "")));
        attacks.put(
                "reason for withholding altered",
                new Mutation(
                        "release-signature.digest", d -> d.replace("has &lt;the&gt; function", "has no function")));
        attacks.put(
                "release taken out",
                new Mutation("schema.element", d -> d.replaceFirst("(?s)<Release .*</Release>", "")));
        attacks.put(
                "release and its signature taken out",
                new Mutation("release-signature.missing", d -> d.replaceFirst("(?s)<Release .*</ds:Signature>", "")));
        attacks.put("signatures swapped", new Mutation("release-signature.reference", d -> {
            String senders = find(d, SIGNATURE);
            String gateways = d.substring(d.lastIndexOf("<ds:Signature "), d.indexOf("</Disclosure>"));
            return d.replace(senders, "@").replace(gateways, senders).replace("@", gateways);
        }));
        attacks.put("sender's signature in both places", new Mutation("release-signature.reference", d -> {
            String gateways = d.substring(d.lastIndexOf("<ds:Signature "), d.indexOf("</Disclosure>"));
            return d.replace(gateways, find(d, SIGNATURE));
        }));
        attacks.put(
                "something after the gateway's signature",
                new Mutation("schema.element", d -> d.replace("</Disclosure>", find(d, SECTION) + "</Disclosure>")));
        return Mutation.tests(attacks, released, ReleasedCopyTest::verify);
    }

    private static void verify(Disclosure copy) throws SignatureBroken {
        VERIFIER.verifyReleased(copy, Actors.POLICE.certificate(), Actors.GATEWAY.certificate());
    }

    @Test
    void a_part_altered_by_the_gateway_itself_is_caught_by_the_senders_list() throws Exception {
        Disclosure forged = Actors.parsed(
                good.replace("<s:Incident>threats", "<s:Incident>assault").getBytes(StandardCharsets.UTF_8));
        // a gateway that skips its own check and signs what it made
        VerifiedDisclosure unchecked = new VerifiedDisclosure(forged, Actors.POLICE.certificate());
        assertThat(Mutation.refusalOf(text(released(unchecked)), ReleasedCopyTest::verify))
                .isEqualTo("signature.part-altered");
    }

    @Test
    void a_release_has_no_word_for_what_may_neither_be_confirmed_nor_denied() {
        for (Category category : Category.values()) {
            if (category.existence() == Existence.CANNOT_CONFIRM_OR_DENY) {
                assertThatThrownBy(() -> new Release.Withheld(category, "floor/x", "because"))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageNotContaining(category.code());
            }
        }
    }

    @Test
    void only_parts_that_are_there_can_be_kept() throws Exception {
        VerifiedDisclosure verified =
                VERIFIER.verify(Actors.parsed(good.getBytes(StandardCharsets.UTF_8)), Actors.POLICE.certificate());
        assertThatThrownBy(() -> new Releaser(Actors.GATEWAY)
                        .release(verified, Set.of(new PartId(Mutation.ANOTHER)), RedactableSignatureTest.release()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void a_released_copy_is_read_like_any_other() throws Exception {
        Disclosure copy = Actors.parsed(released.getBytes(StandardCharsets.UTF_8));
        assertThat(copy.release()).isPresent();
        assertThat(VERIFIER.verify(copy, Actors.POLICE.certificate()).signer()).isEqualTo(Actors.POLICE.certificate());
    }

    private static byte[] released(VerifiedDisclosure disclosure) {
        Set<PartId> all =
                Set.copyOf(disclosure.disclosure().parts().map(Part::id).toList());
        return new Releaser(Actors.GATEWAY).release(disclosure, all, RedactableSignatureTest.release());
    }
}
