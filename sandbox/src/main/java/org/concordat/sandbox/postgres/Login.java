package org.concordat.sandbox.postgres;

/** A role of the database and its password. */
public record Login(String username, String password) {
    @Override
    public String toString() {
        return username; // a password is never printed by accident
    }
}
