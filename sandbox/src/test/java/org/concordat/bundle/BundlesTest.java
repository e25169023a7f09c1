package org.concordat.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.concordat.protection.bundle.Bundle;
import org.concordat.protection.bundle.BundleRefused;
import org.concordat.protection.configuration.ConfigurationRejected;
import org.concordat.protection.configuration.ConfigurationRejected.Finding;
import org.concordat.routes.bundle.Activation;
import org.concordat.routes.bundle.Bundles;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.InForce;
import org.concordat.sandbox.northshire.Northshire;
import org.concordat.schemas.terminology.AgencyId;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What is put in force, what is refused, and what a node begins with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BundlesTest {
    private static final AgencyId AUDITOR = new AgencyId(Northshire.AUDITOR);

    private Workshop first;
    private Bundle whole;
    private Workshop workshop;
    private Bundles node;
    private InForce inForce;

    @BeforeAll
    void northshire(@TempDir Path folder) throws Exception {
        first = Workshop.in(folder);
        whole = first.bundle();
        first.northshire.sign(1);
    }

    @BeforeEach
    void a_node_with_the_first_bundle() throws Exception {
        workshop = first.again();
        node = workshop.node();
        inForce = node.begin(workshop.folder());
    }

    @Test
    void the_first_bundle_is_put_in_force_by_the_gateway_itself_with_its_evidence() {
        assertThat(inForce.number()).isEqualTo(1);
        assertThat(node.history())
                .containsExactly(
                        new Activation(1, whole.digest(), Workshop.APPROVERS, new AgencyId("gateway"), Workshop.NOW));
        assertThat(workshop.activations.entries).singleElement().satisfies(entry -> {
            assertThat(entry.says("code")).contains("bundle.activated");
            assertThat(entry.says("bundle")).contains("1");
            assertThat(entry.says("original")).contains(whole.digest());
            assertThat(entry.says("replaced")).isEmpty();
        });
    }

    @Test
    void a_folder_that_nobody_signed_is_nothing_to_begin_with(@TempDir Path bare) throws Exception {
        Workshop empty = Workshop.in(bare);
        assertThatExceptionOfType(BundleRefused.class)
                .isThrownBy(() -> empty.node().begin(empty.folder()))
                .withMessageContaining("there is no signature");
        assertThat(empty.activations.entries).isEmpty();
    }

    @Test
    void a_new_number_is_put_in_force_at_once_and_the_ledger_says_what_it_replaced() throws Exception {
        String before = inForce.configuration().digest();
        assertThat(inForce.agencies().find(AUDITOR)).isPresent();
        workshop.activate(node, inForce, without("agencies/northshire-audit.yaml"), 2);
        assertThat(inForce.number()).isEqualTo(2);
        assertThat(inForce.agencies().find(AUDITOR)).isEmpty();
        assertThat(workshop.activations.entries.get(1).says("replaced")).contains(before);
        assertThat(workshop.activations.entries.get(1).says("configuration"))
                .contains(inForce.configuration().digest());
    }

    @Test
    void another_node_follows_and_what_began_before_ends_under_what_it_began_with() throws Exception {
        Bundles other = workshop.node();
        InForce there = other.begin(workshop.folder());
        workshop.activate(node, inForce, without("agencies/northshire-audit.yaml"), 2);
        there.during(() -> {
            String digest = there.configuration().digest();
            there.follow();
            assertThat(there.configuration().digest()).isEqualTo(digest);
            assertThat(there.agencies().find(AUDITOR)).isPresent();
            return digest;
        });
        assertThat(there.number()).isEqualTo(2);
        assertThat(there.agencies().find(AUDITOR)).isEmpty();
        assertThat(there.configuration().digest())
                .isEqualTo(inForce.configuration().digest());
    }

    @Test
    void an_older_number_or_the_same_one_is_refused_and_so_is_what_was_in_force_before() throws Exception {
        byte[] replayed = workshop.packed(whole, 2, Workshop.APPROVERS);
        node.activate(inForce, Workshop.OPERATOR, replayed);
        refused("bundle.older", replayed);
        workshop.activate(node, inForce, without("agencies/northshire-audit.yaml"), 3);
        refused("bundle.older", replayed);
        refused("bundle.older", workshop.packed(whole, 3, Workshop.APPROVERS));
        assertThat(inForce.number()).isEqualTo(3);
        // the same files are no crime under a number that is new
        assertThat(workshop.activate(node, inForce, whole, 4).digest()).isEqualTo(whole.digest());
    }

    @Test
    void what_two_approvers_did_not_sign_changes_nothing() throws Exception {
        String one = Workshop.APPROVERS.get(0);
        refused("bundle.not-approved", workshop.packed(whole, 2, List.of(one)));
        refused("bundle.not-approved", workshop.packed(whole, 2, List.of(one, one)));
        refused("bundle.malformed", new byte[] {1, 2, 3});
        workshop.revoked = subject -> subject.contains(one);
        refused("bundle.not-approved", workshop.packed(whole, 2, Workshop.APPROVERS));
    }

    @Test
    void that_an_approvers_certificate_is_gone_bad_since_undoes_nothing() throws Exception {
        workshop.revoked = subject -> true;
        assertThat(workshop.node().begin(workshop.folder()).number()).isEqualTo(1);
    }

    @Test
    void a_bundle_that_would_lock_every_operator_out_is_refused() throws Exception {
        refused(
                "bundle.without-operator",
                workshop.packed(without("agencies/northshire-operations.yaml"), 2, Workshop.APPROVERS));
    }

    @Test
    void a_broken_bundle_is_refused_with_file_and_line_of_everything() throws Exception {
        HopRefused refused = refused(
                "bundle.not-in-order",
                workshop.packed(
                        with(Map.of(
                                "agencies/northshire-audit.yaml", "id: northshire-audit\n",
                                "agreements/another.yaml", "agreement: [\n")),
                        2,
                        Workshop.APPROVERS));
        assertThat(refused.findings())
                .anyMatch(finding -> finding.location().equals("agencies/northshire-audit.yaml:1"))
                .anyMatch(finding -> finding.location().startsWith("agreements/another.yaml:"));
    }

    @Test
    void two_that_are_put_in_force_at_once_are_one_and_a_refusal() throws Exception {
        Bundles other = workshop.node();
        InForce there = other.begin(workshop.folder());
        workshop.activate(other, there, whole, 2);
        refused("bundle.overtaken", workshop.packed(whole, 3, Workshop.APPROVERS));
        node.begin(workshop.folder());
    }

    @Test
    void a_node_that_cannot_take_what_is_in_force_decides_nothing(@TempDir Path others) throws Exception {
        for (String approver : Northshire.APPROVERS.subList(1, 3)) {
            Files.copy(workshop.northshire.approvers().resolve(approver + ".crt"), others.resolve(approver + ".crt"));
        }
        Bundles strict = workshop.node(others);
        assertThatExceptionOfType(BundleRefused.class).isThrownBy(() -> strict.begin(workshop.folder()));
        assertThat(workshop.activations.forged).containsExactly(1);

        workshop.activate(node, inForce, whole, 2);
        InForce there = workshop.node().begin(workshop.folder());
        workshop.activations.altered = true;
        workshop.activations.activate(
                new Activation(3, whole.digest(), List.of(), Workshop.OPERATOR, Workshop.NOW),
                new org.concordat.routes.bundle.Activations.Packed(new byte[0]),
                2,
                workshop.activations.entries.get(0));
        there.follow();
        assertThat(there.isBehind()).isTrue();
        assertThat(there.number()).isEqualTo(2);
        HopRefused refused = catchThrowableOfType(HopRefused.class, () -> there.deciding(() -> "a decision"));
        assertThat(refused.category()).isEqualTo(HopRefused.Category.RETRY_LATER);
        assertThatIllegalStateException().isThrownBy(() -> workshop.node().begin(workshop.folder()));
    }

    @Test
    void what_the_gateway_could_not_do_is_not_put_in_force_nor_begun_with() throws Exception {
        workshop.lacking = List.of(new Finding("agencies/northshire-children.yaml", 1, "this gateway lacks a key"));
        HopRefused refused = refused("bundle.not-in-order", workshop.packed(whole, 2, Workshop.APPROVERS));
        assertThat(refused.findings())
                .anyMatch(finding -> finding.location().equals("agencies/northshire-children.yaml:1"));
        assertThatExceptionOfType(ConfigurationRejected.class)
                .isThrownBy(() -> workshop.node().begin(workshop.folder()));
    }

    @Test
    void a_node_that_falls_behind_says_why_in_its_log() throws Exception {
        Logger log = Logger.getLogger(Bundles.class.getName());
        List<String> said = new CopyOnWriteArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord line) {
                said.add(line.getLevel() + " " + MessageFormat.format(line.getMessage(), line.getParameters()));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        InForce there = workshop.node().begin(workshop.folder());
        workshop.activate(node, inForce, whole, 2);
        log.addHandler(handler);
        try {
            workshop.lacking = List.of(new Finding("agencies/northshire-children.yaml", 1, "this gateway lacks a key"));
            there.follow();
        } finally {
            log.removeHandler(handler);
        }
        assertThat(there.isBehind()).isTrue();
        assertThat(said)
                .singleElement()
                .asString()
                .startsWith("SEVERE bundle 2 is in force")
                .contains("agencies/northshire-children.yaml:1: this gateway lacks a key");
        there.follow();
        assertThat(there.isBehind()).as("it lacks it still").isTrue();
        workshop.lacking = List.of();
        there.follow();
        assertThat(there.isBehind()).as("the key was put in place").isFalse();
        assertThat(there.number()).isEqualTo(2);
    }

    private HopRefused refused(String code, byte[] packed) {
        String before = inForce.configuration().digest();
        int activated = workshop.activations.entries.size();
        HopRefused refused =
                catchThrowableOfType(HopRefused.class, () -> node.activate(inForce, Workshop.OPERATOR, packed));
        assertThat(refused).isNotNull();
        assertThat(refused.code()).isEqualTo(code);
        assertThat(inForce.configuration().digest()).isEqualTo(before);
        assertThat(workshop.activations.entries).hasSize(activated);
        return refused;
    }

    private Bundle without(String name) throws Exception {
        Map<String, byte[]> files = files();
        files.remove(name);
        return new Bundle(files);
    }

    private Bundle with(Map<String, String> others) throws Exception {
        Map<String, byte[]> files = files();
        others.forEach((name, text) -> files.put(name, text.getBytes(StandardCharsets.UTF_8)));
        return new Bundle(files);
    }

    private Map<String, byte[]> files() throws Exception {
        Map<String, byte[]> files = new HashMap<>();
        for (String name : whole.names()) {
            files.put(name, whole.read(name, 1 << 20));
        }
        return files;
    }
}
