package org.concordat.schemas.signature;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.concordat.schemas.Actors;
import org.concordat.schemas.disclosure.Disclosure;
import org.concordat.schemas.disclosure.DisclosureRejected;
import org.junit.jupiter.api.DynamicTest;

/** One change to a good document, as text, and the code with which it must be refused. */
record Mutation(String code, UnaryOperator<String> change) {
    static final String ANOTHER = "_00000000-0000-4000-8000-000000000000";
    static final Pattern HEADER = element("Header");
    static final Pattern SECTION = element("Section");
    static final Pattern RECIPIENT = element("Recipient");
    static final Pattern SIGNATURE = element("ds:Signature");
    static final Pattern REFERENCE = element("ds:Reference");
    static final Pattern TRANSFORM = element("ds:Transform");
    static final Pattern CERTIFICATE = element("ds:X509Certificate");
    static final Pattern VALUE = Pattern.compile("(?<=<ds:SignatureValue>)[^<]*");

    static Pattern element(String name) {
        return Pattern.compile("(?s)<" + name + "[ >].*?</" + name + ">");
    }

    static String find(String document, Pattern pattern) {
        Matcher matcher = pattern.matcher(document);
        assertThat(matcher.find()).isTrue();
        return matcher.group();
    }

    static String first(String document, Pattern pattern, UnaryOperator<String> change) {
        String found = find(document, pattern);
        int at = document.indexOf(found);
        return document.substring(0, at) + change.apply(found) + document.substring(at + found.length());
    }

    static String attribute(String element, String name) {
        Matcher matcher = Pattern.compile(" " + name + "=\"([^\"]*)\"").matcher(element);
        assertThat(matcher.find()).isTrue();
        return matcher.group(1);
    }

    static String withId(String part, String id) {
        return part.replaceFirst(" id=\"[^\"]*\"", " id=\"" + id + "\"");
    }

    static String forged(String header) {
        return header.replace("pre-sentence-assessment", "marketing");
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    /** What can go wrong while a document is verified. */
    interface Verification {
        void of(Disclosure disclosure) throws SignatureBroken;
    }

    static Map<String, Mutation> named() {
        return new LinkedHashMap<>();
    }

    /** A test of each mutation of the document: that it changes it, and is refused with its code. */
    static Stream<DynamicTest> tests(Map<String, Mutation> mutations, String document, Verification verification) {
        return mutations.entrySet().stream()
                .map(mutation -> DynamicTest.dynamicTest(mutation.getKey(), () -> {
                    String mutated = mutation.getValue().change().apply(document);
                    assertThat(mutated).as("the mutation did something").isNotEqualTo(document);
                    assertThat(refusalOf(mutated, verification))
                            .isEqualTo(mutation.getValue().code());
                }));
    }

    static String refusalOf(String document, Verification verification) {
        try {
            verification.of(Actors.parsed(document.getBytes(StandardCharsets.UTF_8)));
            return "ACCEPTED";
        } catch (DisclosureRejected rejected) {
            return rejected.findings().get(0).code();
        } catch (SignatureBroken broken) {
            return broken.code();
        }
    }
}
