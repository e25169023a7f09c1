package org.concordat.protection.configuration;

import java.net.URI;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.concordat.protection.agency.Agency.InForce;
import org.concordat.protection.agency.Attempts;
import org.concordat.protection.agency.Connection;
import org.concordat.protection.agency.Endpoint;
import org.concordat.protection.agency.Endpoint.Content;
import org.concordat.protection.agency.Endpoint.Receipt;
import org.concordat.protection.agency.HandsIn;
import org.concordat.protection.agency.OpeningHours;
import org.concordat.protection.agency.OpeningHours.Span;
import org.concordat.protection.mapping.Mapping;

/**
 * Reads how one agency is reached, from a file whose form was checked.
 *
 * @param bytes reads a file of the bundle; empty after a finding
 */
record ConnectionReader(Function<String, Optional<byte[]>> bytes, Findings findings) {
    /** The connection of an agency; empty after a finding. */
    Optional<Connection> read(Located agency) {
        int before = findings.count();
        Located file = agency.get("connection");
        Optional<Endpoint> endpoint = endpoint(file, agency);
        Attempts attempts = attempts(file);
        return endpoint.filter(read -> findings.count() == before)
                .map(read ->
                        new Connection(read, attempts, duration(file, "held-after"), duration(file, "recall-within")));
    }

    /** The way in; empty after a finding. */
    Optional<HandsIn> handsIn(Located file, Optional<InForce> inForce, Optional<Mapping> mapping) {
        Attempts attempts = attempts(file);
        return endpoint(file, file).map(read -> new HandsIn(read, attempts, inForce, mapping));
    }

    private Optional<Endpoint> endpoint(Located file, Located agency) {
        try {
            if (file.get("connector").isText("soap")) {
                return new WsdlReader(bytes, findings).read(file, address(file), agency);
            }
            return Optional.of(
                    switch (file.get("connector").text()) {
                        case "rest" -> new Endpoint.Rest(address(file));
                        case "sftp" ->
                            new Endpoint.Sftp(
                                    address(file),
                                    file.get("host-key").text(),
                                    text(file, "receipts"),
                                    text(file, "receipt")
                                            .map(word -> Receipt.valueOf(constant(word)))
                                            .orElse(Receipt.SIGNED));
                        case "secure-email" ->
                            new Endpoint.SecureEmail(
                                    file.get("address").text(),
                                    text(file, "content")
                                            .map(word -> Content.valueOf(constant(word)))
                                            .orElse(Content.NOTICE));
                        case "jms" ->
                            new Endpoint.Jms(address(file), file.get("queue").text(), text(file, "replies"));
                        default -> new Endpoint.Mailbox();
                    });
        } catch (IllegalArgumentException e) {
            findings.add(
                    file.get("address"), "'address' is '" + file.get("address").text() + "', which is no address");
            return Optional.empty();
        }
    }

    private Attempts attempts(Located file) {
        Optional<Located> retry = file.find("retry");
        Attempts usual = Attempts.USUAL;
        Duration first = retry.flatMap(r -> duration(r, "first")).orElse(usual.firstRetry());
        Duration longest = retry.flatMap(r -> duration(r, "longest")).orElse(usual.longestRetry());
        if (first.compareTo(longest) > 0) {
            findings.add(retry.orElse(file), "the first retry would be later than the longest time between two");
        }
        return new Attempts(
                duration(file, "time-out").orElse(usual.timeOut()),
                new OpeningHours(file.find("opening-hours").map(this::spans).orElse(List.of())),
                first,
                longest,
                text(file, "at-once").map(Integer::parseInt).orElse(usual.atOnce()),
                text(file, "rate")
                        .map(number -> OptionalInt.of(Integer.parseInt(number)))
                        .orElse(usual.aMinute()));
    }

    private List<Span> spans(Located hours) {
        List<Span> spans = new ArrayList<>();
        for (Located span : hours.items()) {
            Set<DayOfWeek> days = span.get("days").items().stream()
                    .map(day -> DayOfWeek.valueOf(constant(day.text())))
                    .collect(Collectors.toSet());
            try {
                spans.add(new Span(days, time(span.get("from")), time(span.get("until"))));
            } catch (IllegalArgumentException e) {
                findings.add(span.get("from"), "these hours end before they begin");
            }
        }
        return spans;
    }

    private static URI address(Located file) {
        return URI.create(file.get("address").text());
    }

    private static LocalTime time(Located time) {
        return time.isText("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(time.text());
    }

    private static String constant(String word) {
        return word.toUpperCase(Locale.ROOT);
    }

    private static Optional<String> text(Located fields, String name) {
        return fields.find(name).map(Located::text);
    }

    private static Optional<Duration> duration(Located fields, String name) {
        return text(fields, name).map(Duration::parse);
    }
}
