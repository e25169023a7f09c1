package org.concordat.routes.connector;

import jakarta.mail.Address;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimePart;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.concordat.protection.agency.Agency;
import org.concordat.protection.agency.Endpoint;
import org.concordat.schemas.terminology.AgencyId;

/**
 * Takes e-mails from the gateway's own mailbox, over IMAP and TLS. Whose they are is not known by anything but the address
 * that they say they are from, so the seal and the record's signature have to show it. Each is answered at the agency's
 * registered address, sealed; then it is moved to the folder {@code taken} or {@code refused}. Of what anybody may have sent
 * in an agency's name, as it was refused before its signature held or is a repeat, each node answers one an hour; what a machine sent of itself (RFC 3834) is refused
 * unread and not answered. All of it is counted. What comes from anybody else goes to {@code refused} unread.
 */
public final class MailPickUp implements PickUp {
    private static final Duration TIME_OUT = Duration.ofSeconds(20);
    private static final int IMAPS = 993; // RFC 8314 section 7.3
    private static final int DEPTH = 3;
    private static final int PARTS = 16;
    /** After so many of one sender that cannot be taken yet, a look passes over its others: the rest do not wait for them. */
    private static final int LEFT = 16;

    private static final Duration BETWEEN_ANSWERS = Duration.ofHours(1);

    private static final Pattern MESSAGE_ID = Pattern.compile("<[!-;=?-~]{1,250}>");

    private final Post post;
    /** Who had an answer last that anybody could have caused, and when, in real time. */
    private final Map<AgencyId, Long> told = new ConcurrentHashMap<>();

    /** @param post without a mail server, or without an inbox at it, nothing comes */
    public MailPickUp(Post post) {
        this.post = post;
    }

    @Override
    public String name() {
        return "secure-email";
    }

    @Override
    public boolean isOpenToAll() {
        return true;
    }

    @Override
    public void look(List<Agency> agencies, Taking taking) throws ConnectorFailed {
        MailServer mail = post.mail();
        URI inbox = mail.inbox().orElseThrow(() -> new ConnectorFailed("this gateway has no mailbox for e-mail"));
        MailServer.Login login =
                mail.login().orElseThrow(() -> new ConnectorFailed("this gateway has no login at its mail server"));
        Map<String, Agency> senders = new HashMap<>();
        agencies.forEach(agency -> senders.put(address(agency).toLowerCase(Locale.ROOT), agency));
        try (Store store = session(inbox).getStore("imaps")) {
            store.connect(login.user(), login.password());
            try (Folder folder = store.getFolder("INBOX")) { // closing it removes what was moved
                folder.open(Folder.READ_WRITE);
                take(folder, senders, taking);
            }
        } catch (MessagingException e) {
            throw new ConnectorFailed("the gateway's mailbox cannot be read");
        }
    }

    /** Each by itself: anybody may have sent any of them, so what cannot be taken stays and keeps no other from it. */
    private void take(Folder folder, Map<String, Agency> senders, Taking taking)
            throws MessagingException, ConnectorFailed {
        Map<Optional<AgencyId>, List<ConnectorFailed>> left = new HashMap<>();
        int last = folder.getMessageCount();
        for (int i = 1, tried = 0; i <= last && tried < AT_ONCE && taking.goesOn(); i++) {
            Message message = folder.getMessage(i);
            Optional<Agency> from = sender(message).map(senders::get);
            List<ConnectorFailed> its = left.computeIfAbsent(from.map(Agency::id), id -> new ArrayList<>());
            if (its.size() < LEFT) {
                tried++;
                try {
                    take(message, from, folder.getStore(), taking);
                } catch (ConnectorFailed e) {
                    its.add(e);
                } catch (MessagingException | RuntimeException e) {
                    if (!folder.isOpen()) {
                        throw e;
                    }
                    its.add(new ConnectorFailed(
                            "an e-mail failed: " + e.getClass().getName()));
                }
            }
        }
        Optional<ConnectorFailed> first =
                left.values().stream().flatMap(List::stream).findFirst();
        if (first.isPresent()) {
            throw first.get();
        }
    }

    private Session session(URI inbox) {
        Properties properties = new Properties();
        String millis = String.valueOf(TIME_OUT.toMillis());
        properties.put("mail.imaps.host", inbox.getHost());
        properties.put("mail.imaps.port", String.valueOf(inbox.getPort() < 0 ? IMAPS : inbox.getPort()));
        properties.put("mail.imaps.ssl.socketFactory", post.tls().getSocketFactory());
        properties.put("mail.imaps.ssl.socketFactory.fallback", "false");
        properties.put("mail.imaps.ssl.checkserveridentity", "true");
        properties.put("mail.imaps.timeout", millis);
        properties.put("mail.imaps.connectiontimeout", millis);
        properties.put("mail.imaps.writetimeout", millis);
        return Session.getInstance(properties);
    }

    private void take(Message message, Optional<Agency> from, Store store, Taking taking)
            throws MessagingException, ConnectorFailed {
        if (from.isEmpty()) {
            move(message, store, "refused");
            return;
        }
        String id = header(message, "Message-ID")
                .filter(named -> MESSAGE_ID.matcher(named).matches())
                .orElse("");
        Answer answer = taking.take(from.get(), arrival(message, id, store));
        if (answer.outcome() == Outcome.LATER) {
            throw PickUp.later();
        }
        told.values().removeIf(at -> System.nanoTime() - at >= BETWEEN_ANSWERS.toNanos());
        if (!answer.anybodys()
                || (!isAutomatic(message) && !told.containsKey(from.get().id()))) {
            answer(from.get(), id, answer, taking);
        }
        move(message, store, answer.outcome() == Outcome.TAKEN ? "taken" : "refused");
    }

    private void answer(Agency to, String id, Answer answer, Taking taking) throws ConnectorFailed {
        Post.Content sealed = Post.sealed(
                taking.sealed(answer, to).toByteArray(), answer.outcome().word() + ".p7m");
        UUID named = UUID.nameUUIDFromBytes((id + answer.text()).getBytes(StandardCharsets.UTF_8));
        post.send(named, address(to), TIME_OUT, reply -> {
            sealed.in(reply);
            if (!id.isEmpty()) {
                reply.setHeader("In-Reply-To", id);
            }
        });
        if (answer.anybodys()) {
            told.put(to.id(), System.nanoTime());
        }
    }

    private static Arrival arrival(Message message, String id, Store store) throws MessagingException {
        Instant at = message.getReceivedDate() == null
                ? Instant.EPOCH
                : message.getReceivedDate().toInstant();
        if (isAutomatic(message)) {
            return new Arrival(id, at, 0, Optional.of("arrival.automatic"), Optional::empty);
        }
        try {
            Optional<Part> sealed = sealed(message, DEPTH);
            if (sealed.isPresent()) {
                boolean base64 = sealed.get() instanceof MimePart part && "base64".equalsIgnoreCase(part.getEncoding());
                long size = Math.max(0, sealed.get().getSize()) * (base64 ? 3L : 4L) / 4;
                return new Arrival(id, at, size, Optional.empty(), () -> read(sealed.get(), size, store));
            }
        } catch (MessagingException | IOException | RuntimeException e) {
            if (!store.isConnected()) {
                throw new MessagingException("the line broke");
            } // else what was sent is none of what e-mail may be
        }
        return new Arrival(id, at, 0, Optional.of("arrival.no-attachment"), Optional::empty);
    }

    private static Optional<Part> sealed(Part part, int depth) throws MessagingException, IOException {
        if (part.isMimeType("application/pkcs7-mime") || part.isMimeType("application/x-pkcs7-mime")) {
            return Optional.of(part);
        }
        if (depth > 0 && part.isMimeType("multipart/*") && part.getContent() instanceof Multipart parts) {
            for (int i = 0; i < Math.min(PARTS, parts.getCount()); i++) {
                Optional<Part> found = sealed(parts.getBodyPart(i), depth - 1);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** What cannot be decoded has no content. */
    private static Optional<byte[]> read(Part part, long most, Store store) throws ConnectorFailed {
        try (InputStream in = part.getInputStream()) {
            return Optional.of(in.readNBytes((int) most + 1));
        } catch (IOException | MessagingException | RuntimeException e) {
            if (!store.isConnected()) {
                throw new ConnectorFailed("an e-mail broke off");
            }
            return Optional.of(new byte[0]);
        }
    }

    private static boolean isAutomatic(Message message) throws MessagingException {
        return header(message, "Auto-Submitted")
                .filter(said -> !said.strip().equalsIgnoreCase("no"))
                .isPresent();
    }

    /** Whom it says that it is from. */
    private static Optional<String> sender(Message message) {
        try {
            Address[] from = message.getFrom();
            return from != null && from.length == 1 && from[0] instanceof InternetAddress one
                    ? Optional.ofNullable(one.getAddress()).map(address -> address.toLowerCase(Locale.ROOT))
                    : Optional.empty();
        } catch (MessagingException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> header(Message message, String name) throws MessagingException {
        String[] all = message.getHeader(name);
        return all == null ? Optional.empty() : Optional.of(all[0]);
    }

    private static void move(Message message, Store store, String to) throws MessagingException {
        Folder aside = store.getFolder(to);
        if (!aside.exists()) {
            aside.create(Folder.HOLDS_MESSAGES);
        }
        message.getFolder().copyMessages(new Message[] {message}, aside);
        message.setFlag(Flags.Flag.DELETED, true);
    }

    @Override
    public Optional<String> lacks(Agency agency) {
        boolean reads = post.server()
                .filter(mail -> mail.inbox().isPresent() && mail.login().isPresent())
                .isPresent();
        return reads ? Optional.empty() : Optional.of("a mailbox and its login (mail.inbox, mail.user, mail.password)");
    }

    private static String address(Agency agency) {
        return ((Endpoint.SecureEmail) agency.handsIn().orElseThrow().endpoint()).address();
    }
}
