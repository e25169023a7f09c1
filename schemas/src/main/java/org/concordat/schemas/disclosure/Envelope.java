package org.concordat.schemas.disclosure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.concordat.schemas.label.Category;
import org.concordat.schemas.label.Label;
import org.concordat.schemas.label.Labels;
import org.concordat.schemas.label.Nature;
import org.concordat.schemas.label.Provenance;
import org.concordat.schemas.label.SubjectCategory;
import org.concordat.schemas.terminology.AgencyId;
import org.concordat.schemas.terminology.Classification;
import org.concordat.schemas.terminology.Coded;
import org.concordat.schemas.terminology.Condition;
import org.concordat.schemas.terminology.Kind;
import org.concordat.schemas.terminology.Power;
import org.concordat.schemas.terminology.Purpose;
import org.concordat.schemas.terminology.Role;
import org.concordat.schemas.terminology.TeamId;
import org.jspecify.annotations.Nullable;

/** Turns what a pass kept of a document that keeps to its schema into a {@link Disclosure}. */
record Envelope(Labels labels) {
    /** The zones are those of a document without schema findings: the order of the children of the root is known. */
    Disclosure disclosure(List<Reading.Zone> zones, String wholeDigest) throws DisclosureRejected {
        Map<PartId, SubjectCategory> people = new HashMap<>();
        List<Finding> findings = new ArrayList<>();
        List<Subject> subjects = new ArrayList<>();
        List<Recipient> recipients = new ArrayList<>();
        List<Section> sections = new ArrayList<>();
        List<SignatureForm> signatures = new ArrayList<>();
        List<String> salts = new ArrayList<>();
        Optional<Release> release = Optional.empty();
        int seen = 0;
        for (Reading.Zone zone : zones.subList(1, zones.size())) {
            Node node = zone.node();
            node.optional("salt").ifPresent(salts::add);
            switch (node.name()) {
                case "Subject" -> {
                    Subject subject = subject(zone);
                    subjects.add(subject);
                    people.putIfAbsent(subject.id(), subject.category());
                }
                case "Recipient" -> recipients.add(recipient(zone));
                case "Section" -> {
                    seen++;
                    Optional<Section> section = section(zone, people);
                    if (section.isPresent()) {
                        sections.add(section.get());
                    } else {
                        findings.add(aboutNobody(seen));
                    }
                }
                case "Signature" -> signatures.add(signature(zone));
                case "Release" -> release = Optional.of(release(node));
                default -> throw new IllegalStateException("the schema lets an unknown child of the root pass");
            }
        }
        if (!findings.isEmpty()) {
            throw new DisclosureRejected(findings);
        }
        Reading.Zone header = zones.get(0);
        SignedForm form = new SignedForm(
                new PartId(header.node().attribute("id")),
                header.canonical(),
                listed(header.node()),
                salts,
                signatures.get(0),
                release.isPresent() ? Optional.of(signatures.get(1)) : Optional.empty(),
                wholeDigest);
        return new Disclosure(header(header.node()), subjects, recipients, sections, form, release);
    }

    private static Header header(Node node) {
        Node from = node.child("From");
        Node conversation = node.child("Conversation");
        Node basis = node.child("Basis");
        return new Header(
                UUID.fromString(node.attribute("id").substring(1)),
                new Kind(node.attribute("kind")),
                Integer.parseInt(node.attribute("version")),
                node.optional("signer").isPresent(),
                new Header.Sender(
                        new AgencyId(from.attribute("agency")),
                        new TeamId(from.attribute("team")),
                        new Role(from.attribute("role")),
                        from.attribute("actor")),
                new Header.Conversation(
                        UUID.fromString(conversation.attribute("id")),
                        conversation.optional("inReplyTo").map(UUID::fromString)),
                node.children("Meeting").findFirst().map(meeting -> meeting.attribute("id")),
                new Purpose(node.child("Purpose").text()),
                new Header.Basis(
                        new Power(basis.attribute("power")),
                        basis.children("Condition")
                                .map(condition -> new Condition(condition.text()))
                                .toList(),
                        basis.child("Necessity").text()),
                Coded.of(Classification.values(), node.child("Classification").text()),
                node.children("Urgency").findFirst().map(urgency -> instant(urgency.attribute("respondBy"))),
                instant(node.child("Sent").text()));
    }

    private static List<SignedForm.Listed> listed(Node header) {
        return header.child("Digests")
                .children("Digest")
                .map(digest -> new SignedForm.Listed(new PartId(digest.attribute("of")), digest.text()))
                .toList();
    }

    private static Subject subject(Reading.Zone zone) {
        Node node = zone.node();
        return new Subject(
                new PartId(node.attribute("id")),
                Coded.of(SubjectCategory.values(), node.attribute("category")),
                node.children("Identifier")
                        .map(identifier -> new Subject.Identifier(
                                identifier.attribute("scheme"),
                                identifier.text().strip()))
                        .toList(),
                zone.canonical());
    }

    private static Recipient recipient(Reading.Zone zone) {
        Node node = zone.node();
        Node consent = node.child("Consent");
        return new Recipient(
                new PartId(node.attribute("id")),
                new AgencyId(node.attribute("agency")),
                new TeamId(node.attribute("team")),
                new Role(node.attribute("role")),
                consent.attribute("state"),
                consent.optional("ref").map(UUID::fromString),
                consent.optional("override").map(UUID::fromString),
                zone.canonical());
    }

    private static Finding aboutNobody(int section) {
        return Finding.error(
                "reference.about",
                "/Disclosure/Section[" + section + "]/@about",
                "the section is about somebody who is not among the subjects");
    }

    /** Empty if it is about nobody who is here: then nobody can say whose data it is. */
    private Optional<Section> section(Reading.Zone zone, Map<PartId, SubjectCategory> people) {
        Node node = zone.node();
        PartId about = new PartId(node.attribute("about"));
        @Nullable SubjectCategory person = people.get(about);
        if (person == null) {
            return Optional.empty();
        }
        String type = node.children().get(0).name();
        Category category = labels.category(type).orElseThrow();
        return Optional.of(new Section(
                new PartId(node.attribute("id")),
                type,
                new Label(
                        category,
                        person,
                        Coded.of(Nature.values(), node.attribute("nature")),
                        Coded.of(Provenance.values(), node.attribute("provenance"))),
                about,
                instant(node.attribute("recorded")),
                node.optional("sanitisedOf").map(PartId::new),
                zone.canonical()));
    }

    private static Release release(Node node) {
        return new Release(
                UUID.fromString(node.attribute("decision")),
                node.attribute("configuration"),
                UUID.fromString(node.attribute("entry")),
                instant(node.attribute("at")),
                node.children("Withheld")
                        .map(withheld -> new Release.Withheld(
                                Coded.of(Category.values(), withheld.attribute("category")),
                                withheld.attribute("clause"),
                                withheld.text()))
                        .toList());
    }

    private static SignatureForm signature(Reading.Zone zone) {
        Node signedInfo = zone.node().child("SignedInfo");
        Node reference = signedInfo.child("Reference");
        return new SignatureForm(
                zone.canonical(),
                zone.signedInfo().orElseThrow(),
                signedInfo.child("SignatureMethod").attribute("Algorithm"),
                reference.attribute("URI"),
                reference
                        .child("Transforms")
                        .children("Transform")
                        .map(transform -> transform.attribute("Algorithm"))
                        .toList(),
                reference.child("DigestValue").text(),
                zone.node().child("SignatureValue").text(),
                zone.node()
                        .child("KeyInfo")
                        .child("X509Data")
                        .child("X509Certificate")
                        .text());
    }

    /** XML Schema lets white space stand around a time. */
    private static Instant instant(String text) {
        return Instant.parse(text.strip());
    }
}
