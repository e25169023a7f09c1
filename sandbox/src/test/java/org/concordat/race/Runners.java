package org.concordat.race;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.concordat.cli.gateway.GatewayClient;
import org.concordat.hostile.Attacker;
import org.concordat.hostile.Drafts;
import org.concordat.hostile.Mailroom;
import org.concordat.hostile.Records;
import org.concordat.protection.consent.Consent;
import org.concordat.sandbox.SharedStack;
import org.concordat.schemas.signature.RandomIds;
import org.concordat.schemas.signature.SigningKey;
import tools.jackson.databind.json.JsonMapper;

/** Disclosures of the company to the charity, each resting on another person's consent, and the withdrawals of those. */
final class Runners {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final SharedStack stack;
    private final GatewayClient company;
    private final SigningKey key;
    private final Drafts drafts;
    private final Records records;

    Runners(SharedStack stack, Attacker agencies, Drafts drafts) throws Exception {
        this.stack = stack;
        this.company = agencies.honest(Records.COMPANY);
        this.key = agencies.signingKey(Records.COMPANY);
        this.drafts = drafts;
        this.records = new Records(stack.assembly().clock());
    }

    /** A consent that was given, and after {@link #submit} the delivery that rests on it. */
    record Race(UUID consent, String person, List<UUID> delivery) {
        UUID sent() {
            return delivery.get(0);
        }
    }

    List<Race> given(int many) throws Exception {
        List<Race> races = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            Race race = new Race(RandomIds.random(), "R-" + RandomIds.random(), new ArrayList<>());
            record(race, 1, Consent.State.GIVEN);
            races.add(race);
        }
        return races;
    }

    void submit(Race race) throws Exception {
        String draft = drafts.draft("contact-to-charity")
                .replace("${HER}", race.person())
                .replace("${CONSENT}", race.consent().toString());
        byte[] signed = drafts.signed(draft.getBytes(StandardCharsets.UTF_8), key);
        String receipt = Mailroom.expect(201, company.submit(signed))
                .json()
                .path("receipt")
                .asString("");
        byte[] said = Base64.getUrlDecoder().decode(receipt.split("\\.", -1)[1]);
        race.delivery()
                .add(UUID.fromString(
                        JSON.readTree(said).at("/deliveries/0/delivery").asString("")));
    }

    void withdraw(Race race) throws Exception {
        record(race, 2, Consent.State.WITHDRAWN);
    }

    private void record(Race race, int version, Consent.State state) throws Exception {
        String jws = Records.signed(records.consent(race.consent(), version, state, race.person()), key);
        Mailroom.expect(200, company.statement("PUT", "/v1/consents/" + race.consent(), jws));
    }

    /** Whoever wants to read or write what is on record of that person to act on it waits, until this is closed. */
    Connection barrier(Race race) throws Exception {
        var postgres = stack.postgres();
        Connection connection = DriverManager.getConnection(
                postgres.jdbcUrl(),
                postgres.superuser().username(),
                postgres.superuser().password());
        connection.setAutoCommit(false);
        try (PreparedStatement lock = connection.prepareStatement("select pg_advisory_xact_lock(hashtextextended(p, 0))"
                + " from (select unnest(subjects) as p from consent where id = ?) people")) {
            lock.setObject(1, race.consent());
            lock.executeQuery();
        }
        return connection;
    }
}
