package org.concordat.protection.receipt;

/** A signed {@link Statement}, as a compact JWS (RFC 7515). What it says is known once a {@link StatementVerifier} read it. */
public record Receipt(String jws) {}
