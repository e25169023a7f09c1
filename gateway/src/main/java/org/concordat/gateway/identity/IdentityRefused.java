package org.concordat.gateway.identity;

import org.concordat.gateway.problem.Refused;
import org.springframework.security.core.AuthenticationException;

/** It is not proven who calls: its cause is what the caller's technicians are told. */
final class IdentityRefused extends AuthenticationException {
    private static final long serialVersionUID = 1L;

    IdentityRefused(String code, Object... said) {
        super(code, Refused.of(code, said));
    }
}
