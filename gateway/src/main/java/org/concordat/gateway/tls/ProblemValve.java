package org.concordat.gateway.tls;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.concordat.gateway.problem.Problem;
import org.concordat.gateway.problem.ProblemType;
import org.concordat.gateway.problem.Problems;
import org.concordat.gateway.problem.Refused;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.boot.tomcat.TomcatContextCustomizer;

/** Answers with a problem where the server itself refuses or fails, outside of every filter and controller. */
final class ProblemValve extends ErrorReportValve {
    private final Problems problems;

    private ProblemValve(Problems problems) {
        this.problems = problems;
    }

    /** Puts the valve in the place of the server's own page of errors. */
    static TomcatContextCustomizer with(Problems problems) {
        return context -> {
            if (context.getParent() instanceof StandardHost host) {
                host.setErrorReportValveClass(ProblemValve.class.getName());
                host.getPipeline().addValve(new ProblemValve(problems));
            }
        };
    }

    /** No path of ours has parameters, and readers further in fail on those that are not encoded as they like. */
    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        String path = request.getRequestURI();
        if (path != null && path.indexOf(';') >= 0) {
            problems.write(response, problem(HttpServletResponse.SC_BAD_REQUEST, null));
        } else {
            try {
                super.invoke(request, response);
            } finally {
                MDC.remove(Problems.AGENCY);
            }
        }
    }

    @Override
    protected void report(Request request, Response response, @Nullable Throwable failure) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            problems.write(response, problem(status, failure));
        } catch (IOException e) {
            // the caller is gone
        }
    }

    private Problem problem(int status, @Nullable Throwable failure) {
        ProblemType type = ProblemType.ofStatus(status);
        // the server explains what it cannot read by exceptions of its own: those are no failures of the gateway
        if (failure != null && type == ProblemType.FAILED) {
            return problems.failed(failure);
        }
        return switch (type) {
            case NOT_FOUND -> problems.raise("request.not-found");
            case METHOD_NOT_ALLOWED -> problems.raise("request.method");
            case TOO_LARGE -> problems.raise(Refused.of("request.too-large", "what the server reads"));
            case FAILED -> problems.raise("gateway.failed");
            default -> problems.malformed(type);
        };
    }
}
