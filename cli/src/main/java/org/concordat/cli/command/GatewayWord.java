package org.concordat.cli.command;

import java.util.List;
import org.concordat.cli.environment.Caller;
import org.concordat.cli.outcome.Exit;
import org.concordat.cli.outcome.Stopped;
import org.concordat.protection.receipt.StatementRefused;
import org.concordat.protection.receipt.StatementVerifier;
import org.concordat.schemas.terminology.AgencyId;

/** The gateway's signed word besides disclosures: believed only when the gateway known here signed it. */
final class GatewayWord {
    private static final AgencyId GATEWAY = new AgencyId("gateway");

    private GatewayWord() {}

    static StatementVerifier verifier(Caller caller) throws Stopped {
        return new StatementVerifier(GATEWAY, List.of(caller.certificates().gatewaySigning()));
    }

    static Stopped broken(String what, StatementRefused refused) {
        return new Stopped(
                Exit.BROKEN,
                "statement." + refused.code(),
                what + " is not to be believed: " + String.valueOf(refused.getMessage()));
    }
}
