package org.concordat.routes.hop;

import java.security.cert.X509Certificate;
import java.util.List;
import org.concordat.protection.key.AgencyKeys;
import org.concordat.protection.key.Use;
import org.concordat.protection.key.Verdict;
import org.concordat.schemas.signature.SigningKey;

/** Whether a certificate may be relied on, at this moment of real time. */
@FunctionalInterface
public interface Trust {
    Verdict verdict(X509Certificate certificate, Use use);

    /** Of a holder's certificates, the newest that may be relied on now; where none may, the newest. */
    default X509Certificate toSealTo(List<X509Certificate> newestFirst) {
        return newestFirst.stream()
                .filter(c -> verdict(c, Use.ENCRYPTION).passes())
                .findFirst()
                .orElse(newestFirst.get(0));
    }

    /** Of a holder's keys, the newest whose certificate may be relied on now; where none may, the newest that has begun. */
    default SigningKey signing(AgencyKeys keys) {
        return keys.signings().stream()
                .filter(key -> verdict(key.certificate(), Use.SIGNING).passes())
                .findFirst()
                .orElseGet(keys::signing);
    }
}
