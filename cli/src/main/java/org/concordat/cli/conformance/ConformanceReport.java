package org.concordat.cli.conformance;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.concordat.cli.conformance.ConformanceRun.Result;
import org.concordat.cli.outcome.Moments;
import org.concordat.cli.outcome.Text;

/**
 * What came of a run, for a manager to read and for a program. The page has no script and no style of its own: it is read by any
 * browser, on paper, and aloud.
 *
 * @param agency whose system was tried
 * @param cases how many there are: those that the keys for are not here were not tried
 * @param gateway the gateway's address
 */
public record ConformanceReport(String agency, String gateway, Instant at, int cases, List<Result> results) {
    public boolean holds() {
        return results.stream().allMatch(Result::holds);
    }

    private String sum() {
        long held = results.stream().filter(Result::holds).count();
        int untried = cases - results.size();
        return held + " of " + results.size() + " cases are as they must be."
                + (untried == 0 ? "" : " Not tried, for want of a certificate: " + untried + ".");
    }

    public Text text() {
        Text text = new Text().say(agency + " and " + gateway + ": " + sum());
        String area = "";
        for (Result result : results) {
            ConformanceCase one = result.conformanceCase();
            if (!one.area().equals(area)) {
                area = one.area();
                text.gap().say(area);
            }
            text.item(1, (result.holds() ? "" : "NOT SO: ") + one.number() + ". " + one.title());
            if (!result.holds()) {
                text.say(2, "Expected " + expected(one) + "; the answer was " + result.seen() + ".");
            }
        }
        return text;
    }

    public Map<String, Object> json() {
        List<Map<String, Object>> tried = results.stream()
                .map(r -> Map.<String, Object>of(
                        "number", r.conformanceCase().number(),
                        "title", r.conformanceCase().title(),
                        "holds", r.holds(),
                        "expected", expected(r.conformanceCase()),
                        "seen", r.seen()))
                .toList();
        return Map.of("agency", agency, "holds", holds(), "cases", tried);
    }

    /** The report as a page. */
    public byte[] html() {
        StringBuilder page = new StringBuilder("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                + "<meta name=\"viewport\" content=\"width=device-width\">\n<title>Conformance of " + plain(agency)
                + "</title>\n</head>\n<body>\n<h1>Conformance of " + plain(agency) + "</h1>\n<p>Against "
                + plain(gateway) + ", on " + plain(Moments.inWords(at)) + ".</p>\n<p><strong>" + plain(sum())
                + "</strong></p>\n");
        String area = "";
        for (Result result : results) {
            ConformanceCase one = result.conformanceCase();
            if (!one.area().equals(area)) {
                page.append(area.isEmpty() ? "" : "</tbody>\n</table>\n");
                area = one.area();
                page.append("<h2>" + plain(area) + "</h2>\n<table>\n<caption>Cases: " + plain(area)
                        + "</caption>\n<thead>\n<tr><th scope=\"col\">Number</th><th scope=\"col\">Case</th>"
                        + "<th scope=\"col\">Why</th><th scope=\"col\">Expected</th><th scope=\"col\">Answer</th>"
                        + "<th scope=\"col\">Outcome</th></tr>\n</thead>\n<tbody>\n");
            }
            page.append("<tr><td>" + one.number() + "</td><th scope=\"row\">" + plain(one.title()) + "</th><td>"
                    + plain(one.why()) + "</td><td>" + plain(expected(one)) + "</td><td>" + plain(result.seen())
                    + "</td><td>" + (result.holds() ? "as it must be" : "<strong>not so</strong>") + "</td></tr>\n");
        }
        page.append("</tbody>\n</table>\n</body>\n</html>\n");
        return page.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String expected(ConformanceCase one) {
        var expect = one.expect();
        if (expect.taken().isPresent()) {
            return expect.taken().get() ? "that it is taken" : "that it is not taken";
        }
        return expect.connection().isPresent()
                ? "no connection"
                : expect.status()
                        + expect.code().map(code -> " " + code).orElse("")
                        + expect.finding().map(finding -> " (" + finding + ")").orElse("")
                        + (expect.same() ? ", the same receipt" : "");
    }

    private static String plain(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
