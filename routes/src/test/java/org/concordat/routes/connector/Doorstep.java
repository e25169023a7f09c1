package org.concordat.routes.connector;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Attempts;
import org.concordat.protection.agency.Endpoint;
import org.concordat.protection.agency.HandsIn;
import org.concordat.protection.agency.OpeningHours;
import org.concordat.protection.envelope.Sealed;
import org.concordat.protection.envelope.Sealer;
import org.concordat.protection.envelope.SealingFailed;
import org.concordat.routes.Registered;
import org.concordat.routes.connector.PickUp.Answer;
import org.concordat.routes.connector.PickUp.Outcome;
import org.concordat.schemas.terminology.AgencyId;

/** Takes what a connector picked up, and answers as a test has it. */
final class Doorstep implements PickUp.Taking {
    /** What a disclosure is to these tests; anything else is refused. */
    static final String GOOD = "a disclosure";

    /** What is refused after its signature held. */
    static final String SIGNED = "signed";

    final List<Arrival> arrivals = new ArrayList<>();
    final List<String> taken = new ArrayList<>();
    /** What happens before the answer, e.g. that the partner does something at that moment, or a kill. */
    Runnable meanwhile = () -> {};

    Outcome good = Outcome.TAKEN;
    /** Whether what was taken before is a known repeat. */
    boolean repeats;

    long largest = 1 << 20;

    @Override
    public boolean goesOn() {
        return true;
    }

    @Override
    public Answer take(Agency from, Arrival arrival) throws ConnectorFailed {
        arrivals.add(arrival);
        if (arrival.unfit().isPresent()) {
            return new Answer(Outcome.REFUSED, arrival.unfit().get(), true);
        }
        if (arrival.size() > largest) {
            return new Answer(Outcome.REFUSED, "too large", true);
        }
        Optional<byte[]> bytes = arrival.reading().bytes();
        meanwhile.run();
        if (bytes.isEmpty()) {
            return new Answer(Outcome.LATER, "", false);
        }
        String text = new String(bytes.get(), StandardCharsets.UTF_8);
        if (!text.startsWith(GOOD)) {
            return new Answer(Outcome.REFUSED, text.startsWith(SIGNED) ? text : "garbage", !text.startsWith(SIGNED));
        }
        boolean repeat = taken.contains(text);
        if (good == Outcome.TAKEN) {
            taken.add(text);
        }
        return new Answer(good, "the receipt of " + from.id(), repeat && repeats);
    }

    @Override
    public Sealed sealed(Answer answer, Agency to) {
        try {
            return new Sealer().seal(answer.text().getBytes(StandardCharsets.UTF_8), to.encryption());
        } catch (SealingFailed e) {
            throw new IllegalStateException(e);
        }
    }

    static Agency handingIn(Endpoint endpoint) {
        return handingIn("northshire-prison", endpoint);
    }

    static Agency handingIn(String id, Endpoint endpoint) {
        Attempts attempts = new Attempts(
                Duration.ofSeconds(20),
                OpeningHours.ALWAYS,
                Duration.ofSeconds(1),
                Duration.ofSeconds(2),
                1,
                OptionalInt.empty());
        return Registered.as(new AgencyId(id))
                .encryption(List.of(ConnectorContract.PARTNER.certificate()))
                .handsIn(new HandsIn(endpoint, attempts, Optional.empty(), Optional.empty()))
                .agency();
    }

    /** The test's own work on files and queues. */
    interface Step {
        void take() throws IOException;
    }

    static Runnable step(Step step) {
        return () -> {
            try {
                step.take();
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        };
    }
}
