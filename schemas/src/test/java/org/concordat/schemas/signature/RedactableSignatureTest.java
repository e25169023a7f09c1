package org.concordat.schemas.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.concordat.schemas.Actors;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.Part;
import org.concordat.schemas.disclosure.PartId;
import org.concordat.schemas.disclosure.Release;
import org.concordat.schemas.disclosure.Section;
import org.concordat.schemas.label.Category;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedactableSignatureTest {
    private static final DisclosureVerifier VERIFIER = new DisclosureVerifier();

    @ParameterizedTest
    @ValueSource(strings = {"check-request.xml", "police-response.xml", "children-response.xml"})
    void what_was_signed_verifies(String draft) throws Exception {
        Disclosure disclosure = Actors.parsed(Actors.signed(draft, Actors.POLICE));
        assertThat(VERIFIER.verify(disclosure, Actors.POLICE.certificate()).disclosure())
                .isSameAs(disclosure);
        assertThat(Actors.CONTEXT.validator().validate(disclosure).findings()).isEmpty();
    }

    @Test
    void a_signature_survives_withholding_any_subset_of_parts() throws Exception {
        VerifiedDisclosure whole = VERIFIER.verify(
                Actors.parsed(Actors.signed("police-response.xml", Actors.POLICE)), Actors.POLICE.certificate());
        List<Section> sections = whole.disclosure().sections();
        for (int subset = 1; subset < 1 << sections.size(); subset++) {
            Set<PartId> kept =
                    new HashSet<>(whole.disclosure().parts().map(Part::id).toList());
            for (int i = 0; i < sections.size(); i++) {
                if ((subset & 1 << i) == 0) {
                    kept.remove(sections.get(i).id());
                }
            }
            byte[] copy = new Releaser(Actors.GATEWAY).release(whole, kept, release());
            Disclosure released = Actors.parsed(copy);
            VERIFIER.verifyReleased(released, Actors.POLICE.certificate(), Actors.GATEWAY.certificate());
            assertThat(released.parts().map(Part::id).toList()).containsExactlyInAnyOrderElementsOf(kept);
            assertThat(released.signedForm().listed())
                    .as("the list tells nothing about what is missing")
                    .isEqualTo(whole.disclosure().signedForm().listed());
            assertThat(released.release()).contains(release());
            assertThat(Actors.CONTEXT.validator().validate(released).isAcceptable())
                    .isTrue();
        }
    }

    static Release release() {
        return new Release(
                new UUID(1, 2),
                "ab".repeat(32),
                new UUID(3, 4),
                Instant.parse("2026-03-02T11:30:00Z"),
                List.of(new Release.Withheld(
                        Category.LOCATION_VICTIM,
                        "floor/victim-location",
                        "stays with \"who\" has <the> function & role")));
    }
}
