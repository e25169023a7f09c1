package org.concordat.schemas.label;

/** What a section is, for data protection. Only labels, never content, are put to the rules. */
public record Label(Category category, SubjectCategory subject, Nature nature, Provenance provenance) {}
