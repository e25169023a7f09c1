package org.concordat.gateway.api;

import org.apache.tomcat.util.http.InvalidParameterException;
import org.concordat.gateway.problem.Problem;
import org.concordat.gateway.problem.ProblemType;
import org.concordat.gateway.problem.Problems;
import org.concordat.gateway.problem.Refused;
import org.concordat.routes.hop.HopRefused;
import org.concordat.routes.hop.StoreUnavailable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Makes a problem of everything that a controller throws. What it does not know is a failure of our own. */
@RestControllerAdvice
record ProblemAnswers(Problems problems) {
    @ExceptionHandler
    ResponseEntity<Problem> refused(HopRefused refused) {
        return answer(problems.refused(refused));
    }

    @ExceptionHandler
    ResponseEntity<Problem> refused(Refused refused) {
        return answer(problems.raise(refused));
    }

    @ExceptionHandler
    ResponseEntity<Problem> refused(HttpMediaTypeNotSupportedException refused) {
        return answer(problems.raise("request.media-type"), refused.getHeaders());
    }

    @ExceptionHandler(StoreUnavailable.class)
    ResponseEntity<Problem> unavailable(StoreUnavailable unavailable) {
        return answer(problems.unavailable());
    }

    /** The server reads a query when it is first asked for it, and by then it is the request's own fault. */
    @ExceptionHandler
    ResponseEntity<Problem> malformed(InvalidParameterException unreadable) {
        return answer(problems.malformed(ProblemType.INVALID));
    }

    @ExceptionHandler
    ResponseEntity<Problem> failed(Exception failure) {
        if (failure instanceof ErrorResponse known && known.getStatusCode().value() < 500) {
            ProblemType type = ProblemType.ofStatus(known.getStatusCode().value());
            return answer(
                    type == ProblemType.NOT_FOUND ? problems.raise("request.not-found") : problems.malformed(type));
        }
        return answer(problems.failed(failure));
    }

    private static ResponseEntity<Problem> answer(Problem problem) {
        return answer(problem, HttpHeaders.EMPTY);
    }

    private static ResponseEntity<Problem> answer(Problem problem, HttpHeaders headers) {
        ResponseEntity.BodyBuilder answer = ResponseEntity.status(problem.status())
                .headers(headers)
                .contentType(MediaType.APPLICATION_PROBLEM_JSON);
        problem.retryAfter().ifPresent(seconds -> answer.header(HttpHeaders.RETRY_AFTER, String.valueOf(seconds)));
        return answer.body(problem);
    }
}
