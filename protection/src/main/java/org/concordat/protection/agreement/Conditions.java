package org.concordat.protection.agreement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.terminology.Coded;
import org.concordat.schemas.terminology.Condition;

/**
 * The closed list of data-protection conditions, and what each regime wants for which data.
 *
 * @param sensitive categories that may hold special-category data, so that each end needs a condition for it
 * @param criminal categories that may hold data on crime, for which Part 2 wants a condition of its own
 */
public record Conditions(
        @JsonProperty("conditions") Map<Condition, Definition> list, Set<Category> sensitive, Set<Category> criminal) {
    public Conditions {
        list = Map.copyOf(list);
        sensitive = Set.copyOf(sensitive);
        criminal = Set.copyOf(criminal);
    }

    /** One condition: its words, its regime and what it serves for. */
    public record Definition(String name, Regime regime, Serves serves) {}

    /** Which part of the Data Protection Act 2018 governs an end; the same data change it at the boundary. */
    public enum Regime implements Coded {
        /** General processing: the UK GDPR. */
        PART_2,
        /** Law-enforcement processing by a competent authority (s.30 and Schedule 7). */
        PART_3
    }

    /** What a condition is there for. */
    public enum Serves implements Coded {
        BASIS,
        SENSITIVE,
        CRIMINAL
    }

    /** What a set of conditions still lacks at an end under that regime for those categories; empty when it suffices. */
    public List<Serves> lacking(Set<Condition> stated, Regime regime, Set<Category> categories) {
        List<Serves> lacking = new ArrayList<>();
        for (Serves serves : Serves.values()) {
            boolean wanted = switch (serves) {
                case BASIS -> true;
                case SENSITIVE -> categories.stream().anyMatch(sensitive::contains);
                case CRIMINAL -> regime == Regime.PART_2 && categories.stream().anyMatch(criminal::contains);
            };
            if (wanted && stated.stream().noneMatch(c -> serves(c, regime, serves))) {
                lacking.add(serves);
            }
        }
        return lacking;
    }

    private boolean serves(Condition code, Regime regime, Serves serves) {
        Definition definition = list.get(code);
        return definition != null && definition.regime() == regime && definition.serves() == serves;
    }
}
