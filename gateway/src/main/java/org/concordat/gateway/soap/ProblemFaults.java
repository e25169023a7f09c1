package org.concordat.gateway.soap;

import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.bind.UnmarshalException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import org.apache.cxf.binding.soap.Soap11;
import org.apache.cxf.binding.soap.SoapFault;
import org.apache.cxf.helpers.DOMUtils;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.ws.policy.PolicyException;
import org.apache.wss4j.common.ext.WSSecurityException;
import org.concordat.gateway.identity.AccessRefusals;
import org.concordat.gateway.problem.Problem;
import org.concordat.gateway.problem.ProblemType;
import org.concordat.gateway.problem.Problems;
import org.concordat.gateway.problem.Refused;
import org.concordat.gateway.soap.model.Finding;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.StoreUnavailable;
import org.springframework.security.core.AuthenticationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Makes of everything that goes wrong the contract's one fault: the problem that REST would answer with, and no word of the
 * libraries', which quote values. Safe to share.
 */
final class ProblemFaults extends AbstractPhaseInterceptor<Message> {
    private final Problems problems;
    private final AccessRefusals refusals;
    private final JAXBContext context;

    ProblemFaults(Problems problems, AccessRefusals refusals) throws JAXBException {
        super(Phase.SETUP);
        this.problems = problems;
        this.refusals = refusals;
        this.context = JAXBContext.newInstance(org.concordat.gateway.soap.model.Problem.class);
    }

    @Override
    public void handleMessage(Message message) {
        Problem problem = problem(message.getContent(Exception.class));
        boolean ours = problem.status() >= ProblemType.FAILED.status();
        SoapFault fault = new SoapFault(
                problem.detail(),
                ours ? Soap11.getInstance().getReceiver() : Soap11.getInstance().getSender());
        fault.setDetail(detail(problem));
        message.setContent(Exception.class, fault);
    }

    private Problem problem(Exception failure) {
        List<Throwable> causes = new ArrayList<>();
        for (Throwable cause = failure; cause != null && causes.size() < 16; cause = cause.getCause()) {
            causes.add(cause);
        }
        return first(causes, HopRefused.class)
                .map(problems::refused)
                .or(() -> first(causes, Refused.class).map(problems::raise))
                .or(() -> first(causes, AuthenticationException.class).map(refusals::problem))
                .or(() -> first(causes, StoreUnavailable.class).map(u -> problems.unavailable()))
                // which of it failed is said to nobody: who guesses at keys would learn from it
                .or(() -> first(causes, WSSecurityException.class)
                        .<Object>map(e -> e)
                        .or(() -> first(causes, PolicyException.class))
                        .map(e -> problems.raise("identity.envelope-refused")))
                .or(() -> first(causes, XMLStreamException.class)
                        .<Object>map(e -> e)
                        .or(() -> first(causes, UnmarshalException.class))
                        .or(() -> first(causes, Fault.class).filter(ProblemFaults::isTheSenders))
                        .map(e -> problems.malformed(ProblemType.INVALID)))
                .orElseGet(() -> problems.failed(failure));
    }

    private static boolean isTheSenders(Fault fault) {
        return !Fault.FAULT_CODE_SERVER.equals(fault.getFaultCode())
                && !Soap11.getInstance().getReceiver().equals(fault.getFaultCode());
    }

    private static <T> Optional<T> first(List<Throwable> causes, Class<T> type) {
        return causes.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    private Element detail(Problem problem) {
        var said = Form.of(problem, org.concordat.gateway.soap.model.Problem.class);
        said.getFinding().addAll(Form.ofAll(problem.findings(), Finding.class));
        Document document = DOMUtils.createDocument();
        Element detail = document.createElement("detail");
        try {
            context.createMarshaller().marshal(said, detail);
        } catch (JAXBException e) {
            throw new IllegalStateException("a problem cannot be written", e);
        }
        return detail;
    }
}
