package org.concordat.gateway.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.concordat.protection.receipt.Statement;
import org.concordat.routes.delivery.DisclosureStatus;
import org.concordat.schemas.terminology.AgencyId;

/** What became of a disclosure, as JSON. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
record StatusAnswer(
        UUID id,
        String kind,
        UUID conversation,
        String actor,
        Instant committed,
        Optional<Instant> respondBy,
        String receipt,
        List<To> recipients,
        List<NotAsked> notAsked,
        List<String> outstanding,
        Optional<String> sentence) {

    /** One recipient. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    record To(
            String agency,
            String team,
            String role,
            UUID delivery,
            String state,
            Instant since,
            Optional<String> readBy,
            String answer,
            Optional<UUID> answeredBy,
            Optional<Instant> recalled,
            Optional<Instant> recallConfirmed) {
        static To of(DisclosureStatus.To to) {
            return new To(
                    to.agency().value(),
                    to.team().value(),
                    to.role().value(),
                    to.delivery(),
                    to.state().code(),
                    to.since(),
                    to.readBy(),
                    to.answer().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    to.answeredBy(),
                    to.recalled(),
                    to.recallConfirmed());
        }
    }

    /** One recipient that it was refused for. */
    record NotAsked(String agency, String team, String role, String code, String because) {
        static NotAsked of(Statement.NotAsked to) {
            return new NotAsked(
                    to.agency().value(), to.team().value(), to.role().value(), to.code(), to.because());
        }
    }

    static StatusAnswer of(DisclosureStatus status) {
        return new StatusAnswer(
                status.id(),
                status.kind().value(),
                status.conversation(),
                status.actor(),
                status.committed(),
                status.respondBy(),
                status.receipt(),
                status.recipients().stream().map(To::of).toList(),
                status.notAsked().stream().map(NotAsked::of).toList(),
                status.outstanding().stream().map(AgencyId::value).toList(),
                status.sentence());
    }
}
