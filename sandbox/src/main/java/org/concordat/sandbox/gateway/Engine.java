package org.concordat.sandbox.gateway;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The Java that a gateway runs in.
 *
 * @param options of the virtual machine
 * @param main the class that is started
 * @param environment what it finds in its environment
 */
public record Engine(List<String> options, String classPath, String main, Map<String, String> environment) {
    public Engine {
        options = List.copyOf(options);
        environment = Map.copyOf(environment);
    }

    public Engine(List<String> options, String classPath, String main) {
        this(options, classPath, main, Map.of());
    }

    /** The same, with this in its environment. */
    public Engine in(Map<String, String> other) {
        return new Engine(options, classPath, main, other);
    }

    /** Small and quick to start, as a sandbox wants it. */
    public static Engine ofSandbox() {
        return with("-Xmx256m", "-XX:TieredStopAtLevel=1");
    }

    /** The sandbox's gateway with other options of the virtual machine. */
    public static Engine with(String... options) {
        return new Engine(List.of(options), System.getProperty("java.class.path"), GatewayUnderSandbox.class.getName());
    }

    /** Its temporary files are in the run's folder, and its memory is never written anywhere. */
    List<String> command(Path settings) throws IOException {
        Path temporary = Files.createDirectories(settings.resolveSibling("gateway-tmp"));
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElse("java"));
        command.add("-XX:+UseSerialGC");
        command.add("-XX:-HeapDumpOnOutOfMemoryError");
        command.add("-Djava.io.tmpdir=" + temporary);
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main, "--spring.config.additional-location=file:" + settings));
        return command;
    }
}
