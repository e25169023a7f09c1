package org.concordat.gateway.soap;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import org.apache.cxf.helpers.CastUtils;
import org.apache.cxf.message.Message;
import org.apache.cxf.message.MessageImpl;
import org.apache.cxf.transport.AbstractConduit;
import org.apache.cxf.transport.MessageObserver;
import org.apache.cxf.ws.addressing.EndpointReferenceUtils;
import org.concordat.routes.connector.ConnectorFailed;
import org.concordat.routes.connector.Posting;
import org.concordat.routes.connector.RestConnector;

/** How envelopes go to a partner's service and answers come back: wholly in memory, as every other push does. */
final class Line extends AbstractConduit {
    private static final Pattern ENVELOPE = Pattern.compile("(text/|application/soap\\+)xml *(;|$)");
    private static final Logger SILENT = Logger.getAnonymousLogger();

    private final URI address;
    private final Posting posting;

    /** What one attempt is about, in the message's context. */
    record Attempt(UUID delivery, Duration timeOut) {}

    Line(URI address, Posting posting) {
        super(EndpointReferenceUtils.getEndpointReference(address.toString()));
        this.address = address;
        this.posting = posting;
    }

    @Override
    public void prepare(Message message) {
        ByteArrayOutputStream envelope = new ByteArrayOutputStream();
        message.put(ByteArrayOutputStream.class, envelope);
        message.setContent(OutputStream.class, envelope);
    }

    @Override
    public void close(Message message) throws IOException {
        ByteArrayOutputStream envelope = message.get(ByteArrayOutputStream.class);
        if (envelope == null) {
            return; // the answer's end
        }
        Attempt attempt = Objects.requireNonNull((Attempt) message.getContextualProperty(Attempt.class.getName()));
        Map<String, String> headers = new HashMap<>();
        headers.put("Content-Type", String.valueOf(message.get(Message.CONTENT_TYPE)));
        headers.put(RestConnector.DELIVERY, attempt.delivery().toString());
        Map<String, List<String>> protocol = CastUtils.cast((Map<?, ?>) message.get(Message.PROTOCOL_HEADERS));
        if (protocol != null && protocol.containsKey("SOAPAction")) {
            headers.put("SOAPAction", protocol.get("SOAPAction").get(0));
        }
        try {
            Posting.Answer answer = posting.post(
                    address, attempt.timeOut(), headers, envelope.toByteArray(), PartnerService.LARGEST_ANSWER);
            byte[] body = answer.body(ENVELOPE)
                    .orElseThrow(() -> new ConnectorFailed("the answer is no envelope, or too long for one"));
            Message in = new MessageImpl();
            in.setExchange(message.getExchange());
            in.put(Message.CONTENT_TYPE, answer.mediaType());
            in.setContent(InputStream.class, new ByteArrayInputStream(body));
            Objects.requireNonNull(message.getExchange().get(MessageObserver.class))
                    .onMessage(in);
        } catch (ConnectorFailed failed) {
            throw new IOException(failed);
        }
    }

    @Override
    protected Logger getLogger() {
        return SILENT;
    }
}
