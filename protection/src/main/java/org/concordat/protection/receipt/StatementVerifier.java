package org.concordat.protection.receipt;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.util.Base64URL;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.text.ParseException;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import org.concordat.protection.key.Thumbprint;
import org.concordat.schemas.terminology.AgencyId;

/**
 * Reads one issuer's statements, once their signature was found good. Whether the certificates are still good is asked
 * before, elsewhere.
 *
 * @param certificates of the keys one of which signed what is accepted
 */
public record StatementVerifier(AgencyId issuer, List<X509Certificate> certificates) {
    private static final int MOST_CHARACTERS = 64 * 1024;
    /** RFC 7515 section 2 lets base64url hold nothing else; the library reads past whatever is in a signature besides. */
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");

    public StatementVerifier {
        certificates = List.copyOf(certificates);
    }

    /** What a statement of that sort says.
     *
     * @throws StatementRefused when it is none, or not the issuer's */
    public <T extends Statement> T verify(Receipt receipt, Class<T> type) throws StatementRefused {
        JWSObject jws = parse(receipt.jws());
        PublicKey key = certificate(jws.getHeader()).getPublicKey();
        Suite suite = Suite.of(key);
        check(jws.getHeader(), suite, StatementSigner.type(type));
        try {
            if (!suite.verify(key, jws.getSigningInput(), jws.getSignature().decode())) {
                throw new StatementRefused("signature", "the signature does not hold");
            }
        } catch (GeneralSecurityException e) {
            throw new StatementRefused("signature", "the signature cannot be checked");
        }
        T statement = StatementJson.read(payload(receipt.jws()), type);
        if (!statement.issuer().equals(issuer)) {
            throw new StatementRefused("issuer", "the statement is not by " + issuer);
        }
        return statement;
    }

    private static JWSObject parse(String jws) throws StatementRefused {
        if (jws.length() > MOST_CHARACTERS) {
            throw new StatementRefused(
                    "too-long", "the statement has " + jws.length() + " characters, more than " + MOST_CHARACTERS);
        }
        try {
            if (FORM.matcher(jws).matches()) {
                return JWSObject.parse(jws);
            }
        } catch (ParseException | RuntimeException e) {
            // "alg":"none" ends here too: to the library that is no JWS
        }
        throw new StatementRefused("malformed", "the statement is no signed JWS");
    }

    /** By the platform's decoder: the library's own takes many times as long, so as to tell no timing of secrets. */
    private static byte[] payload(String jws) throws StatementRefused {
        try {
            return Base64.getUrlDecoder().decode(jws.substring(jws.indexOf('.') + 1, jws.lastIndexOf('.')));
        } catch (IllegalArgumentException e) {
            throw new StatementRefused("malformed", "the statement is no signed JWS");
        }
    }

    private X509Certificate certificate(JWSHeader header) throws StatementRefused {
        Base64URL named = header.getX509CertSHA256Thumbprint();
        for (X509Certificate certificate : certificates) {
            if (named != null && named.toString().equals(Thumbprint.of(certificate))) {
                return certificate;
            }
        }
        throw new StatementRefused("key", "the statement is not signed with a key of " + issuer);
    }

    private static void check(JWSHeader header, Suite suite, String type) throws StatementRefused {
        if (!suite.algorithm().equals(header.getAlgorithm())) {
            throw new StatementRefused("algorithm", "the key signs with " + suite.algorithm() + " only");
        }
        if (header.getCriticalParams() != null) {
            throw new StatementRefused("critical", "the header demands what we do not know");
        }
        if (!new JOSEObjectType(type).equals(header.getType())) {
            throw new StatementRefused("type", "the statement is not a " + type);
        }
    }
}
