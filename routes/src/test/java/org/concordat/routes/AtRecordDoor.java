package org.concordat.routes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.concordat.protection.receipt.AgencyStatement;
import org.concordat.protection.receipt.StatementSigner;
import org.concordat.routes.consent.RecordDoor;
import org.concordat.routes.hop.HopRefused;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Role;
import org.junit.jupiter.api.BeforeEach;

/** Tests of what agencies put on record: each has a door of its own. */
abstract class AtRecordDoor extends AtNorthshire {
    static final UUID ID = UUID.fromString("0197f0e0-0000-4000-8000-000000000001");
    static final String CRN = "X900001";
    static final Role PRACTITIONER = new Role("practitioner");
    static final Role SENIOR = new Role("senior");

    RecordDoor door;

    @BeforeEach
    void find_the_door() {
        door = northshire.flow.doors();
    }

    String lastEntry() {
        return new String(
                northshire
                        .stores
                        .entries
                        .get(northshire.stores.entries.size() - 1)
                        .toByteArray(),
                StandardCharsets.UTF_8);
    }

    static String refused(ThrowingCallable call) {
        HopRefused refused = catchThrowableOfType(HopRefused.class, call);
        assertThat(refused).isNotNull();
        assertThat(refused.sentence()).endsWith(".").doesNotContain(CRN);
        return refused.code();
    }

    static String signed(AgencyId agency, AgencyStatement statement) {
        return new StatementSigner(agency, Keys.of(agency.value()).signing())
                .sign(statement)
                .jws();
    }
}
