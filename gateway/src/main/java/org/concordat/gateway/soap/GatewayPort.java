package org.concordat.gateway.soap;

import jakarta.jws.WebService;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.UUID;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.concordat.gateway.api.AskedReader;
import org.concordat.gateway.api.Body;
import org.concordat.gateway.identity.Systems;
import org.concordat.gateway.soap.model.Acknowledge;
import org.concordat.gateway.soap.model.Acknowledged;
import org.concordat.gateway.soap.model.Answer;
import org.concordat.gateway.soap.model.Collect;
import org.concordat.gateway.soap.model.Collected;
import org.concordat.gateway.soap.model.Explain;
import org.concordat.gateway.soap.model.Explained;
import org.concordat.gateway.soap.model.Gateway;
import org.concordat.gateway.soap.model.Submit;
import org.concordat.gateway.soap.model.Submitted;
import org.concordat.routes.ExplainDoor;
import org.concordat.routes.SubmissionDoor;
import org.concordat.routes.delivery.MailboxDoor;
import org.concordat.routes.hop.Caller;
import org.concordat.routes.hop.Checkpoints;
import org.concordat.routes.hop.Commit.Committed;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.Notice;
import org.concordat.routes.hop.Submission;

/**
 * The contract's operations, each through the door that REST's goes through. Only envelopes come here whose protection was
 * found good; whose they are is told to the hops, which decide whether it is the agency of the connection.
 */
@WebService(
        endpointInterface = "org.concordat.gateway.soap.model.Gateway",
        targetNamespace = "urn:concordat:gateway:1",
        serviceName = "Concordat",
        portName = "Gateway")
public record GatewayPort(
        SubmissionDoor submissions,
        MailboxDoor mailboxes,
        ExplainDoor decisions,
        Checkpoints checkpoints,
        AskedReader asked,
        Systems systems)
        implements Gateway {
    /** How often a copy is in memory while it is handed over: sealed, in the tree, encrypted, in that tree, written. */
    private static final int COPIES = 16;

    @Override
    public Submitted submit(Submit asked) {
        return answer(message -> {
            boolean sealed = asked.getSealed() != null;
            Committed committed = submissions.submit(new Submission(
                    caller(message),
                    sealed ? Submission.Form.CMS : Submission.Form.XML,
                    sealed ? asked.getSealed() : asked.getDisclosure(),
                    body(message)));
            Submitted submitted = new Submitted();
            submitted.setReceipt(committed.receipt().jws());
            submitted.setRepeated(committed.isRepeat());
            return submitted;
        });
    }

    @Override
    public Collected collect(Collect asked) {
        return answer(message -> {
            Caller caller = caller(message);
            Collected collected = new Collected();
            if (asked.getDelivery() == null) {
                collected.setMailbox(MailboxForm.of(mailboxes.list(caller), checkpoints.latest()));
                return collected;
            }
            UUID id = UUID.fromString(asked.getDelivery());
            try {
                Body body = body(message);
                collected.setSealed(mailboxes
                        .collect(caller, id, size -> body.take(size * COPIES))
                        .content()
                        .toByteArray());
            } catch (HopRefused refused) {
                Optional<Notice> notice = refused.category() == HopRefused.Category.NOT_FOUND
                        ? mailboxes.notice(caller, id)
                        : Optional.empty();
                collected.setNotice(notice.orElseThrow(() -> refused).jws());
            }
            return collected;
        });
    }

    @Override
    public Acknowledged acknowledge(Acknowledge asked) {
        return answer(message -> {
            mailboxes.receive(
                    caller(message),
                    UUID.fromString(asked.getDelivery()),
                    asked.getReceipt().strip());
            return new Acknowledged();
        });
    }

    @Override
    public Explained explain(Explain question) {
        return answer(message -> {
            ExplainDoor.Explained said = decisions.explain(caller(message), asked.read(question));
            Explained explained = new Explained();
            explained.setConfiguration(said.configuration());
            for (ExplainDoor.Answer each : said.answers()) {
                Answer answer = new Answer();
                answer.setAgency(each.agency().value());
                answer.setTeam(each.team().value());
                answer.setRole(each.role().value());
                answer.setPermitted(each.permitted());
                answer.getSentence().addAll(each.sentences());
                explained.getAnswer().add(answer);
            }
            return explained;
        });
    }

    /** What refuses, refuses by exceptions that the contract has no name for: {@link ProblemFaults} makes its fault of them. */
    private static <T> T answer(Operation<T> operation) {
        Message message = PhaseInterceptorChain.getCurrentMessage();
        try {
            return operation.on(message);
        } catch (Exception refused) {
            throw new Fault(refused);
        }
    }

    private interface Operation<T> {
        T on(Message message) throws Exception;
    }

    private Caller caller(Message message) {
        X509Certificate signer = Protection.signer(message);
        return new Caller(systems.signerOf(signer).id(), systems.certificateOf(Arrival.request(message)));
    }

    private static Body body(Message message) {
        return Arrival.body(Arrival.request(message));
    }
}
