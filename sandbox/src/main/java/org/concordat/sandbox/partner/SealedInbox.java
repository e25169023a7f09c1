package org.concordat.sandbox.partner;

import jakarta.jws.WebService;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.concordat.sandbox.partner.model.delivery.Deliver;
import org.concordat.sandbox.partner.model.delivery.Delivered;
import org.concordat.sandbox.partner.model.delivery.Receiver;

/** A system that takes sealed copies by SOAP, at the contract that the gateway gives partners; it keeps all that came. */
@WebService(
        endpointInterface = "org.concordat.sandbox.partner.model.delivery.Receiver",
        targetNamespace = "urn:concordat:delivery:1",
        serviceName = "Receiver",
        portName = "Receiver")
public final class SealedInbox implements Receiver {
    /** The contract's place on the class path. */
    public static final String CONTRACT = "soap/delivery.wsdl";

    private final Map<UUID, List<byte[]>> copies = new LinkedHashMap<>();
    private volatile Answering answering = (delivery, copy) -> Optional.empty();

    /** What its agency says of a copy. */
    @FunctionalInterface
    public interface Answering {
        /** A signed receipt, where there is one at once. What is thrown is a fault, and the copy is not kept. */
        Optional<String> to(UUID delivery, byte[] copy);
    }

    /** From now on. */
    public void answers(Answering next) {
        answering = next;
    }

    @Override
    public synchronized Delivered deliver(Deliver asked) {
        UUID delivery = UUID.fromString(asked.getDelivery());
        Delivered answer = new Delivered();
        answering.to(delivery, asked.getSealed()).ifPresent(answer::setReceipt);
        copies.computeIfAbsent(delivery, first -> new ArrayList<>()).add(asked.getSealed());
        return answer;
    }

    /** What came under a delivery id, as often as it came. */
    public synchronized List<byte[]> copies(UUID delivery) {
        return List.copyOf(copies.getOrDefault(delivery, List.of()));
    }

    /** The first that came under each id. */
    public synchronized List<byte[]> firsts() {
        return copies.values().stream().map(all -> all.get(0)).toList();
    }
}
