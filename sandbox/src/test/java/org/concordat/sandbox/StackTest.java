package org.concordat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class StackTest {
    private final List<String> said = new CopyOnWriteArrayList<>();
    private final Stack stack = new Stack(said::add);

    @Test
    void what_was_added_last_is_closed_first_whatever_fails() throws Exception {
        stack.add("first", () -> said.add("first closed"));
        stack.add("second", () -> {
            throw new IOException("stuck");
        });
        stack.add("third", () -> said.add("third closed"));

        stack.close();

        assertThat(said).containsExactly("third closed", "second did not stop as it should: stuck", "first closed");
    }

    @Test
    void a_part_that_fails_to_start_says_why() {
        Stack.Starting<AutoCloseable> starting = stack.start("part", () -> {
            throw new IOException("no room");
        });
        assertThatThrownBy(starting::await).isInstanceOf(IOException.class).hasMessage("no room");
        stack.close();
    }

    @Test
    void a_part_that_comes_up_while_the_stack_is_closed_is_closed_too() throws Exception {
        CountDownLatch closed = new CountDownLatch(1);
        CountDownLatch begun = new CountDownLatch(1);
        stack.start("part", () -> {
            begun.countDown();
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException ignoredByThePart) {
                Thread.interrupted();
            }
            return closed::countDown;
        });
        assertThat(begun.await(10, TimeUnit.SECONDS)).isTrue();

        stack.close();

        assertThat(closed.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whoever_closes_second_waits_until_all_is_closed() throws Exception {
        CountDownLatch closing = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        stack.add("slow", () -> {
            closing.countDown();
            assertThat(mayEnd.await(10, TimeUnit.SECONDS)).isTrue();
            said.add("slow closed");
        });
        Thread first = new Thread(stack::close);
        first.start();
        assertThat(closing.await(10, TimeUnit.SECONDS)).isTrue();
        Thread second = new Thread(() -> {
            stack.close();
            said.add("second returned");
        });
        second.start();
        mayEnd.countDown();
        first.join();
        second.join();

        assertThat(said).containsExactly("slow closed", "second returned");
    }
}
