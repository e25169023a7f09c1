package org.concordat.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/** One connection of mutual TLS that is kept open, and on which any bytes can be sent: no client corrects them. */
final class Line implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 30_000;
    /** What the gateway allows on one connection, less some. */
    private static final int MOST_REQUESTS = 9_000;

    private final SSLSocketFactory sockets;
    private final int port;
    private SSLSocket socket;
    private InputStream in;
    private int requests;

    Line(SSLSocketFactory sockets, int port) throws IOException {
        this.sockets = sockets;
        this.port = port;
        connect();
    }

    private void connect() throws IOException {
        socket = (SSLSocket) sockets.createSocket("localhost", port);
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        socket.startHandshake();
        in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
        requests = 0;
    }

    /** Sends and reads one answer; connects anew afterwards where the other end hung up, or has to. */
    Reply send(Request request) throws IOException {
        if (++requests > MOST_REQUESTS) {
            reconnect();
        }
        Reply reply;
        boolean open;
        try {
            socket.getOutputStream().write(request.toByteArray());
            socket.getOutputStream().flush();
            if (request.isLast()) {
                socket.shutdownOutput();
            }
            Map<String, String> headers = new HashMap<>();
            int status = head(headers);
            byte[] body = request.isHead() || status == 204 ? new byte[0] : body(headers);
            reply = Reply.of(status, headers.getOrDefault("content-type", ""), body);
            open = !headers.getOrDefault("connection", "").equalsIgnoreCase("close");
        } catch (EOFException | java.net.SocketException | javax.net.ssl.SSLException closed) {
            reply = Reply.NONE;
            open = false;
        }
        if (!open || request.isLast()) {
            reconnect();
        }
        return reply;
    }

    private void reconnect() throws IOException {
        close();
        connect();
    }

    private int head(Map<String, String> headers) throws IOException {
        for (; ; ) {
            headers.clear();
            String status = line();
            for (String header = line(); !header.isEmpty(); header = line()) {
                int colon = header.indexOf(':');
                headers.put(
                        header.substring(0, colon).toLowerCase(Locale.ROOT),
                        header.substring(colon + 1).strip());
            }
            int code = Integer.parseInt(status.split(" ", 3)[1]);
            if (code >= 200) {
                return code;
            }
        }
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if ("chunked".equalsIgnoreCase(headers.get("transfer-encoding"))) {
            ByteArrayOutputStream body = new ByteArrayOutputStream();
            for (int size = chunk(); size > 0; size = chunk()) {
                body.writeBytes(whole(size));
                line();
            }
            line();
            return body.toByteArray();
        }
        String length = headers.get("content-length");
        return length == null ? in.readAllBytes() : whole(Integer.parseInt(length));
    }

    private int chunk() throws IOException {
        return Integer.parseInt(line().strip(), 16);
    }

    private byte[] whole(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream(64);
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            if (b != '\r') {
                line.write(b);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // so is the connection
        }
    }
}
