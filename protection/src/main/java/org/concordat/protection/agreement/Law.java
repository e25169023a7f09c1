package org.concordat.protection.agreement;

import java.util.List;
import java.util.Map;
import org.concordat.schemas.terminology.Power;

/** What stands for everyone, whatever is agreed: the terms, the powers, the conditions and the floor. Immutable. */
public record Law(Vocabulary vocabulary, Map<Power, Statute> powers, Conditions conditions, List<Never> floor) {
    public Law {
        powers = Map.copyOf(powers);
        floor = List.copyOf(floor);
    }
}
