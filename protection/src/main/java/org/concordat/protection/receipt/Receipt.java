package org.concordat.protection.receipt;

/** A signed statement that a hop was completed or refused, as a compact JWS (RFC 7515). */
public record Receipt(String jws) {}
