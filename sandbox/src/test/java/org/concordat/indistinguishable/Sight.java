package org.concordat.indistinguishable;

import java.util.List;
import java.util.Map;

/**
 * All that is to be seen of one disclosure by those who may not know all of it.
 *
 * @param shape what must be the same, by what it is
 * @param measured what chance and the machine move, by what it is
 */
record Sight(Map<String, Object> shape, Map<String, Double> measured) {
    /** Values of one measure, of many. */
    static List<Double> of(List<Sight> sights, String measure) {
        return sights.stream().map(sight -> sight.measured().get(measure)).toList();
    }
}
