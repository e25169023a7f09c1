package org.concordat.sandbox.machine;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A program of its own that begins a run, starts something that lasts, says so, and waits to be killed. */
final class KilledRun {
    private KilledRun() {}

    public static void main(String[] arguments) throws Exception {
        Run run = new Registry(Path.of(arguments[0])).begin(Path.of(arguments[1]), line -> {});
        Child child = run.start(List.of("sleep", "1000"), Map.of(), Ending.TERMINATE, "sleep.log");
        while (run.processes().isEmpty()) {
            Thread.onSpinWait();
        }
        System.out.println(child.pid() + " " + run.folder());
        System.in.read();
    }
}
