package org.concordat.gateway.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.concordat.gateway.problem.ProblemType;
import org.concordat.gateway.problem.Refused;

/** The bytes of one request, in memory alone, counted against the budget until closed. */
final class Body implements AutoCloseable {
    private final Budget budget;
    private byte[] bytes = {};
    private long counted;

    private Body(Budget budget) {
        this.budget = budget;
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public void close() {
        budget.held.addAndGet(-counted);
        counted = 0;
    }

    /** How many bytes all requests together may hold. Safe to share. */
    static final class Budget {
        private static final int PIECE = 64 * 1024;
        /** Whoever trickles would hold a share of the budget from all others. */
        private static final Duration PATIENCE = Duration.ofMinutes(1);

        private final long most;
        private final AtomicLong held = new AtomicLong();

        Budget(long most) {
            this.most = most;
        }

        /**
         * Reads a request's bytes, and never more of them than the limit, however the request announces them.
         *
         * @throws Refused when there are none, more than the limit, or the gateway holds too much already
         */
        Body read(HttpServletRequest request, int limit) throws Refused {
            long announced = request.getContentLengthLong();
            if (announced > limit) {
                throw tooLarge(limit);
            }
            Body body = new Body(this);
            boolean whole = false;
            try {
                body.bytes = read(request.getInputStream(), (int) Math.max(announced, 0), limit, body);
                whole = true;
            } catch (IOException e) {
                throw new Refused(
                        ProblemType.INVALID, "request.incomplete", "The request ended before all of it had arrived.");
            } finally {
                if (!whole) {
                    body.close();
                }
            }
            if (body.bytes.length == 0) {
                throw new Refused(ProblemType.INVALID, "request.empty", "The request has no content.");
            }
            return body;
        }

        private byte[] read(InputStream in, int announced, int limit, Body body) throws IOException, Refused {
            ByteArrayOutputStream out = new ByteArrayOutputStream(Math.min(announced, PIECE));
            byte[] piece = new byte[PIECE];
            int total = 0;
            long started = System.nanoTime();
            for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
                if (System.nanoTime() - started > PATIENCE.toNanos()) {
                    throw new IOException("too slow");
                }
                total += n;
                if (total > limit) {
                    throw tooLarge(limit);
                }
                count(n, body);
                out.write(piece, 0, n);
            }
            return out.toByteArray();
        }

        private void count(int more, Body body) throws Refused {
            body.counted += more;
            if (held.addAndGet(more) > most) {
                throw new Refused(
                        ProblemType.RETRY_LATER,
                        "gateway.busy",
                        "The gateway holds as many requests as it can at once. Nothing of this one was kept.");
            }
        }

        private static Refused tooLarge(int limit) {
            return new Refused(
                    ProblemType.TOO_LARGE,
                    "request.too-large",
                    "The content is larger than " + (limit < 1 << 20 ? limit / 1024 + " KiB" : (limit >> 20) + " MiB")
                            + ", which is the most that is taken here.");
        }
    }
}
