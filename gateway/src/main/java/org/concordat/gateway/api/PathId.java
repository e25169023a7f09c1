package org.concordat.gateway.api;

import java.util.UUID;
import java.util.regex.Pattern;
import org.concordat.gateway.problem.Refused;

/** An id in a path. What has not the form of one names nothing, and is answered like what is not there. */
final class PathId {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    private PathId() {}

    static UUID parse(String text) throws Refused {
        if (!FORM.matcher(text).matches()) {
            throw Refused.of("request.not-found");
        }
        return UUID.fromString(text);
    }
}
