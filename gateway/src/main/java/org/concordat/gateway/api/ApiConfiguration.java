package org.concordat.gateway.api;

import org.concordat.gateway.problem.Problems;
import org.concordat.gateway.setting.GatewaySettings;
import org.concordat.routes.ExplainDoor;
import org.concordat.routes.LedgerDoor;
import org.concordat.routes.SubmissionDoor;
import org.concordat.routes.consent.RecordDoor;
import org.concordat.routes.delivery.HeldDoor;
import org.concordat.routes.delivery.MailboxDoor;
import org.concordat.routes.delivery.StatusDoor;
import org.concordat.routes.hop.Checkpoints;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The endpoints, one by one: nothing is found by scanning. */
@Configuration(proxyBeanMethods = false)
public class ApiConfiguration {
    @Bean
    Body.Budget budget(GatewaySettings settings) {
        return new Body.Budget(settings.bytesInFlight());
    }

    @Bean
    DisclosureEndpoints disclosureEndpoints(SubmissionDoor submissions, StatusDoor statuses, Body.Budget budget) {
        return new DisclosureEndpoints(submissions, statuses, budget);
    }

    @Bean
    MailboxEndpoints mailboxEndpoints(MailboxDoor mailboxes, Checkpoints checkpoints, Body.Budget budget) {
        return new MailboxEndpoints(mailboxes, checkpoints, budget);
    }

    @Bean
    HeldEndpoints heldEndpoints(HeldDoor held, Body.Budget budget) {
        return new HeldEndpoints(held, budget);
    }

    @Bean
    LedgerEndpoints ledgerEndpoints(LedgerDoor ledger) {
        return new LedgerEndpoints(ledger);
    }

    @Bean
    RecordEndpoints recordEndpoints(RecordDoor records, Body.Budget budget) {
        return new RecordEndpoints(records, budget);
    }

    @Bean
    DecisionEndpoints decisionEndpoints(ExplainDoor decisions, SectionTypes types, Body.Budget budget) {
        return new DecisionEndpoints(decisions, new AskedReader(types), budget);
    }

    @Bean
    ProblemAnswers problemAnswers(Problems problems) {
        return new ProblemAnswers(problems);
    }
}
