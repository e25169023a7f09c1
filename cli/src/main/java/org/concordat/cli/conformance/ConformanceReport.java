package org.concordat.cli.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.concordat.cli.conformance.ConformanceRun.Result;
import org.concordat.cli.conformance.ConformanceRun.Verdict;
import org.concordat.cli.outcome.Text;
import org.concordat.protection.mapping.LocalFormat;
import org.concordat.protection.mapping.Mapping;
import org.concordat.protection.mapping.MappingFailed;
import tools.jackson.databind.json.JsonMapper;

/**
 * What came of a run, for a program; and by stylesheets of that, for a manager to read. The page has no script and fetches
 * nothing: it is read by any browser, on paper, and aloud.
 *
 * @param agency whose system was tried
 * @param against the address that was tried
 * @param connector how it was reached
 * @param when in words
 */
public record ConformanceReport(String agency, URI against, List<String> connector, String when, List<Result> cases) {
    public boolean holds() {
        return cases.stream().noneMatch(one -> one.verdict() == Verdict.NOT_SO);
    }

    public Map<String, Object> json() {
        return Map.of("holds", holds(), "report", this);
    }

    /** Items begin with a hyphen. */
    public Text text() {
        Text text = new Text();
        for (String line : new String(by("report-text.xslt"), StandardCharsets.UTF_8).split("\n", -1)) {
            if (line.startsWith("- ")) {
                text.item(1, line.substring(2));
            } else {
                text.say(line);
            }
        }
        return text;
    }

    public byte[] html() {
        return by("report.xslt");
    }

    private byte[] by(String sheet) {
        try {
            return form(sheet, LocalFormat.JSON).apply(JsonMapper.shared().writeValueAsBytes(this));
        } catch (MappingFailed e) {
            throw new IllegalStateException(sheet, e);
        }
    }

    /** A stylesheet that ships. */
    static Mapping form(String name, LocalFormat of) {
        try (InputStream sheet = Objects.requireNonNull(ConformanceReport.class.getResourceAsStream(name))) {
            return Mapping.of(name, Mapping.FILES.get(0), sheet.readAllBytes(), of, true);
        } catch (IOException | MappingFailed e) {
            throw new IllegalStateException("the kit's own " + name, e);
        }
    }
}
