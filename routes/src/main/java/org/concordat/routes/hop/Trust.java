package org.concordat.routes.hop;

import java.security.cert.X509Certificate;
import org.concordat.protection.key.Use;
import org.concordat.protection.key.Verdict;

/** Whether a certificate may be relied on, at this moment of real time. */
@FunctionalInterface
public interface Trust {
    Verdict verdict(X509Certificate certificate, Use use);
}
