package org.concordat.bench.load;

/** What is measured: one exchange, from its beginning until both ends are done. */
@FunctionalInterface
public interface Exchange {
    /**
     * Makes one exchange and returns when it is over.
     *
     * @param client which of the clients makes it; one client makes one at a time
     */
    void make(int client) throws Exception;
}
