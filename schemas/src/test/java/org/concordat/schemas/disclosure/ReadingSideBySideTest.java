package org.concordat.schemas.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.concordat.schemas.Actors;
import org.junit.jupiter.api.Test;

/** One context for all threads: what one of them reads changes nothing for another. */
class ReadingSideBySideTest {
    private static final int THREADS = 8;
    private static final int TIMES = 250;

    @Test
    void disclosures_that_are_read_at_once_are_all_read_as_they_are() throws Exception {
        byte[] document = Actors.signed("check-request.xml", Actors.PROBATION);
        DisclosureParser parser = DisclosureContext.standard().parser();
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            CyclicBarrier together = new CyclicBarrier(THREADS);
            List<Callable<List<Finding>>> readers = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                readers.add(() -> {
                    together.await();
                    return findings(parser, document);
                });
            }
            for (Future<List<Finding>> reader : threads.invokeAll(readers)) {
                assertThat(reader.get()).isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<Finding> findings(DisclosureParser parser, byte[] document) {
        List<Finding> findings = new ArrayList<>();
        for (int time = 0; time < TIMES; time++) {
            try {
                parser.parse(document);
            } catch (DisclosureRejected e) {
                findings.addAll(e.findings());
            }
        }
        return findings;
    }
}
