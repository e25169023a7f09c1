package org.concordat.bench;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.concordat.bench.brokered.Brokered;
import org.concordat.bench.load.Commander;
import org.concordat.bench.machine.Cpu;
import org.concordat.bench.peer.Peer;

/**
 * One way to get a record from one agency to another, with every process that it takes.
 *
 * @param words what it says of itself: sizes and providers
 * @param clients the process whose clients begin the exchanges
 * @param parties the processes that take part, by what they are to it: each counts
 */
record Side(String name, String words, Commander clients, Map<String, Long> parties, AutoCloseable end) {
    static Side of(String name, Brokered brokered) {
        Map<String, Long> parties = new LinkedHashMap<>();
        parties.put("sender", brokered.sender().pid());
        parties.put("gateway", brokered.gateway().pid());
        parties.put("database", brokered.postgres().pid());
        parties.put("recipient", brokered.recipient().pid());
        return new Side(name, brokered.sender().words(), brokered.sender(), parties, brokered);
    }

    static Side of(String name, Peer peer) {
        Map<String, Long> parties = new LinkedHashMap<>();
        parties.put("sender", peer.client().pid());
        parties.put("recipient", peer.server().pid());
        return new Side(name, peer.client().words(), peer.client(), parties, peer);
    }

    /** Milliseconds that the parties' compilers have used until now. */
    double compiling() throws IOException {
        double millis = 0;
        for (long pid : parties.values()) {
            millis += Cpu.compilingMillis(pid);
        }
        return millis;
    }

    /** Milliseconds of processor time that each party has used until now. */
    Map<String, Double> used() throws IOException {
        Map<String, Double> used = new LinkedHashMap<>();
        for (Map.Entry<String, Long> party : parties.entrySet()) {
            used.put(party.getKey(), Cpu.millis(party.getValue()));
        }
        return used;
    }
}
