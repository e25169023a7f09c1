package org.concordat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.concordat.cli.gateway.GatewayClient;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.TrustPolicy;
import org.concordat.schemas.disclosure.DisclosureContext;
import org.concordat.schemas.signature.DisclosureSigner;

/** The police's answer to a check, as large as a disclosure may be. */
record LargeAnswer(SharedStack stack) {
    static final int LARGEST = 10 * 1024 * 1024;
    /** What is told in it, again and again. */
    static final String TOLD = "é".repeat(3990);

    private static final Pattern CALL_OUT = Pattern.compile("<s:CallOut>.*?</s:CallOut>", Pattern.DOTALL);
    private static final Pattern SECTION = Pattern.compile("<Section id=\"call-outs\".*?</Section>", Pattern.DOTALL);

    /** Signed, and just under ten mebibytes, in a conversation that probation begins for it. */
    byte[] signed(GatewayClient probation) throws Exception {
        return signed(probation, "");
    }

    /** The same, for children's services too. */
    byte[] signedForTwo(GatewayClient probation) throws Exception {
        return signed(
                probation,
                "<Recipient id=\"too\" agency=\"northshire-children\" team=\"mash\" role=\"mash-social-worker\">"
                        + "<Consent state=\"not-applicable\"/></Recipient>");
    }

    private byte[] signed(GatewayClient probation, String otherRecipient) throws Exception {
        Clock clock = stack.assembly().clock();
        DisclosureContext context = DisclosureContext.standard();
        DisclosureSigner signer = new DisclosureSigner(context, clock);
        String request = draft("check-request", clock).replaceAll("<Urgency [^>]*/>", "");
        byte[] asked = signer.sign(
                request.getBytes(StandardCharsets.UTF_8),
                keys(SharedStack.PROBATION).signing());
        assertThat(probation.submit(asked).status()).isEqualTo(201);
        var header = context.parser().parse(asked).header();
        String answer = large(draft("police-answer", clock))
                .replaceFirst("</Recipient>", "</Recipient>" + otherRecipient)
                .replace("${REQUEST}", header.id().toString())
                .replace("${CONVERSATION}", header.conversation().id().toString());
        byte[] signed = signer.sign(
                answer.getBytes(StandardCharsets.UTF_8),
                keys(SharedStack.POLICE).signing());
        assertThat(signed.length).isBetween(LARGEST * 9 / 10, LARGEST);
        return signed;
    }

    /** With as many call-outs in as many sections as there is room for; what is told in them takes two bytes a letter. */
    private static String large(String draft) {
        Matcher callOut = CALL_OUT.matcher(draft);
        Matcher section = SECTION.matcher(draft);
        assertThat(callOut.find() && section.find()).isTrue();
        String longest = callOut.group().replaceAll("<s:Summary>.*</s:Summary>", "<s:Summary>" + TOLD + "</s:Summary>");
        String full = section.group().replaceAll("(?s)<s:CallOut>.*</s:CallOut>", longest.repeat(200));
        int bytes = full.getBytes(StandardCharsets.UTF_8).length;
        StringBuilder sections = new StringBuilder();
        for (int n = 0; (n + 1) * bytes < LARGEST - 64 * 1024; n++) {
            sections.append(full.replace("\"call-outs\"", "\"call-outs-" + n + "\""));
        }
        return draft.replace(section.group(), sections);
    }

    private static String draft(String name, Clock clock) throws Exception {
        try (InputStream in = LargeAnswer.class.getResourceAsStream("/northshire/drafts/" + name + ".xml")) {
            String now = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("${NOW}", now)
                    .replace("${HEARING}", now);
        }
    }

    AgencyKeys keys(String agency) throws Exception {
        return AgencyKeys.read(
                stack.northshire().certificates().resolve(agency), TrustPolicy.SAMPLE_PASSWORD.toCharArray());
    }
}
