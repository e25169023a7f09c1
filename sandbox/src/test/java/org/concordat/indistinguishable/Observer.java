package org.concordat.indistinguishable;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.gateway.GatewayClient;
import org.concordat.cli.outcome.Stopped;
import org.concordat.hostile.Attacker;
import org.concordat.hostile.Drafts;
import org.concordat.hostile.Mailroom;
import org.concordat.hostile.Witness;
import org.concordat.protection.envelope.Opener;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.sandbox.SharedStack;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Lets a disclosure through, and looks from wherever somebody may look: at the recipient, at others, at the metrics, at rest. */
final class Observer {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Pattern UUIDS = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");
    private static final Pattern BASE64 = Pattern.compile("[A-Za-z0-9+/]{22,}={0,2}");
    private static final Pattern RELEASED = Pattern.compile("<Release [^>]*\\bat=\"([^\"]*)\"");
    private static final Pattern DIGEST = Pattern.compile("<Digest of=\"([^\"]*)\"");
    private static final Pattern PART = Pattern.compile("<(?:Subject|Recipient|Section) [^>]*\\bid=\"([^\"]*)\"");

    private final Attacker agencies;
    private final Drafts drafts;
    private final Mailroom mailroom;
    private final Witness witness;
    private final Meters meters;

    Observer(SharedStack stack, Attacker agencies, Drafts drafts, Mailroom mailroom, Witness witness) {
        this.agencies = agencies;
        this.drafts = drafts;
        this.mailroom = mailroom;
        this.witness = witness;
        this.meters = new Meters(stack.assembly().gateway().management());
    }

    Sight see(Pair pair, String draft) throws Exception {
        byte[] signed = drafts.signed(draft.getBytes(UTF_8), agencies.signingKey(pair.sender()));
        GatewayClient recipient = agencies.honest(pair.recipient());
        Map<String, Object> shape = new TreeMap<>();
        Map<String, Double> measured = new TreeMap<>();
        Map<String, Double> counted = meters.read();
        int entries = entries();

        String receipt = Mailroom.expect(201, agencies.honest(pair.sender()).submit(signed))
                .json()
                .path("receipt")
                .asString("");
        JsonNode promised = JSON.readTree(Base64.getUrlDecoder().decode(receipt.split("\\.", -1)[1]));
        UUID delivery = UUID.fromString(promised.at("/deliveries/0/delivery").asString(""));
        UUID disclosure = UUID.fromString(promised.path("disclosure").asString(""));

        Answer listed = timed("the listing, ms", measured, recipient::mailbox);
        byte[] sealed = timed("the collecting, ms", measured, () -> recipient.collect(delivery))
                .body();
        AgencyKeys.Encryption key = agencies.keys(pair.recipient()).encryption();
        byte[] opened = new Opener(key.privateKey(), key.certificate()).open(new Sealed(sealed));
        copy(new String(opened, UTF_8), sealed.length - opened.length, shape, measured);
        listing(listed.json(), delivery, disclosure, shape, measured, opened);
        others(delivery, disclosure, recipient, shape, measured);
        mailroom.empty(pair.recipient());

        shape.put("entries in the ledger", entries() - entries);
        Map<String, Double> risen = Meters.risen(counted, meters.read());
        shape.put("metrics", Meters.counts(risen));
        measured.put("the hops by the metrics, steps of 10 ms", Meters.took(risen));
        shape.put(
                "at rest",
                witness.rows("select (length(content) - " + moment(opened) + ") || ' ' || length(grounds)"
                        + " || ' ' || state from delivery where id = '" + delivery + "'"));
        return new Sight(shape, measured);
    }

    /** Random values for what they are; where chance put them is measured. */
    private static void copy(String copy, int seal, Map<String, Object> shape, Map<String, Double> measured) {
        String text = copy.replace(find(RELEASED, copy), "T");
        shape.put(
                "the copy", BASE64.matcher(UUIDS.matcher(text).replaceAll("U")).replaceAll("B"));
        shape.put("the copy's length", text.length());
        shape.put("what sealing adds", seal);
        List<String> list = all(DIGEST, copy);
        shape.put("digests listed", list.size());
        List<String> kept = all(PART, copy);
        measured.put(
                "where the kept parts are listed",
                kept.stream().mapToInt(list::indexOf).average().orElse(-1));
        int[] places = kept.stream().mapToInt(list::indexOf).toArray();
        measured.put("where the last of them is", (double)
                Arrays.stream(places).max().orElse(-1));
    }

    private static void listing(
            JsonNode listed,
            UUID delivery,
            UUID disclosure,
            Map<String, Object> shape,
            Map<String, Double> measured,
            byte[] opened) {
        ObjectNode waiting = (ObjectNode) listed.path("deliveries")
                .valueStream()
                .filter(each -> each.path("delivery").asString("").equals(delivery.toString()))
                .findFirst()
                .orElseThrow();
        shape.put("its neighbours in the mailbox", listed.path("deliveries").size());
        shape.put(
                "notices of it",
                listed.path("notices")
                        .valueStream()
                        .filter(notice -> notice.path("regarding").asString("").equals(disclosure.toString()))
                        .count());
        Instant committed = Instant.parse(waiting.path("committed").asString(""));
        measured.put("from the commit to the delivery's id, ms", (double)
                ((delivery.getMostSignificantBits() >>> 16) - committed.toEpochMilli()));
        waiting.put("size", waiting.path("size").asInt(0) - moment(opened));
        waiting.remove(List.of("delivery", "committed", "order", "conversation"));
        shape.put("its line in the mailbox", waiting.toString());
    }

    /** Those who may not know of it at all: another agency, and the recipient where only the sender may ask. */
    private void others(
            UUID delivery,
            UUID disclosure,
            GatewayClient recipient,
            Map<String, Object> shape,
            Map<String, Double> measured)
            throws Exception {
        GatewayClient stranger = agencies.honest("northshire-council");
        Answer refused = timed("the refusal, ms", measured, () -> stranger.collect(delivery));
        shape.put("to a stranger who collects", said(refused));
        shape.put("to a stranger who asks", said(stranger.status(disclosure)));
        shape.put("to the recipient who asks", said(recipient.status(disclosure)));
    }

    private static String said(Answer answer) {
        return answer.status() + " " + UUIDS.matcher(answer.text()).replaceAll("U");
    }

    private interface Call {
        Answer send() throws Stopped;
    }

    private static Answer timed(String what, Map<String, Double> measured, Call call) throws Stopped {
        long begun = System.nanoTime();
        Answer answer = call.send();
        // in buckets: nobody at the other end of a network sees finer ones
        measured.put(what, (double) Duration.ofNanos(System.nanoTime() - begun).toMillis());
        return answer;
    }

    private int entries() throws Exception {
        return Integer.parseInt(witness.rows("select count(*)::text from entry").get(0));
    }

    /** How long the time of the release is, as it is written: its digits are as many as the clock gave. */
    private static int moment(byte[] opened) {
        return find(RELEASED, new String(opened, StandardCharsets.UTF_8)).length();
    }

    private static String find(Pattern pattern, String text) {
        Matcher found = pattern.matcher(text);
        if (!found.find()) {
            throw new IllegalStateException("there is no " + pattern);
        }
        return found.group(1);
    }

    private static List<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toList());
    }
}
