package org.concordat.gateway.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.RETURNS_DEEP_STUBS;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database that would acknowledge what a power cut can take away is not used. */
class PostgresStoresTest {
    private final JdbcClient database = mock(JdbcClient.class, RETURNS_DEEP_STUBS);

    @ParameterizedTest
    @ValueSource(strings = {"fsync", "full_page_writes", "synchronous_commit"})
    void a_database_that_does_not_keep_what_it_acknowledges_is_refused(String setting) {
        set("on");
        when(database.sql(anyString()).param(setting).query(String.class).single())
                .thenReturn("off");
        assertThatThrownBy(() -> PostgresStores.requireDurable(database))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(setting + " off");
    }

    @ParameterizedTest
    @CsvSource({"local, a, true", "remote_write, a, true", "local, '', false", "on, a, false", "remote_apply, a, false"
    })
    void a_commit_waits_for_the_standby_where_there_is_one(String commit, String standbys, boolean refused) {
        set("on");
        when(database.sql(anyString())
                        .param("synchronous_commit")
                        .query(String.class)
                        .single())
                .thenReturn(commit);
        when(database.sql(anyString())
                        .param("synchronous_standby_names")
                        .query(String.class)
                        .single())
                .thenReturn(standbys);
        assertThat(catchThrowable(() -> PostgresStores.requireDurable(database)) != null)
                .isEqualTo(refused);
    }

    @Test
    void one_that_does_is_taken() {
        set("on");
        PostgresStores.requireDurable(database);
        assertThat(database).isNotNull();
    }

    private void set(String value) {
        for (String setting : new String[] {"fsync", "full_page_writes", "synchronous_commit"}) {
            when(database.sql(anyString()).param(setting).query(String.class).single())
                    .thenReturn(value);
        }
    }
}
