package org.concordat.gateway.identity;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import org.concordat.gateway.problem.Problem;
import org.concordat.gateway.problem.ProblemType;
import org.concordat.gateway.problem.Problems;
import org.concordat.gateway.problem.Refused;
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
            return problems.raise("identity.unavailable");
        }
        if (refused.getCause() instanceof Refused why) {
            return problems.raise(why);
        }
        return problems.raise(
                refused instanceof InvalidBearerTokenException ? "identity.token-invalid" : "identity.token-missing");
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
        String code = "request.not-found";
        if (methods.contains(HttpMethod.valueOf(request.getMethod()))) {
            code = "identity.scope-missing";
        } else if (!methods.isEmpty()) {
            response.setHeader("Allow", methods.stream().map(HttpMethod::name).collect(Collectors.joining(", ")));
            code = "request.method";
        }
        problems.write(response, problems.raise(code));
    }
}
