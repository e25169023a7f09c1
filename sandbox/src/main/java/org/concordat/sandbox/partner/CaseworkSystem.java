package org.concordat.sandbox.partner;

import jakarta.jws.WebService;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.concordat.sandbox.partner.model.casework.CaseEvent;
import org.concordat.sandbox.partner.model.casework.Casework;
import org.concordat.sandbox.partner.model.casework.RegisterEvent;
import org.concordat.sandbox.partner.model.casework.RegisterEventResponse;

/** The case system of a CRC: events come in by its supplier's own XML over SOAP. One that comes again is the same event. */
@WebService(
        endpointInterface = "org.concordat.sandbox.partner.model.casework.Casework",
        targetNamespace = CaseworkSystem.NAMESPACE,
        serviceName = "CaseworkService",
        portName = "CaseworkSoap")
public final class CaseworkSystem implements Casework {
    /** The contract's place on the class path. */
    public static final String CONTRACT = "northshire/wsdl/casework.wsdl";

    static final String NAMESPACE = "http://casework.crc-northshire.example/services/2014/06";

    private final Map<String, CaseEvent> events = new LinkedHashMap<>();

    @Override
    public synchronized RegisterEventResponse registerEvent(RegisterEvent asked) {
        CaseEvent event = asked.getEvent();
        events.putIfAbsent(event.getExternalRef(), event);
        RegisterEventResponse response = new RegisterEventResponse();
        response.setEventNumber(List.copyOf(events.keySet()).indexOf(event.getExternalRef()) + 1);
        return response;
    }

    /** What was registered, oldest first. */
    public synchronized List<CaseEvent> events() {
        return List.copyOf(events.values());
    }
}
