package org.concordat.protection.receipt;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.util.Base64URL;
import java.util.Locale;
import org.concordat.protection.key.Thumbprint;
import org.concordat.schemas.signature.SigningKey;
import org.concordat.schemas.terminology.AgencyId;

/** Signs statements with one issuer's key. */
public final class StatementSigner {
    private final AgencyId issuer;
    private final JWSSigner signer;
    private final Suite suite;
    private final Base64URL thumbprint;

    /** Signs as this issuer.
     *
     * @throws IllegalArgumentException when the key is neither elliptic (P-256, P-384) nor RSA of 2048 bits or more */
    public StatementSigner(AgencyId issuer, SigningKey key) {
        this.issuer = issuer;
        this.suite = Suite.of(key.certificate().getPublicKey());
        this.thumbprint = new Base64URL(Thumbprint.of(key.certificate()));
        try {
            this.signer = suite.signer(key.privateKey());
        } catch (JOSEException e) {
            throw new IllegalArgumentException("the key cannot sign statements", e);
        }
    }

    /** Signs a statement of this signer's issuer. */
    public Receipt sign(Statement statement) {
        if (!statement.issuer().equals(issuer)) {
            throw new IllegalArgumentException("this key signs for " + issuer + " only");
        }
        JWSHeader header = new JWSHeader.Builder(suite.algorithm())
                .type(new JOSEObjectType(type(statement.getClass())))
                .x509CertSHA256Thumbprint(thumbprint)
                .build();
        JWSObject jws = new JWSObject(header, new Payload(StatementJson.write(statement)));
        try {
            jws.sign(signer);
        } catch (JOSEException e) {
            throw new IllegalStateException("the key cannot sign", e);
        }
        return new Receipt(jws.serialize());
    }

    /** E.g. {@code concordat-committed+jws}: a signature over one kind of statement is none over another. */
    static String type(Class<? extends Statement> statement) {
        return "concordat-" + statement.getSimpleName().toLowerCase(Locale.ROOT) + "+jws";
    }
}
