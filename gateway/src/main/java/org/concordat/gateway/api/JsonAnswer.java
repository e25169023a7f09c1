package org.concordat.gateway.api;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** What was asked for, as JSON, whatever form the caller says that it takes. */
final class JsonAnswer {
    private JsonAnswer() {}

    static <T> ResponseEntity<T> of(T answer) {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(answer);
    }
}
