package org.concordat.sandbox.gateway;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The Java that a gateway runs in.
 *
 * @param options of the virtual machine
 * @param main the class that is started
 */
public record Engine(List<String> options, String classPath, String main) {
    public Engine {
        options = List.copyOf(options);
    }

    /** Small and quick to start, as a sandbox wants it. */
    public static Engine ofSandbox() {
        return with("-Xmx256m", "-XX:TieredStopAtLevel=1");
    }

    /** The sandbox's gateway with other options of the virtual machine. */
    public static Engine with(String... options) {
        return new Engine(List.of(options), System.getProperty("java.class.path"), GatewayUnderSandbox.class.getName());
    }

    List<String> command(Path settings) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.add("-XX:+UseSerialGC");
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main, "--spring.config.additional-location=file:" + settings));
        return command;
    }
}
