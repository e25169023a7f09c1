package org.concordat.gateway.api;

import jakarta.servlet.http.HttpServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.concordat.gateway.identity.CallerAuthentication;
import org.concordat.gateway.problem.Refused;
import org.concordat.routes.arrival.Rooms;
import org.concordat.routes.hop.Admit;
import org.concordat.schemas.terminology.AgencyId;
import org.springframework.security.core.context.SecurityContextHolder;
import tools.jackson.core.JacksonException;

/** The bytes of one request, in memory alone; what they cost is counted against the budget until closed. */
public final class Body implements Rooms.Held {
    /** Whoever trickles would hold a share of the budget from all others. */
    static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Budget budget;
    private final String agency;
    private byte[] bytes = {};
    private long counted;

    private Body(Budget budget, String agency) {
        this.budget = budget;
        this.agency = agency;
    }

    public byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean take(long more) {
        boolean taken = budget.take(agency, more);
        counted += taken ? more : 0;
        return taken;
    }

    @Override
    public long most() {
        return budget.share - counted;
    }

    @Override
    public void close() {
        budget.giveBack(agency, counted);
        counted = 0;
    }

    /**
     * How much memory all requests together may take, and how much of it those of one agency: half, but always one of the
     * largest submissions. Safe to share.
     */
    public static final class Budget implements Rooms {
        /**
         * What a byte of a request costs before it is answered: itself, its parts, the copy being made, and what the
         * sealing of that needs. Measured at 10 MiB to one recipient: 6 to 7 times its size.
         */
        public static final int COST = 7;

        private static final int PIECE = 64 * 1024;
        private final long most;
        private final long share;
        private final Map<String, Long> taken = new HashMap<>();
        private long all;

        Budget(long most) {
            this.most = most;
            this.share = Math.max(most / 2, Math.min(most, (COST + 1L) * Admit.LARGEST));
        }

        private synchronized boolean take(String agency, long more) {
            long its = taken.getOrDefault(agency, 0L) + more;
            if (more < 0 || all + more > most || its > share) {
                return false;
            }
            all += more;
            taken.put(agency, its);
            return true;
        }

        private synchronized void giveBack(String agency, long counted) {
            all -= counted;
            // who holds nothing leaves nothing behind
            taken.computeIfPresent(agency, (a, its) -> its > counted ? its - counted : null);
        }

        @Override
        public Optional<Held> hold(AgencyId id, long bytes) {
            Body body = new Body(this, id.value());
            return body.take(bytes * COST) ? Optional.of(body) : Optional.empty();
        }

        @Override
        public long most() {
            return share / COST;
        }

        /**
         * Reads a request's bytes, and never more of them than the limit, however the request announces them.
         *
         * @throws Refused when there are none, more than the limit, or the gateway holds too much already
         */
        Body read(HttpServletRequest request, int limit) throws Refused {
            return read(request, limit, agency(), COST);
        }

        /**
         * The same for a caller whom Spring Security does not know.
         *
         * @param cost of each byte, until it is answered
         */
        public Body read(HttpServletRequest request, int limit, String agency, int cost) throws Refused {
            long announced = request.getContentLengthLong();
            if (announced > limit) {
                throw tooLarge(limit);
            }
            Body body = new Body(this, agency);
            boolean whole = false;
            try {
                body.bytes = read(request.getInputStream(), (int) Math.max(announced, 0), limit, cost, body);
                whole = true;
            } catch (IOException e) {
                throw Refused.of("request.incomplete");
            } finally {
                if (!whole) {
                    body.close();
                }
            }
            if (body.bytes.length == 0) {
                throw Refused.of("request.empty");
            }
            return body;
        }

        private byte[] read(InputStream in, int announced, int limit, int cost, Body body) throws IOException, Refused {
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
                if (!body.take((long) n * cost)) {
                    // what would not fit into an empty gateway either need not come again
                    throw (long) n * cost > body.most() ? tooLarge((int) (share / cost)) : Refused.of("gateway.busy");
                }
                out.write(piece, 0, n);
            }
            return out.toByteArray();
        }

        /** What a person decided: so little that it takes no room. */
        <T> T decided(HttpServletRequest request, Class<T> what) throws Refused {
            try (Body body = read(request, 1024)) {
                return AskedReader.JSON.readValue(body.bytes, what);
            } catch (JacksonException e) {
                throw Refused.malformed(": it says what was decided, and the person who did, as the actor");
            }
        }

        /** What an agency signed: a compact JWS. */
        String statement(HttpServletRequest request) throws Refused {
            try (Body body = read(request, 64 * 1024)) {
                return new String(body.bytes, StandardCharsets.ISO_8859_1).strip();
            }
        }

        /** Room for an answer to the caller. */
        Body room() {
            return new Body(this, agency());
        }

        private static String agency() {
            return SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication caller
                    ? caller.getPrincipal().claimed().value()
                    : "";
        }

        private static Refused tooLarge(int limit) {
            return Refused.of("request.too-large", limit < 1 << 20 ? limit / 1024 + " KiB" : (limit >> 20) + " MiB");
        }
    }
}
