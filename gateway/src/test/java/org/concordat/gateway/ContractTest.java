package org.concordat.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.concordat.gateway.identity.Endpoint;
import org.concordat.protection.agency.Desk;
import org.concordat.routes.hop.Notice;
import org.concordat.schemas.terminology.Coded;
import org.junit.jupiter.api.Test;
import org.springframework.boot.actuate.endpoint.web.PathMappedEndpoints;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The contract, the access list and what is really mapped are one list; and none of it is open. */
class ContractTest extends EdgeTest {
    private static final String ID = Doors.DISCLOSURE.toString();

    @Test
    void what_is_mapped_is_what_the_contract_says() {
        assertThat(mapped()).isEqualTo(edge.contract.operations()).hasSizeGreaterThan(9);
    }

    @Test
    void what_is_listed_for_access_is_what_the_contract_says_with_the_same_scopes() {
        Set<String> listed = new TreeSet<>();
        for (Endpoint endpoint : Endpoint.values()) {
            String operation = endpoint.method() + " " + endpoint.path();
            listed.add(operation);
            assertThat(endpoint.scope()).as(operation).isEqualTo(edge.contract.scope(operation));
        }
        assertThat(listed).isEqualTo(edge.contract.operations());
    }

    @Test
    void media_types_that_are_taken_are_those_of_the_contract() {
        for (var mapping : mappings().getHandlerMethods().keySet()) {
            for (String operation : names(mapping)) {
                mapping.getConsumesCondition()
                        .getConsumableMediaTypes()
                        .forEach(type ->
                                assertThat(edge.contract.takes(operation)).contains(type.toString()));
            }
        }
    }

    @Test
    void notices_are_about_what_the_contract_lists_and_for_desks_that_it_lists() {
        String notice = "/components/schemas/Mailbox/properties/notices/items/properties/";
        assertThat(edge.contract.values(notice + "kind")).isEqualTo(codes(Notice.About.values()));
        assertThat(edge.contract.values(notice + "desk")).isEqualTo(codes(Desk.values()));
    }

    /** By whichever way it is told: REST, SOAP, a file or an e-mail. */
    @Test
    void every_code_that_is_told_is_listed() {
        for (String refusals : List.of("org.concordat.routes.hop.refusals", "org.concordat.gateway.problem.refusals")) {
            Set<String> told = ResourceBundle.getBundle(refusals, Locale.ROOT).keySet();
            assertThat(told).hasSizeGreaterThan(20);
            assertThat(edge.contract.problemCodes()).containsAll(told);
        }
    }

    private static Set<String> codes(Coded[] values) {
        return Arrays.stream(values).map(Coded::code).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void every_endpoint_answers_401_without_a_token_and_reaches_no_door() throws Exception {
        for (String operation : mapped()) {
            HttpResponse<byte[]> answer = anonymously(operation);
            assertThat(answer.statusCode()).as(operation).isEqualTo(401);
            assertThat(edge.contract.faults(operation, 401, CallersTest.header(answer), answer.body()))
                    .as(operation)
                    .isEmpty();
        }
        assertThat(edge.doors.knocks).isEmpty();
    }

    @Test
    void every_other_path_answers_401_without_a_token_too_so_that_nothing_can_be_probed() throws Exception {
        for (String path : List.of(
                "/",
                "/error",
                "/health",
                "/info",
                "/prometheus",
                "/actuator",
                "/actuator/health",
                "/favicon.ico",
                "/v1",
                "/v1/mailbox/",
                "/v2/mailbox",
                "/openapi/concordat.yaml",
                "/.well-known/oauth-protected-resource",
                "/login",
                "/oauth2/authorization/keycloak")) {
            assertThat(anonymously("GET " + path).statusCode()).as(path).isEqualTo(401);
            assertThat(anonymously("OPTIONS " + path).statusCode()).as(path).isEqualTo(401);
        }
    }

    @Test
    void what_is_not_there_answers_404_and_another_method_405_to_a_caller() throws Exception {
        EdgeUnderTest.Call police = edge.as("northshire-police");
        assertThat(CallersTest.text(police.get("/v1/nothing"))).contains("\"request.not-found\"");
        assertThat(police.get("/health").statusCode()).isEqualTo(404);
        assertThat(police.get("/v1/mailbox/").statusCode()).isEqualTo(404);
        HttpResponse<byte[]> method = police.send("PUT", "/v1/mailbox", "", HttpRequest.BodyPublishers.noBody());
        assertThat(method.statusCode()).isEqualTo(405);
        assertThat(method.headers().firstValue("Allow")).contains("GET");
        assertThat(CallersTest.text(method)).contains("\"request.method\"");
    }

    @Test
    void operators_have_health_info_and_metrics_on_their_own_port_and_nothing_else() throws Exception {
        List<String> open = new ArrayList<>();
        edge.context
                .getBean(WebEndpointsSupplier.class)
                .getEndpoints()
                .forEach(e -> open.add(e.getEndpointId().toString()));
        assertThat(open).containsExactlyInAnyOrder("health", "info", "prometheus");
        assertThat(edge.context.getBean(PathMappedEndpoints.class).getBasePath())
                .isEmpty();
        for (String path : List.of("/health", "/health/readiness", "/health/liveness", "/info", "/prometheus")) {
            assertThat(edge.operator(path).statusCode()).as(path).isEqualTo(200);
        }
        for (String path :
                List.of("/", "/env", "/beans", "/heapdump", "/loggers", "/camel", "/v1/mailbox", "/shutdown")) {
            assertThat(edge.operator(path).statusCode()).as(path).isIn(401, 404);
        }
    }

    private RequestMappingHandlerMapping mappings() {
        return edge.context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
    }

    private Set<String> mapped() {
        Set<String> mapped = new TreeSet<>();
        mappings().getHandlerMethods().keySet().forEach(mapping -> mapped.addAll(names(mapping)));
        return mapped;
    }

    private static List<String> names(org.springframework.web.servlet.mvc.method.RequestMappingInfo mapping) {
        List<String> names = new ArrayList<>();
        mapping.getMethodsCondition()
                .getMethods()
                .forEach(method -> mapping.getPatternValues().forEach(path -> names.add(method.name() + " " + path)));
        assertThat(names)
                .as("a mapping without a method answers to all: " + mapping)
                .isNotEmpty();
        return names;
    }

    private HttpResponse<byte[]> anonymously(String operation) throws Exception {
        int space = operation.indexOf(' ');
        String path = operation.substring(space + 1).replaceAll("\\{[a-z]+}", ID);
        return edge.with("northshire-police", "")
                .send(operation.substring(0, space), path, "", HttpRequest.BodyPublishers.noBody());
    }
}
