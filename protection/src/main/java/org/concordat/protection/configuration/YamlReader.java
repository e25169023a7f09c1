package org.concordat.protection.configuration;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads YAML 1.2 with the line of every value. One document a file; no anchors, for what is meant is written out. */
record YamlReader(Findings findings) {
    private static final int LIMIT_OF_CHARACTERS = 1 << 20;
    private static final LoadSettings SETTINGS =
            LoadSettings.builder().setCodePointLimit(LIMIT_OF_CHARACTERS).build();

    /** The file's content; empty after a finding. */
    Optional<Located> read(String file, byte[] bytes) {
        int before = findings.count();
        try {
            Optional<Node> root = new Compose(SETTINGS).composeString(new String(bytes, StandardCharsets.UTF_8));
            if (root.isEmpty()) {
                findings.add(file, 1, "the file is empty");
                return Optional.empty();
            }
            Located located = locate(file, root.get(), line(root.get().getStartMark()));
            return findings.count() == before ? Optional.of(located) : Optional.empty();
        } catch (MarkedYamlEngineException e) {
            findings.add(file, line(e.getProblemMark()), "this is not YAML: " + e.getProblem());
        } catch (YamlEngineException e) {
            findings.add(file, 1, "this is not YAML");
        }
        return Optional.empty();
    }

    private Located locate(String file, Node node, int line) {
        if (node.getAnchor().isPresent()) {
            findings.add(file, line(node.getStartMark()), "anchors and aliases are not read; write it out");
            return new Located.Sequence(file, line, List.of());
        }
        if (node instanceof MappingNode mapping) {
            Map<String, Located> fields = new LinkedHashMap<>();
            for (NodeTuple tuple : mapping.getValue()) {
                int at = line(tuple.getKeyNode().getStartMark());
                String name = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
                if (name.isEmpty()) {
                    findings.add(file, at, "a name is expected here");
                } else if (fields.put(name, locate(file, tuple.getValueNode(), at)) != null) {
                    findings.add(file, at, "'" + name + "' is there twice");
                }
            }
            return new Located.Fields(file, line, fields);
        }
        if (node instanceof SequenceNode sequence) {
            List<Located> items = new ArrayList<>();
            for (Node item : sequence.getValue()) {
                items.add(locate(file, item, line(item.getStartMark())));
            }
            return new Located.Sequence(file, line, items);
        }
        ScalarNode scalar = (ScalarNode) node;
        return new Located.Scalar(file, line, scalar.getValue(), scalar.getTag());
    }

    private static int line(Optional<Mark> mark) {
        return mark.map(Mark::getLine).orElse(0) + 1;
    }
}
