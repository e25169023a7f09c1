package org.concordat.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

class RememberedTokensTest {
    private static final Instant START = Instant.parse("2026-11-22T09:00:00Z");

    private Instant now = START;
    private Instant expires = START.plus(Duration.ofMinutes(5));
    private int decoded;
    private final RememberedTokens tokens = new RememberedTokens(this::decode, new Moved());

    @Test
    void a_good_token_is_computed_once_in_a_minute() {
        tokens.decode("good");
        now = START.plusSeconds(59);
        assertThat(tokens.decode("good").getTokenValue()).isEqualTo("good");
        assertThat(decoded).isOne();
        now = START.plusSeconds(60);
        tokens.decode("good");
        assertThat(decoded).isEqualTo(2);
    }

    @Test
    void a_token_that_expires_now_is_computed_again() {
        expires = START.plusSeconds(30);
        tokens.decode("good");
        now = expires;
        tokens.decode("good");
        assertThat(decoded).isEqualTo(2);
    }

    @Test
    void another_token_is_another() {
        tokens.decode("good");
        tokens.decode("good too");
        assertThat(decoded).isEqualTo(2);
    }

    @Test
    void a_refused_token_is_refused_each_time() {
        assertThatThrownBy(() -> tokens.decode("bad")).isInstanceOf(BadJwtException.class);
        assertThatThrownBy(() -> tokens.decode("bad")).isInstanceOf(BadJwtException.class);
        assertThat(decoded).isEqualTo(2);
    }

    private Jwt decode(String token) {
        decoded++;
        if (token.equals("bad")) {
            throw new BadJwtException("no");
        }
        return Jwt.withTokenValue(token)
                .header("alg", "ES256")
                .issuedAt(START)
                .expiresAt(expires)
                .build();
    }

    /** Real time, as this test has it. */
    private final class Moved extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
