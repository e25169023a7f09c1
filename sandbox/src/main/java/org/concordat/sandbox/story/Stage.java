package org.concordat.sandbox.story;

import java.nio.file.Path;
import org.concordat.sandbox.gateway.GatewayProcess;
import org.concordat.sandbox.gateway.StoryClock;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.sandbox.northshire.PartnerSystem;
import org.concordat.sandbox.partner.Partners;

/**
 * Where a story plays: the parts of a sandbox that it moves, takes down or looks into.
 *
 * @param gatewaysCertificate what its signatures are checked with
 * @param environment what {@code bin/concordat} reads: agencies have no other way in
 * @param folder where each agency has its own
 */
public record Stage(
        StoryClock clock,
        Northshire northshire,
        PartnerSystem childrensSystem,
        PartnerSystem charitysSystem,
        Partners partners,
        GatewayProcess gateway,
        Path gatewaysCertificate,
        Path environment,
        Path folder) {}
