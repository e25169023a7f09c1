package org.concordat.gateway.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.concordat.gateway.problem.Problem;
import org.concordat.gateway.problem.ProblemType;
import org.concordat.gateway.problem.Problems;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;

/** Answers those who are not known (401), not scoped (403), at a place that is not there (404), or ask too early (503). */
public record AccessRefusals(Problems problems)
        implements AuthenticationEntryPoint, AuthenticationFailureHandler, AccessDeniedHandler {
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        Problem problem = problem(refused);
        if (problem.status() == ProblemType.UNAUTHENTICATED.status()) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        problems.write(response, problem);
    }

    /** What a caller is told who is not known, or cannot be known at the moment. */
    public Problem problem(AuthenticationException refused) {
        if (refused instanceof AuthenticationServiceException) {
            return problems.raise(
                    ProblemType.RETRY_LATER,
                    "identity.unavailable",
                    "Who is calling cannot be checked at the moment: the identity service, or the list of "
                            + "revoked certificates, is not to be had.");
        }
        if (refused instanceof IdentityRefused identity) {
            return problems.raise(ProblemType.UNAUTHENTICATED, identity.code(), identity.sentence());
        }
        if (refused instanceof InvalidBearerTokenException) {
            return problems.raise(
                    ProblemType.UNAUTHENTICATED,
                    "identity.token-invalid",
                    "The access token is not one that the gateway takes: expired, not signed by the identity service, "
                            + "or meant for something else.");
        }
        return problems.raise(
                ProblemType.UNAUTHENTICATED,
                "identity.token-missing",
                "An access token, bound to the client certificate, is needed.");
    }

    @Override
    public void onAuthenticationFailure(
            HttpServletRequest request, HttpServletResponse response, AuthenticationException refused)
            throws IOException {
        commence(request, response, refused);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied)
            throws IOException {
        List<HttpMethod> methods = Endpoint.methodsAt(request.getRequestURI());
        Problem problem;
        if (methods.isEmpty()) {
            problem = problems.raise(
                    ProblemType.NOT_FOUND, "request.not-found", "There is nothing here, or nothing for your agency.");
        } else if (methods.contains(HttpMethod.valueOf(request.getMethod()))) {
            problem = problems.raise(
                    ProblemType.FORBIDDEN,
                    "identity.scope-missing",
                    "The access token does not have the scope that this needs.");
        } else {
            response.setHeader("Allow", methods.stream().map(HttpMethod::name).collect(Collectors.joining(", ")));
            problem = problems.raise(
                    ProblemType.METHOD_NOT_ALLOWED,
                    "request.method",
                    "This method does nothing here. The methods that do are listed in the Allow header.");
        }
        problems.write(response, problem);
    }
}
