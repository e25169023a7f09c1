package org.concordat.schemas.disclosure;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A disclosure that was parsed and keeps to its schema. Immutable. Nothing in it is trusted before its signature was
 * verified ({@code org.concordat.schemas.signature}). Made by {@link DisclosureParser} alone.
 */
public final class Disclosure {
    private final Header header;
    private final List<Subject> subjects;
    private final List<Recipient> recipients;
    private final List<Section> sections;
    private final SignedForm signedForm;
    private final Optional<Release> release;

    Disclosure(
            Header header,
            List<Subject> subjects,
            List<Recipient> recipients,
            List<Section> sections,
            SignedForm signedForm,
            Optional<Release> release) {
        this.header = header;
        this.subjects = List.copyOf(subjects);
        this.recipients = List.copyOf(recipients);
        this.sections = List.copyOf(sections);
        this.signedForm = signedForm;
        this.release = release;
    }

    public Header header() {
        return header;
    }

    public List<Subject> subjects() {
        return subjects;
    }

    public List<Recipient> recipients() {
        return recipients;
    }

    public List<Section> sections() {
        return sections;
    }

    /** All parts in document order. */
    public Stream<Part> parts() {
        return Stream.of(subjects, recipients, sections).flatMap(List::stream);
    }

    /** What the signatures were made over, for the verifier. */
    public SignedForm signedForm() {
        return signedForm;
    }

    /** Present in a released copy only. */
    public Optional<Release> release() {
        return release;
    }
}
