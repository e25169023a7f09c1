package org.concordat.hostile;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.ECPrivateKey;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.concordat.cli.gateway.Answer;
import org.concordat.cli.gateway.GatewayClient;
import org.concordat.cli.outcome.Stopped;
import org.concordat.protection.consent.Consent;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.Thumbprint;
import org.concordat.protection.receipt.StatementJson;
import org.concordat.schemas.signature.RandomIds;
import org.concordat.schemas.signature.SigningKey;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What Northshire's company puts on record of one person whom nobody else speaks of, or an attacker in its stead. */
final class Recording {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String MANAGER = "crc-operations-manager";
    private static final String PROPOSER = "C03-1";

    /** What it says: the type of the statement, and where it is handed in. */
    enum Sort {
        CONSENT("consented", "PUT", "/v1/consents/%s"),
        PROPOSAL("proposed", "POST", "/v1/overrides"),
        APPROVAL("approved", "POST", "/v1/overrides/%s/approval"),
        HOLDING("held", "PUT", "/v1/holdings/%s");

        private final String type;
        private final String method;
        private final String path;

        Sort(String statement, String method, String path) {
            this.type = "concordat-" + statement + "+jws";
            this.method = method;
            this.path = path;
        }

        /** Empty for drafts of disclosures. */
        static Optional<Sort> of(String given) {
            return Stream.of(values())
                    .filter(sort -> sort.name().equalsIgnoreCase(given))
                    .findFirst();
        }
    }

    private final Sort sort;
    private final Blow.Scene scene;
    private final Records records;
    private final UUID id = RandomIds.random();
    private final String person = "Mallory-" + RandomIds.random().toString().replace("-", "");
    private String proposal = "";

    private Recording(Sort sort, Blow.Scene scene) {
        this.sort = sort;
        this.scene = scene;
        this.records = new Records(scene.clock());
    }

    /** Where there must be something to approve, there is. */
    static Recording of(Sort sort, Blow.Scene scene) throws Exception {
        Recording recording = new Recording(sort, scene);
        if (sort == Sort.APPROVAL) {
            recording.proposal = Records.signed(
                    recording.records.proposal(recording.id, false, recording.person, PROPOSER, MANAGER),
                    scene.attacker().signingKey(Records.COMPANY));
            Mailroom.expect(
                    200,
                    scene.attacker().honest(Records.COMPANY).statement("POST", "/v1/overrides", recording.proposal));
        }
        return recording;
    }

    /** The company's own statement, but for these members. */
    byte[] statement(Map<String, Object> members) {
        ObjectNode statement = (ObjectNode) JSON.readTree(StatementJson.kept(
                switch (sort) {
                    case CONSENT -> records.consent(id, 1, Consent.State.GIVEN, person);
                    case PROPOSAL -> records.proposal(id, false, person, PROPOSER, MANAGER);
                    case APPROVAL -> records.approval(id, proposal, "C03-2", MANAGER);
                    case HOLDING -> records.holding(id, person);
                }));
        members.forEach((name, value) -> statement.set(name, JSON.<JsonNode>valueToTree(value)));
        return JSON.writeValueAsBytes(statement);
    }

    /**
     * As compact JWS.
     *
     * @param signer an agency, a {@code stranger}, {@code nobody}, or the company's {@code encryption-key}
     */
    byte[] signed(byte[] statement, String signer) throws Exception {
        String jws = switch (signer) {
            case "nobody" -> {
                String[] good = signed(statement, scene.attacker().signingKey(Records.COMPANY))
                        .split("\\.", -1);
                String none = "{\"alg\":\"none\",\"typ\":\"" + sort.type + "\"}";
                yield Attacker.base64(none) + "." + good[1] + "." + good[2];
            }
            case "encryption-key" -> {
                AgencyKeys.Encryption own =
                        scene.attacker().keys(Records.COMPANY).encryption();
                yield signed(statement, new SigningKey(own.privateKey(), own.certificate()));
            }
            default -> signed(statement, scene.attacker().signingKey(signer));
        };
        return jws.getBytes(StandardCharsets.US_ASCII);
    }

    private String signed(byte[] statement, SigningKey key) throws Exception {
        ECDSASigner signer = new ECDSASigner((ECPrivateKey) key.privateKey());
        JWSHeader header = new JWSHeader.Builder(
                        signer.supportedJWSAlgorithms().iterator().next())
                .type(new JOSEObjectType(sort.type))
                .x509CertSHA256Thumbprint(new com.nimbusds.jose.util.Base64URL(Thumbprint.of(key.certificate())))
                .build();
        JWSObject jws = new JWSObject(header, new Payload(statement));
        jws.sign(signer);
        return jws.serialize();
    }

    /** Hands it in under its own id. */
    Answer handedIn(GatewayClient client, byte[] signed) throws Stopped {
        return handedIn(client, id, "application/jose", signed);
    }

    Answer handedIn(GatewayClient client, UUID under, String mediaType, byte[] signed) throws Stopped {
        return client.send(sort.method, sort.path.formatted(under), mediaType, signed);
    }

    /** One attack, to the last moment. */
    static Blow attacked(Sort sort, Attack attack, Blow.Scene scene) throws Exception {
        Recording recording = of(sort, scene);
        GatewayClient company = scene.attacker().honest(Records.COMPANY);
        if (attack.recordedBefore().isPresent()) {
            byte[] before = recording.statement(attack.recordedBefore().get());
            Mailroom.expect(200, recording.handedIn(company, recording.signed(before, Records.COMPANY)));
        }
        byte[] statement = recording.statement(attack.members().orElse(Map.of()));
        if (attack.insert().isPresent()) {
            statement = Mutation.inserted(statement, attack.insert().get());
        }
        if (attack.generated().isPresent()) {
            statement = Mutation.generated(statement, attack.generated().get());
        }
        byte[] signed = recording.signed(statement, attack.signedBy().orElse(Records.COMPANY));
        if (attack.submittedBefore()) {
            Mailroom.expect(200, recording.handedIn(company, signed));
        }
        if (attack.clock().isPresent()) {
            scene.clock().set(attack.clock().get().sent());
        }
        GatewayClient client =
                scene.attacker().honest(attack.as().flatMap(Attack.By::agency).orElse(Records.COMPANY));
        UUID under = attack.askedFor().orElse(recording.id);
        String type = attack.type().orElse("application/jose");
        return Blow.of(() -> recording.handedIn(client, under, type, signed));
    }
}
