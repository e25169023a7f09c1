package org.concordat.schemas.signature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.concordat.schemas.signature.Mutation.ANOTHER;
import static org.concordat.schemas.signature.Mutation.CERTIFICATE;
import static org.concordat.schemas.signature.Mutation.HEADER;
import static org.concordat.schemas.signature.Mutation.RECIPIENT;
import static org.concordat.schemas.signature.Mutation.REFERENCE;
import static org.concordat.schemas.signature.Mutation.SECTION;
import static org.concordat.schemas.signature.Mutation.SIGNATURE;
import static org.concordat.schemas.signature.Mutation.TRANSFORM;
import static org.concordat.schemas.signature.Mutation.VALUE;
import static org.concordat.schemas.signature.Mutation.attribute;
import static org.concordat.schemas.signature.Mutation.find;
import static org.concordat.schemas.signature.Mutation.first;
import static org.concordat.schemas.signature.Mutation.text;
import static org.concordat.schemas.signature.Mutation.withId;

import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.concordat.schemas.Actors;
import org.concordat.schemas.disclosure.Disclosure;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every way to make a signature over one thing vouch for another; each is one mutation away from a good disclosure. */
class WrappingTest {
    private static final DisclosureVerifier VERIFIER = new DisclosureVerifier();

    private static String good;
    private static String other;

    @BeforeAll
    static void sign() throws Exception {
        good = text(Actors.signed("police-response.xml", Actors.POLICE));
        other = text(Actors.signed("children-response.xml", Actors.POLICE));
    }

    @TestFactory
    Stream<DynamicTest> a_mutation_of_what_was_sent_is_refused() {
        Map<String, Mutation> attacks = Mutation.named();
        attacks.put(
                "header forged, the original after it",
                new Mutation("schema.element", d -> first(d, HEADER, h -> Mutation.forged(h) + h)));
        attacks.put(
                "header forged, the original before it",
                new Mutation("schema.element", d -> first(d, HEADER, h -> h + Mutation.forged(h))));
        attacks.put("header twice", new Mutation("schema.element", d -> first(d, HEADER, h -> h + h)));
        attacks.put(
                "header forged in its place",
                new Mutation("signature.digest", d -> first(d, HEADER, Mutation::forged)));
        attacks.put("header forged, the original in an Object of the signature", new Mutation("schema.element", d -> {
            String original = find(d, HEADER);
            return first(d, HEADER, Mutation::forged)
                    .replace("</ds:Signature>", "<ds:Object>" + original + "</ds:Object></ds:Signature>");
        }));
        attacks.put("header of another id, the reference turned to it", new Mutation("signature.digest", d -> {
            String id = attribute(find(d, HEADER), "id");
            return d.replace(id, id.substring(0, id.length() - 12) + "000000000000");
        }));
        attacks.put(
                "section outside the list",
                new Mutation("signature.part-not-listed", d -> first(d, SECTION, s -> s + withId(s, ANOTHER))));
        attacks.put("section twice", new Mutation("signature.part-twice", d -> first(d, SECTION, s -> s + s)));
        attacks.put(
                "section with the header's id",
                new Mutation(
                        "signature.part-twice",
                        d -> first(d, SECTION, s -> s + withId(s, attribute(find(d, HEADER), "id")))));
        attacks.put(
                "section altered",
                new Mutation("signature.part-altered", d -> d.replace("<s:Incident>threats", "<s:Incident>assault")));
        attacks.put("section about another subject", new Mutation("signature.part-altered", d -> {
            String victim = attribute(find(d, Pattern.compile("<Subject [^>]*category=\"victim\".*?</Subject>")), "id");
            return first(d, SECTION, s -> s.replace(attribute(s, "about"), victim));
        }));
        attacks.put(
                "salt altered",
                new Mutation(
                        "signature.part-altered",
                        d -> first(d, SECTION, s -> s.replace(attribute(s, "salt"), "AAAAAAAAAAAAAAAAAAAAAA=="))));
        attacks.put("sections' contents swapped under their ids", new Mutation("signature.part-altered", d -> {
            String first = find(d, SECTION);
            String second = find(d.substring(d.indexOf(first) + first.length()), SECTION);
            return d.replace(first, withId(second, attribute(first, "id")));
        }));
        attacks.put("section of another disclosure of the same sender", new Mutation("signature.part-not-listed", d -> {
            String about = attribute(find(d, SECTION), "about");
            String foreign = find(other, SECTION);
            return first(d, SECTION, s -> s + foreign.replace(attribute(foreign, "about"), about));
        }));
        attacks.put(
                "recipient put in",
                new Mutation(
                        "signature.part-not-listed",
                        d -> first(
                                d,
                                RECIPIENT,
                                r -> r + withId(r, ANOTHER).replace("nps-north-east", "crc-northshire"))));
        attacks.put(
                "section nested in a section",
                new Mutation(
                        "schema.element",
                        d -> first(d, SECTION, s -> s.replace("</Section>", withId(s, ANOTHER) + "</Section>"))));
        attacks.put("signature as content of a section", new Mutation("schema.element", d -> {
            String signature = find(d, SIGNATURE);
            return first(
                    d,
                    SECTION,
                    s -> s.replaceFirst("(?s)<s:CheckOutcome.*</s:CheckOutcome>", Matcher.quoteReplacement(signature)));
        }));
        attacks.put(
                "sections in a wrapper",
                new Mutation("schema.element", d -> first(d, SECTION, s -> "<Wrapper>" + s + "</Wrapper>")));
        attacks.put(
                "whole disclosure in a disclosure",
                new Mutation(
                        "schema.element",
                        d -> "<Disclosure xmlns=\"urn:concordat:disclosure:1\">" + d + "</Disclosure>"));
        attacks.put("second signature", new Mutation("schema.element", d -> first(d, SIGNATURE, s -> s + s)));
        attacks.put("signature before the sections", new Mutation("schema.element", d -> {
            String signature = find(d, SIGNATURE);
            return first(d.replace(signature, ""), SECTION, s -> signature + s);
        }));
        attacks.put(
                "other algorithm, of a stronger name",
                new Mutation("signature.algorithm", d -> d.replace("ecdsa-sha384", "ecdsa-sha256")));
        attacks.put(
                "symmetric algorithm",
                new Mutation(
                        "schema.code",
                        d -> d.replace(
                                "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
                                "http://www.w3.org/2000/09/xmldsig#hmac-sha1")));
        attacks.put(
                "reference to the whole document",
                new Mutation("signature.reference", d -> d.replaceFirst("URI=\"#[^\"]*\"", "URI=\"\"")));
        attacks.put(
                "reference to a part",
                new Mutation(
                        "signature.reference",
                        d -> d.replaceFirst("URI=\"#[^\"]*\"", "URI=\"#" + attribute(find(d, SECTION), "id") + "\"")));
        attacks.put(
                "reference to elsewhere",
                new Mutation("schema.form", d -> d.replaceFirst("URI=\"#[^\"]*\"", "URI=\"http://127.0.0.1/x\"")));
        attacks.put(
                "reference by XPointer",
                new Mutation("schema.form", d -> d.replaceFirst("URI=\"#[^\"]*\"", "URI=\"#xpointer(/)\"")));
        attacks.put("second reference", new Mutation("schema.element", d -> first(d, REFERENCE, r -> r + r)));
        attacks.put(
                "enveloped transform in the sender's signature",
                new Mutation(
                        "signature.transforms",
                        d -> first(
                                d,
                                TRANSFORM,
                                t -> t.replace("http://www.w3.org/2001/10/xml-exc-c14n#", Profile.ENVELOPED) + t)));
        attacks.put(
                "XPath transform",
                new Mutation(
                        "schema.code",
                        d -> first(
                                d,
                                TRANSFORM,
                                t -> t.replace(
                                        "http://www.w3.org/2001/10/xml-exc-c14n#",
                                        "http://www.w3.org/TR/1999/REC-xpath-19991116"))));
        attacks.put(
                "inclusive prefixes in the transform",
                new Mutation(
                        "schema.text",
                        d -> first(
                                d,
                                TRANSFORM,
                                t -> t.replace(
                                        "></ds:Transform>",
                                        "><x xmlns=\"http://www.w3.org/2001/10/xml-exc-c14n#\"/></ds:Transform>"))));
        attacks.put(
                "attribute on the root",
                new Mutation(
                        "schema.attribute-unknown", d -> d.replaceFirst("<Disclosure ", "<Disclosure kind=\"x\" ")));
        attacks.put("text between parts", new Mutation("schema.text", d -> first(d, SECTION, s -> "pay no heed" + s)));
        attacks.put(
                "another certificate in KeyInfo",
                new Mutation(
                        "signature.certificate",
                        d -> first(
                                d,
                                CERTIFICATE,
                                c -> "<ds:X509Certificate>" + certificate(Actors.PROBATION)
                                        + "</ds:X509Certificate>")));
        attacks.put(
                "signature value of zeros",
                new Mutation(
                        "signature.value",
                        d -> d.replaceFirst(
                                "(?s)<ds:SignatureValue>[^<]*",
                                "<ds:SignatureValue>" + Base64.getEncoder().encodeToString(new byte[96]))));
        attacks.put(
                "signature value altered",
                new Mutation(
                        "signature.value",
                        d -> first(
                                d,
                                VALUE,
                                v -> v.charAt(20) == 'A'
                                        ? v.substring(0, 20) + 'B' + v.substring(21)
                                        : v.substring(0, 20) + 'A' + v.substring(21))));
        attacks.put(
                "list shortened",
                new Mutation("signature.digest", d -> d.replaceFirst("<Digest of=[^>]*>[^<]*</Digest>", "")));
        attacks.put(
                "all sections gone",
                new Mutation("schema.element", d -> d.replaceAll("(?s)<Section .*</Section>", "")));
        return Mutation.tests(attacks, good, WrappingTest::verify);
    }

    private static String certificate(SigningKey key) {
        try {
            return Base64.getEncoder().encodeToString(key.certificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void verify(Disclosure disclosure) throws SignatureBroken {
        VERIFIER.verify(disclosure, Actors.POLICE.certificate());
    }

    @Test
    void another_agencys_signature_is_not_the_senders() {
        SigningKey somebody = Actors.key("Somebody", "secp384r1");
        assertThat(Mutation.refusalOf(good, disclosure -> VERIFIER.verify(disclosure, somebody.certificate())))
                .isEqualTo("signature.certificate");
    }

    @Test
    void a_certificate_of_the_same_name_is_not_the_senders_key() {
        SigningKey namesake = Actors.key("Northshire Police", "secp384r1");
        String document = good.replace(certificate(Actors.POLICE), certificate(namesake));
        assertThat(Mutation.refusalOf(document, disclosure -> VERIFIER.verify(disclosure, namesake.certificate())))
                .isEqualTo("signature.value");
    }
}
