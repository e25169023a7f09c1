package org.concordat.sandbox.story;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.concordat.cli.Concordat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One agency at work: it types {@code concordat} commands in a folder of its own, and reads what comes back. */
public final class Desk {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final String agency;
    private final Path environment;
    private final Path folder;

    public Desk(String agency, Path environment, Path folder) throws IOException {
        this.agency = agency;
        this.environment = environment;
        this.folder = Files.createDirectories(folder.resolve(agency));
    }

    public Path file(String name) {
        return folder.resolve(name);
    }

    /** Lays a draft on the desk, with its blanks filled in. */
    public Path draft(String name, Map<String, String> blanks) throws IOException {
        String text;
        try (InputStream in = Desk.class.getResourceAsStream("/northshire/drafts/" + name)) {
            if (in == null) {
                throw new IOException("the sandbox lacks its draft " + name);
            }
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
        for (Map.Entry<String, String> blank : blanks.entrySet()) {
            text = text.replace("${" + blank.getKey() + "}", blank.getValue());
        }
        return Files.writeString(file(name), text);
    }

    /** Fills in a draft, signs it and hands it in. What was signed ends in {@code .signed.xml}. */
    public Typed submit(String draft, Map<String, String> blanks) throws IOException {
        Path file = draft(draft, blanks);
        Path signed = file(draft.replace(".xml", ".signed.xml"));
        Typed signing = type("sign", file.toString(), "--force", "-o", signed.toString());
        return signing.done() ? typeForJson("submit", signed.toString()) : signing;
    }

    /**
     * Collects what an agency sent in a conversation, opens it and confirms it.
     *
     * @param name of the files: {@code .p7m} as it was sealed, {@code .xml} as it was opened
     */
    public Typed collect(String from, String conversation, String name) {
        Typed listed = typeForJson("mailbox");
        for (JsonNode delivery : listed.json().path("deliveries")) {
            if (delivery.path("from").asString("").equals(from)
                    && delivery.path("conversation").asString("").equals(conversation)) {
                String id = delivery.path("delivery").asString("");
                String sealed = file(name + ".p7m").toString();
                type("collect", id, "-o", sealed, "--force");
                Typed opened = type(
                        "open", sealed, "--force", "-o", file(name + ".xml").toString());
                type("receipt", id, sealed, "--read-by", "REF-1");
                return opened;
            }
        }
        return listed;
    }

    /** Types a command and reads what a person reads. */
    public Typed type(String... command) {
        return run(List.of(), command);
    }

    /** Types a command and reads what a program reads. */
    public Typed typeForJson(String... command) {
        return run(List.of("--json"), command);
    }

    private Typed run(List<String> options, String... command) {
        List<String> line = new ArrayList<>(List.of("--as", agency, "--environment", environment.toString()));
        line.addAll(options);
        line.addAll(List.of(command));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit;
        try (PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
                PrintStream errors = new PrintStream(err, true, StandardCharsets.UTF_8)) {
            exit = Concordat.run(to, errors, line.toArray(String[]::new));
        }
        return new Typed(exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** How a command ended, and all that it wrote. */
    public record Typed(int exit, String out, String err) {
        public boolean done() {
            return exit == 0;
        }

        public String all() {
            return out + err;
        }

        /** Whether it says these words, wherever its lines were wrapped, in capitals or not. */
        public boolean says(String words) {
            return all().replaceAll("\\s+", " ").toLowerCase(Locale.ROOT).contains(words.toLowerCase(Locale.ROOT));
        }

        public JsonNode json() {
            return JSON.readTree(out);
        }
    }
}
