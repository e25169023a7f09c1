package org.concordat.gateway.soap;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.interceptor.Interceptor;
import org.apache.cxf.interceptor.StaxInInterceptor;
import org.apache.cxf.message.Attachment;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.AbstractPhaseInterceptor;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.transport.http.AbstractHTTPDestination;
import org.apache.cxf.ws.security.wss4j.PolicyBasedWSS4JInInterceptor;
import org.concordat.gateway.api.Body;
import org.concordat.gateway.identity.Systems;
import org.concordat.gateway.problem.Refused;
import org.concordat.routes.hop.Admit;

/** What is done with a request before any of it is believed: three looks, each before the next reader gets it. */
final class Arrival {
    /**
     * What a byte costs: what a REST request's does, the envelope as a tree, what is decrypted from it, the tree of
     * that, and the content itself.
     */
    private static final int COST = Body.Budget.COST + 9;

    private static final String BODY = Arrival.class.getName();

    private final Systems systems;
    private final Body.Budget budget;

    Arrival(Systems systems, Body.Budget budget) {
        this.systems = systems;
        this.budget = budget;
    }

    List<Interceptor<? extends Message>> looks() {
        return List.of(new Read(), new Limits(), new Attached());
    }

    /** The form of an envelope, of an answer too. */
    static Interceptor<Message> limits() {
        return new Limits();
    }

    static HttpServletRequest request(Message message) {
        return (HttpServletRequest) Objects.requireNonNull(message.get(AbstractHTTPDestination.HTTP_REQUEST));
    }

    /** The request's bytes, and the room for what is made of them. */
    static Body body(HttpServletRequest request) {
        return (Body) request.getAttribute(BODY);
    }

    /** After the last byte of the answer. */
    static void close(HttpServletRequest request) {
        if (request.getAttribute(BODY) instanceof Body body) {
            body.close();
        }
    }

    /** Who is connected, and all the bytes in memory, counted. */
    private final class Read extends AbstractPhaseInterceptor<Message> {
        Read() {
            super(Phase.RECEIVE);
            getBefore().add("org.apache.cxf.ws.policy.PolicyInInterceptor");
            getBefore().add("org.apache.cxf.interceptor.AttachmentInInterceptor");
        }

        @Override
        public void handleMessage(Message message) {
            HttpServletRequest request = request(message);
            String agency = systems.agencyOf(request).id().value();
            if (request.getMethod().equals("GET")) {
                return; // for the contract
            }
            try {
                Body body = budget.read(request, Admit.LARGEST, agency, COST);
                request.setAttribute(BODY, body);
                message.setContent(InputStream.class, new ByteArrayInputStream(body.bytes()));
            } catch (Refused refused) {
                throw new Fault(refused);
            }
        }
    }

    /** The envelope's form, while it is read for the first time. */
    private static final class Limits extends AbstractPhaseInterceptor<Message> {
        Limits() {
            super(Phase.POST_STREAM);
            getAfter().add(StaxInInterceptor.class.getName());
        }

        @Override
        public void handleMessage(Message message) {
            XMLStreamReader reader = message.getContent(XMLStreamReader.class);
            if (reader != null) {
                EnvelopeReader limited = new EnvelopeReader(reader, EnvelopeReader.MOST_ELEMENTS);
                message.setContent(XMLStreamReader.class, limited);
                message.put(EnvelopeReader.class, limited);
            }
        }
    }

    /** That nothing came with it but encrypted content: what is only referred to would not be signed. */
    private static final class Attached extends AbstractPhaseInterceptor<Message> {
        Attached() {
            super(Phase.PRE_PROTOCOL);
            // which reads the body to its end
            getAfter().add(PolicyBasedWSS4JInInterceptor.class.getName());
        }

        @Override
        public void handleMessage(Message message) {
            EnvelopeReader envelope = message.get(EnvelopeReader.class);
            Collection<Attachment> attachments = message.getAttachments();
            if (envelope != null && attachments != null) {
                for (Attachment attachment : attachments) {
                    if (!envelope.attached().contains(attachment.getId())) {
                        XMLStreamException refused = EnvelopeReader.notEncrypted();
                        throw new Fault(refused);
                    }
                }
            }
        }
    }
}
