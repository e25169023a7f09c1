package org.concordat.routes.connector;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.apache.cxf.ws.addressing.AddressingProperties;
import org.apache.cxf.ws.addressing.JAXWSAConstants;
import org.concordat.gateway.soap.SoapConnector;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Endpoint;
import org.concordat.sandbox.machine.Ports;
import org.concordat.sandbox.partner.EnvelopePolicy;
import org.concordat.sandbox.partner.SealedInbox;
import org.concordat.sandbox.partner.WebService;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A partner's service that takes sealed copies, generated from the contract that the gateway gives partners, run by Apache CXF. */
class SoapConnectorTest extends ConnectorContract {
    private static final Envelopes ENVELOPES = Envelopes.make();

    private final SealedInbox inbox = new SealedInbox();
    private WebService service;
    private int port;
    private SoapConnector connector;

    SoapConnectorTest() throws Exception {
        connector = ENVELOPES.connector(PARTNER);
    }

    /** What a contract is read and its policy understood takes its time, once. */
    @BeforeEach
    void it_has_read_the_contract() {
        assertFails(() -> connector.handOver(DELIVERY, payload, recipient(1)));
    }

    @Override
    int start() throws Exception {
        port = port == 0 ? Ports.free(1).get(0) : port;
        service = WebService.start(
                port,
                Envelopes.own(folder),
                Envelopes.trusted(folder),
                inbox,
                SealedInbox.CONTRACT,
                EnvelopePolicy.of(
                        ENVELOPES.partnersStore(folder), ENVELOPES.partner().issuer()));
        return port;
    }

    @Override
    void stop() {
        service.close();
    }

    @Override
    Connector connector() {
        return connector;
    }

    @Override
    Endpoint at(int at) {
        return new Endpoint.Soap(
                Envelopes.address(at), Envelopes.wsdl(SealedInbox.CONTRACT), "Receiver", "Receiver", "Deliver", true);
    }

    @Override
    Agency recipient(int at) {
        return ENVELOPES.registered(at(at));
    }

    @Override
    List<byte[]> received() {
        return inbox.firsts();
    }

    @Override
    void atImpostor(int at) throws Exception {
        ENVELOPES.connector(End.make()).handOver(DELIVERY, payload, recipient(at));
    }

    @Test
    void a_receipt_in_the_answer_is_handed_on() throws Exception {
        assertThat(connector.handOver(DELIVERY, payload, recipient()))
                .isEqualTo(new Handover.Confirmed(Optional.empty()));
        inbox.answers((delivery, copy) -> Optional.of("a.b.c"));
        assertThat(connector.handOver(DELIVERY, payload, recipient()))
                .isEqualTo(new Handover.Confirmed(Optional.of("a.b.c")));
    }

    @Test
    void a_fault_is_a_failed_attempt_whose_words_nobody_hears() {
        inbox.answers((delivery, copy) -> {
            throw new IllegalStateException("Dale Harrow-Example is not known here");
        });
        assertFails(() -> connector.handOver(DELIVERY, payload, recipient()));
    }

    @Test
    void every_attempt_has_the_deliverys_id_as_the_messages() throws Exception {
        List<String> messages = new CopyOnWriteArrayList<>();
        inbox.answers((delivery, copy) -> {
            var addressing = (AddressingProperties)
                    PhaseInterceptorChain.getCurrentMessage().get(JAXWSAConstants.ADDRESSING_PROPERTIES_INBOUND);
            messages.add(addressing.getMessageID().getValue());
            return Optional.empty();
        });
        connector.handOver(DELIVERY, payload, recipient());
        connector.handOver(DELIVERY, payload, recipient());
        assertThat(messages).containsExactly("urn:uuid:" + DELIVERY, "urn:uuid:" + DELIVERY);
    }

    @Test
    void nothing_goes_to_who_has_no_good_certificate() {
        assertFails(() -> new SoapConnector(new Posting(GATEWAY.trusting(PARTNER)), Optional.empty(), any -> true)
                .handOver(DELIVERY, payload, recipient()));
        assertFails(() -> ENVELOPES.connector(PARTNER).handOver(DELIVERY, payload, registered(at(port))));
        assertThat(inbox.firsts()).isEmpty();
    }
}
