package org.concordat.gateway.identity;

import org.springframework.security.core.AuthenticationException;

/** It is not proven who calls: a stable code, and a sentence fit for the caller's technicians. */
final class IdentityRefused extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    private final String code;

    IdentityRefused(String code, String sentence) {
        super(sentence);
        this.code = code;
    }

    String code() {
        return code;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
