package org.concordat.protection.receipt;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.util.Base64;
import java.util.Locale;
import org.concordat.protection.key.Thumbprint;
import org.concordat.schemas.signature.SigningKey;
import org.concordat.schemas.terminology.AgencyId;

/** Signs statements with one issuer's key. */
public final class StatementSigner {
    /** RFC 7515 section 2. The library's own takes many times as long, so as to tell no timing of secrets; here are none. */
    private static final Base64.Encoder BASE64 = Base64.getUrlEncoder().withoutPadding();

    private final AgencyId issuer;
    private final PrivateKey key;
    private final Suite suite;
    private final Base64URL thumbprint;

    /** Signs as this issuer.
     *
     * @throws IllegalArgumentException when the key is neither elliptic (P-256, P-384) nor RSA of 2048 bits or more */
    public StatementSigner(AgencyId issuer, SigningKey key) {
        this.issuer = issuer;
        this.suite = Suite.of(key.certificate().getPublicKey());
        this.key = key.privateKey();
        this.thumbprint = new Base64URL(Thumbprint.of(key.certificate()));
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
        String input = header.toBase64URL() + "." + BASE64.encodeToString(StatementJson.write(statement));
        try {
            byte[] signature = suite.sign(key, input.getBytes(StandardCharsets.US_ASCII));
            return new Receipt(input + "." + BASE64.encodeToString(signature));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the key cannot sign", e);
        }
    }

    /** E.g. {@code concordat-committed+jws}: a signature over one kind of statement is none over another. */
    static String type(Class<? extends Statement> statement) {
        return "concordat-" + statement.getSimpleName().toLowerCase(Locale.ROOT) + "+jws";
    }
}
