package org.concordat.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The house's architecture as sentences: arrows point down only, and names say what a thing is. */
class ArchitectureTest {
    private static final String GENERATED = "..model..";
    private static final JavaClasses HOUSE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            // what the gateway's tests lend to those of the sandbox comes in a jar of its own
            .withImportOption(location -> !location.contains("-tests.jar"))
            .importPackages("org.concordat");

    @Test
    void these_rules_look_at_the_whole_house() {
        Set<String> modules = new TreeSet<>();
        HOUSE.forEach(c -> modules.add(c.getPackageName().split("\\.", -1)[2]));
        assertThat(modules).containsExactly("certs", "cli", "gateway", "protection", "routes", "sandbox", "schemas");
        assertThat(HOUSE.size()).isGreaterThan(200);
    }

    @Test
    void schemas_know_only_themselves() {
        downOnly("schemas", "protection", "routes", "gateway", "cli", "sandbox");
    }

    @Test
    void protection_knows_schemas_alone() {
        downOnly("protection", "routes", "gateway", "cli", "sandbox");
    }

    @Test
    void routes_know_nothing_of_how_they_run() {
        downOnly("routes", "gateway", "cli", "sandbox");
    }

    @Test
    void the_gateway_holds_nothing_of_the_sandbox() {
        downOnly("gateway", "cli", "sandbox");
    }

    @Test
    void what_answers_for_real_people_makes_no_sample_certificates() {
        downOnly("schemas", "certs");
        downOnly("protection", "certs");
        downOnly("routes", "certs");
        downOnly("gateway", "certs");
        downOnly("certs", "schemas", "protection", "routes", "gateway", "cli", "sandbox");
    }

    @Test
    void the_command_line_speaks_through_the_edges_only() {
        downOnly("cli", "routes", "gateway", "sandbox");
    }

    @Test
    void what_may_be_said_and_shared_is_plain_java() {
        noClasses()
                .that()
                .resideInAnyPackage("org.concordat.schemas..", "org.concordat.protection..", "org.concordat.cli..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.springframework..", "org.apache.camel..", "jakarta.servlet..")
                .because("a partner's lawyer and a partner's developer read these without knowing a framework")
                .check(HOUSE);
    }

    @Test
    void a_decision_knows_nothing_of_transport_or_form() {
        noClasses()
                .that()
                .resideInAnyPackage("org.concordat.protection.decision..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "java.io..", "java.sql..", "org.w3c.dom..", "jakarta.xml..")
                .because("the rules are pure: time, consent and labels are part of the question")
                .check(HOUSE);
    }

    @Test
    void only_stores_speak_sql() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.concordat.gateway..", "org.concordat.sandbox..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..")
                .because("PostgreSQL is behind the ports of the routes")
                .check(HOUSE);
    }

    @Test
    void packages_form_no_cycles() {
        for (String module : Set.of("certs", "schemas", "protection", "routes", "gateway", "cli", "sandbox")) {
            slices().matching("org.concordat." + module + ".(*)..")
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true)
                    .check(HOUSE);
        }
    }

    @Test
    void a_name_says_what_a_thing_is() {
        noClasses()
                .that()
                .resideOutsideOfPackage(GENERATED)
                .should()
                .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Constants|Common|Misc)$")
                .because("such a name says nothing that the type does not")
                .check(HOUSE);
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..impl..", "..helper..")
                .because("a package is something a person understands")
                .check(HOUSE);
    }

    @Test
    void every_package_is_null_marked() {
        Set<String> unmarked = new TreeSet<>();
        for (JavaClass type : HOUSE) {
            JavaPackage home = type.getPackage();
            if (!home.getName().contains(".model") && !home.isAnnotatedWith(NullMarked.class)) {
                unmarked.add(home.getName());
            }
        }
        assertThat(unmarked).isEmpty();
    }

    @Test
    void stages_are_made_by_their_hop_alone() {
        String stages = "Admitted|Checked|Cleared|Minimised|Sealed|Released|Delivered|Acknowledged";
        DescribedPredicate<JavaClass> stage = DescribedPredicate.describe(
                "a stage of a disclosure's way",
                type -> type.getPackageName().equals("org.concordat.routes.hop")
                        && type.getSimpleName().matches(stages));
        assertThat(HOUSE.that(stage)).hasSize(stages.split("\\|", -1).length);
        classes()
                .that(stage)
                .should()
                .haveOnlyPrivateConstructors()
                .because("no decision, no hop: nobody can make a later stage without its hop")
                .check(HOUSE);
    }

    private static void downOnly(String module, String... above) {
        for (String other : above) {
            noClasses()
                    .that()
                    .resideInAPackage("org.concordat." + module + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage("org.concordat." + other + "..")
                    .because("arrows point down only")
                    .check(HOUSE);
        }
    }
}
