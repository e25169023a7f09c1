package org.concordat.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.concordat.cli.gateway.GatewayClient;
import org.concordat.hostile.Attacker;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A disclosure that comes in slowly is in memory until it is whole, and in no file. */
@ExtendWith(SharedStack.Extension.class)
class NothingIsSpooledIT {
    private static final int MIB = 1024 * 1024;

    @BeforeEach
    void only_where_open_files_can_be_looked_at() {
        assumeTrue(FilesOfProcess.areTold(), "this system does not tell which files a process has open");
    }

    @Test
    void no_byte_of_an_upload_is_in_a_file_while_it_comes_in(SharedStack stack, @TempDir Path folder) throws Exception {
        Attacker agencies = new Attacker(stack, folder);
        byte[] answer = new LargeAnswer(stack).signed(agencies.honest(SharedStack.PROBATION));
        // as it was signed, in any writing of the text, and its first bytes whatever stands in it
        List<String> words = List.of(LargeAnswer.TOLD.substring(0, 16), "<Disclosure ");
        FilesOfProcess gateway = new FilesOfProcess(
                stack.assembly().gateway().pid(), stack.run().folder().resolve("gateway-tmp"));
        assertThat(gateway.with(words)).isEmpty();

        Trickle upload = new Trickle(answer);
        CompletableFuture<HttpResponse<String>> answered = begin(stack, agencies, upload);
        for (int sent = 2 * MIB; sent < answer.length; sent += 2 * MIB) {
            upload.letGo(sent);
            assertThat(gateway.with(words)).as("after " + sent + " bytes").isEmpty();
        }
        upload.letGo(answer.length - 1);
        await().during(Duration.ofSeconds(2))
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(gateway.with(words)).isEmpty());
        assertThat(answered).isNotDone();

        upload.letGo(answer.length);
        assertThat(answered.get().statusCode()).as(answered.get().body()).isEqualTo(201);
        assertThat(gateway.with(words)).as("afterwards").isEmpty();
    }

    @Test
    void what_is_spooled_would_be_found_even_in_a_file_that_was_deleted(@TempDir Path folder) throws Exception {
        Path lying = Files.writeString(folder.resolve("lying"), "before " + LargeAnswer.TOLD);
        // another's files, never our own: to open and close one of those gives up this process's locks on it
        Process holder =
                new ProcessBuilder("sleep", "60").redirectInput(lying.toFile()).start();
        try {
            FilesOfProcess its = new FilesOfProcess(holder.pid(), folder);
            assertThat(its.with(List.of(LargeAnswer.TOLD))).isNotEmpty();
            Files.delete(lying);
            assertThat(its.with(List.of(LargeAnswer.TOLD)))
                    .singleElement()
                    .asString()
                    .contains("/fd/");
        } finally {
            holder.destroy();
            holder.waitFor();
        }
    }

    private static CompletableFuture<HttpResponse<String>> begin(SharedStack stack, Attacker agencies, Trickle upload)
            throws Exception {
        GatewayClient police = agencies.honest(SharedStack.POLICE);
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .sslContext(MutualTls.of(
                        agencies.keys(SharedStack.POLICE).tls(),
                        stack.northshire().authority().certificate()))
                .build();
        URI submissions = stack.assembly().gateway().url().resolve("/v1/disclosures");
        // of unknown length, so in chunks
        HttpRequest request = HttpRequest.newBuilder(submissions)
                .header("Authorization", "Bearer " + police.token())
                .header("Content-Type", "application/xml")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> upload))
                .build();
        return client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Gives out as much as it is let. */
    private static final class Trickle extends InputStream {
        private final byte[] content;
        private int let;
        private int given;

        Trickle(byte[] content) {
            this.content = content.clone();
        }

        /** Returns when all before that was taken. */
        synchronized void letGo(int upTo) throws InterruptedException {
            let = upTo;
            notifyAll();
            while (given < let) {
                wait();
            }
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) throws IOException {
            try {
                while (given == let && given < content.length) {
                    wait();
                }
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IOException("interrupted");
            }
            int now = Math.min(length, let - given);
            System.arraycopy(content, given, into, offset, now);
            given += now;
            notifyAll();
            return now == 0 ? -1 : now;
        }
    }
}
