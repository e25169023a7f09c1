package org.concordat.protection.decision;

import java.util.List;

/** A decision in English sentences, each complete in itself, in the words of a practitioner. */
public record Explanation(List<String> sentences) {
    public Explanation {
        sentences = List.copyOf(sentences);
    }

    @Override
    public String toString() {
        return String.join(" ", sentences);
    }
}
