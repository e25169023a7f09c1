package org.concordat.indistinguishable;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.TreeMap;

/** The page of metrics, as whoever operates the gateway reads it. */
final class Meters {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI page;

    Meters(URI management) {
        this.page = management.resolve("/prometheus");
    }

    /** All that counts what the gateway did. What the machine and its runtime do by themselves is not of a record. */
    static Map<String, Double> counts(Map<String, Double> page) {
        Map<String, Double> counts = new TreeMap<>(page);
        counts.keySet().removeIf(name -> name.contains("_seconds_sum") || name.contains("_seconds_max"));
        return counts;
    }

    /** What all hops took, in steps of ten milliseconds. */
    static double took(Map<String, Double> page) {
        return Math.floor(100
                * page.entrySet().stream()
                        .filter(line -> line.getKey().startsWith("concordat_hop_duration_seconds_sum"))
                        .mapToDouble(Map.Entry::getValue)
                        .sum());
    }

    /** The page; but the ledger grows when it does. */
    Map<String, Double> read() throws IOException, InterruptedException {
        String text = http.send(HttpRequest.newBuilder(page).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        Map<String, Double> read = new TreeMap<>();
        text.lines()
                .filter(line -> line.startsWith("concordat_") && !line.startsWith("concordat_ledger"))
                .forEach(line -> {
                    int end = line.lastIndexOf(' ');
                    read.put(line.substring(0, end), Double.parseDouble(line.substring(end)));
                });
        return read;
    }

    /** What is higher than it was, and by how much; what is new with it. */
    static Map<String, Double> risen(Map<String, Double> before, Map<String, Double> after) {
        Map<String, Double> risen = new TreeMap<>();
        after.forEach((name, value) -> {
            double more = value - before.getOrDefault(name, 0.0);
            if (more != 0) {
                risen.put(name, more);
            }
        });
        return risen;
    }
}
