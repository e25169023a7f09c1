package org.concordat.routes.hop;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.concordat.protection.agency.RoleQueue;
import org.concordat.protection.decision.Decision;
import org.concordat.protection.decision.Question;
import org.concordat.routes.hop.Check.Checked;
import org.concordat.schemas.disclosure.Header;
import org.concordat.schemas.disclosure.Header.Conversation;
import org.concordat.schemas.disclosure.Recipient;
import org.concordat.schemas.terminology.AgencyId;

/** The third hop: asks the rules, for each recipient by itself, what may be disclosed. */
public record Clear(Protection protection, Commitments commitments, Records records) {
    public Cleared clear(Checked checked) throws HopRefused {
        Header header = checked.header();
        try {
            List<AgencyId> to = checked.disclosure().recipients().stream()
                    .map(Recipient::agency)
                    .toList();
            requireAnswersItsAsker(header.from().agency(), header.conversation(), to);
        } catch (HopRefused e) {
            throw e.on(Evidence.refused(protection.now(), e.code(), header, checked.digest()));
        }
        return clear(checked, checked.disclosure().recipients());
    }

    /** The same for one of its recipients, when it was committed before. */
    Cleared again(Checked checked, Recipient recipient) throws HopRefused {
        return clear(checked, List.of(recipient));
    }

    private Cleared clear(Checked checked, List<Recipient> recipients) throws HopRefused {
        Instant now = protection.now();
        List<Grant> grants = new ArrayList<>();
        List<Omission> omissions = new ArrayList<>();
        for (Recipient recipient : received(recipients)) {
            Question question = question(checked, recipient, now);
            Ruling ruling = new Ruling(protection.ids().random(), question, protection.rules());
            ruling.decision()
                    .fold(
                            permit -> grants.add(new Grant(recipient, question, permit, ruling)),
                            refuse -> omissions.add(omission(checked, recipient, refuse, ruling, now)));
        }
        if (grants.isEmpty()) {
            throw Omission.nobodyLeft("clear", omissions);
        }
        return new Cleared(checked, grants, omissions);
    }

    /** Where each is received now; of several that are one by now, that which is named as it is now, or the first. */
    private Collection<Recipient> received(List<Recipient> recipients) {
        Map<RoleQueue, Recipient> received = new LinkedHashMap<>();
        for (Recipient addressed : recipients) {
            RoleQueue queue = RoleQueue.of(addressed);
            RoleQueue now = protection.now(queue);
            Recipient recipient = addressed.at(now.agency(), now.team());
            received.merge(now, recipient, (first, next) -> queue.equals(now) ? next : first);
        }
        return received.values();
    }

    /** About its people by their pseudonyms, under old keys too, and with what is on record now. */
    private Question question(Checked checked, Recipient recipient, Instant now) {
        Question question = Question.of(
                checked.disclosure(),
                recipient,
                now,
                subject -> subject.identifiers().stream()
                        .flatMap(identifier -> protection.pseudonyms().allOf(identifier).stream())
                        .toList());
        return question.asked(now, records.of(question));
    }

    private static Omission omission(
            Checked checked, Recipient recipient, Decision.Refuse refuse, Ruling ruling, Instant now) {
        String code = "clear." + refuse.reason().code();
        return Omission.of(checked, recipient, ruling, code, refuse.because(), now);
    }

    /** An answer answers what was sent to this agency in this conversation, and goes to the agency that asked. */
    public void requireAnswersItsAsker(AgencyId from, Conversation conversation, List<AgencyId> to) throws HopRefused {
        Optional<UUID> asked = conversation.inReplyTo();
        if (asked.isEmpty()) {
            return;
        }
        Set<AgencyId> askers = new HashSet<>();
        protection
                .names(from)
                .forEach(name -> askers.addAll(commitments.sendersOf(asked.get(), conversation.id(), name)));
        if (askers.isEmpty()) {
            throw HopRefused.of("clear.answers-nothing");
        }
        for (AgencyId recipient : to) {
            if (!askers.contains(recipient) && Collections.disjoint(askers, protection.names(recipient))) {
                throw HopRefused.of("clear.answer-to-another");
            }
        }
    }

    /** What was granted for one recipient. */
    record Grant(Recipient recipient, Question question, Decision.Permit permit, Ruling ruling) {}

    /** A disclosure that may go to at least one of its recipients. */
    public static final class Cleared {
        final Checked checked;
        final List<Grant> grants;
        final List<Omission> omissions;

        private Cleared(Checked checked, List<Grant> grants, List<Omission> omissions) {
            this.checked = checked;
            this.grants = List.copyOf(grants);
            this.omissions = List.copyOf(omissions);
        }
    }
}
