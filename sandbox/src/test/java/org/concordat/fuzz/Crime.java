package org.concordat.fuzz;

import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.w3c.dom.Element;

/**
 * What somebody inside an agency does to a disclosure that would be taken, before it is signed with the agency's own key.
 * Any one of them is enough: it is refused, whatever else is in order.
 */
enum Crime {
    FOR_ANOTHER_PURPOSE(f -> f.inHeader("Purpose")
            .setTextContent(f.dice.of("curiosity", "marketing", "pre-sentence-assessments", "x", "mallory-example"))),
    UNDER_NO_POWER(f -> f.inHeader("Basis").setAttribute("power", f.dice.of("XXX1", "OMA15", "MALLORY", "CDA116"))),
    WITHOUT_CONDITIONS(f -> {
        Element basis = f.inHeader("Basis");
        Tree.children(basis, "Condition").stream().skip(1).forEach(basis::removeChild);
        Tree.children(basis, "Condition").get(0).setTextContent(f.dice.of("P2_6_1_E", "P2_6_1_F", "P9_9_9", "X1"));
    }),
    TO_ANOTHER(f -> {
        String other = f.dice.of("northshire-council", "unknown-agency", "gateway", "mallory-example");
        f.parts("Recipient").forEach(recipient -> recipient.setAttribute("agency", other));
    }),
    TO_NOBODYS_TEAM(f -> f.parts("Recipient").forEach(to -> to.setAttribute("team", "mallory-example"))),
    TO_NOBODYS_ROLE(f -> f.parts("Recipient").forEach(to -> to.setAttribute("role", "mallory-example"))),
    FROM_ANOTHER(f -> f.inHeader("From")
            .setAttribute("agency", f.dice.of("northshire-children", "northshire-council", "gateway", "x"))),
    OF_ANOTHER_KIND(f -> f.header.setAttribute("kind", f.dice.of("mallory-example", "recall", "x", "marac-referral"))),
    OF_ANOTHER_VERSION(f -> f.header.setAttribute("version", f.dice.of("0", "2", "-1", "99999999999", "1.0"))),
    MARKED_HIGHER(f -> f.inHeader("Classification")
            .setTextContent(f.dice.of("SECRET", "TOP SECRET", "official", "OFFICIAL-SENSITIVE SECRET", "\u200B"))),
    OUT_OF_TIME(f -> f.inHeader("Sent")
            .setTextContent(Scene.MORNING
                    .plus(f.dice.of(Duration.ofDays(-2), Duration.ofDays(-4000), Duration.ofDays(1)))
                    .toString())),
    WITHOUT_A_TIME(f -> f.inHeader("Sent").setTextContent(f.dice.of("now", "", "2026-11-24", "0000-00-00T00:00:00Z"))),
    OF_NO_CONVERSATION(f -> f.inHeader("Conversation")
            .setAttribute("id", f.dice.of("", "x", "null", "_" + f.dice.uuid(), "1".repeat(5_000)))),
    ANSWERING_NOTHING(f -> f.inHeader("Conversation")
            .setAttribute("inReplyTo", f.dice.uuid(Scene.MORNING.toEpochMilli()).toString())),
    WITH_AN_ID_OF_ITS_OWN_MAKING(f -> f.header.setAttribute(
            "id",
            f.dice.of("", "_1", "_" + f.dice.uuid(), "_ffffffff-ffff-ffff-ffff-ffffffffffff", "x".repeat(4_097)))),
    LISTED_UNDER_ANOTHER_DIGEST(
            When.LISTED,
            f -> f.listed.get(f.dice.below(f.parts().size()))[1] =
                    Base64.getEncoder().encodeToString(f.dice.bytes(32))),
    LISTED_UNDER_NO_DIGEST(
            When.LISTED,
            f -> f.listed.get(f.dice.below(f.parts().size()))[1] =
                    f.dice.of("", "AAAA", "=", "A".repeat(45), "\u00A0")),
    NOT_LISTED(When.LISTED, f -> f.listed.get(f.dice.below(f.parts().size()))[0] = "_" + f.dice.uuid()),
    LISTED_TWICE(
            When.LISTED,
            f -> f.listed.set(
                    f.listed.size() - 1, f.listed.get(f.dice.below(f.parts().size())))),
    LISTED_AMONG_FEWER(When.LISTED, f -> f.listed.remove(f.listed.size() - 1)),
    LISTED_AMONG_MORE(
            When.LISTED,
            f -> f.listed.add(
                    new String[] {"_" + f.dice.uuid(), Base64.getEncoder().encodeToString(f.dice.bytes(32))})),
    ALTERED_AFTER_LISTING(When.LISTED, f -> {
        Element part = f.dice.of(f.parts());
        part.setAttribute("salt", Base64.getEncoder().encodeToString(f.dice.bytes(16)));
    }),
    ONE_SALT_FOR_TWO(f -> f.parts().get(1).setAttribute("salt", f.parts().get(0).getAttribute("salt"))),
    WITHOUT_SALT(f -> f.dice.of(f.parts()).setAttribute("salt", f.dice.of("", "AAAA", "A".repeat(24), "===="))),
    ONE_ID_FOR_TWO(f -> f.parts().get(1).setAttribute("id", f.parts().get(0).getAttribute("id"))),
    ABOUT_NOBODY(f -> f.dice.of(f.parts("Section")).setAttribute("about", "_" + f.dice.uuid())),
    ABOUT_ITS_RECIPIENT(f -> f.dice.of(f.parts("Section"))
            .setAttribute("about", f.parts("Recipient").get(0).getAttribute("id"))),
    SANITISED_OF_ITSELF(f -> {
        Element section = f.dice.of(f.parts("Section"));
        section.setAttribute("sanitisedOf", section.getAttribute("id"));
    }),
    WITH_A_STRANGE_ELEMENT(f -> {
        Element parent = Tree.any(f.root(), f.dice);
        parent.appendChild(f.document.createElementNS(
                f.dice.of(Tree.ENVELOPE, Tree.SECTION, "urn:mallory"),
                f.dice.of("Mallory", "Override", "Administrator")));
    }),
    WITH_A_STRANGE_ATTRIBUTE(f -> Tree.any(f.root(), f.dice)
            .setAttribute(f.dice.of("mallory", "override", "admin", "xml-id"), f.dice.of(Words.TEXTS))),
    WITH_AN_INSTANCE_TYPE(f -> Tree.any(f.root(), f.dice)
            .setAttributeNS("http://www.w3.org/2001/XMLSchema-instance", "xsi:" + f.dice.of("type", "nil"), "true")),
    BURIED_DEEP(f -> {
        Element at = Tree.any(f.root(), f.dice);
        for (int i = f.dice.of(70, 500); i > 0; i--) {
            at = (Element) at.appendChild(f.document.createElementNS(Tree.SECTION, "s:Line"));
        }
    }),
    TOO_MANY_OF_A_SORT(f -> {
        Element section = f.dice.of(f.parts("Section"));
        for (int i = 0; i < 20; i++) {
            Element another = (Element) section.cloneNode(true);
            another.setAttribute("id", "_" + f.dice.uuid());
            another.setAttribute("salt", Base64.getEncoder().encodeToString(f.dice.bytes(16)));
            f.root().insertBefore(another, section);
        }
    }),
    SIGNED_WITH_ANOTHER_ALGORITHM(
            When.LISTED,
            f -> f.signatureAlgorithm = f.dice.of(
                    "http://www.w3.org/2000/09/xmldsig#hmac-sha1",
                    "http://www.w3.org/2000/09/xmldsig#rsa-sha1",
                    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512",
                    "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
                    "")),
    SIGNED_WITH_NOTHING(
            When.LISTED,
            f -> f.signatureValue = f.dice.of(
                    new byte[1], new byte[64], new byte[63], new byte[96], f.dice.bytes(64), f.dice.bytes(4_000)));

    /** Other than this, a section's own content is not touched: what agencies may say is not the gateway's to judge. */
    static final List<Crime> ALL = List.of(values());

    private enum When {
        DRAFTED,
        LISTED
    }

    /** What is done. */
    private interface Deed {
        void commit(Forgery forgery);
    }

    private final When when;

    @SuppressWarnings("ImmutableEnumChecker") // lambdas that hold nothing
    private final Deed deed;

    Crime(Deed deed) {
        this(When.DRAFTED, deed);
    }

    Crime(When when, Deed deed) {
        this.when = when;
        this.deed = deed;
    }

    /** Does it, at its time. */
    void commitIn(Forgery forgery) {
        if (when == When.DRAFTED) {
            deed.commit(forgery);
        }
        forgery.list();
        if (when == When.LISTED) {
            deed.commit(forgery);
        }
    }
}
