package org.bestpeer.jdbc;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One kept-alive HTTP/1.1 connection to a front, one request at a time. Java's own clients were passed over: one
 * hands every request to other threads and cannot be closed, the other silently repeats a POST that failed.
 */
final class HttpChannel implements AutoCloseable {
    private static final String MISSING = "x-bestpeer-missing:";
    private static final int MAX_HEAD = 64 << 10;
    private static final int MAX_BODY = 64 << 20;

    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;
    private boolean reusable = true;
    private boolean answering;
    private String missing = "";
    private long lastUsedNanos;

    HttpChannel(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), 32 << 10);
        this.out = socket.getOutputStream();
        this.lastUsedNanos = System.nanoTime();
    }

    /**
     * An answer.
     *
     * @param missing whose rows it lacks, as the peer encodes it; empty if it says nothing of that
     */
    record Reply(int status, byte[] body, String missing) {}

    /** Sends a request, whose head ends with an empty line, and reads the answer. */
    Reply exchange(String head, byte[] body, TimeLimit until) throws IOException {
        answering = false;
        missing = "";
        socket.setSoTimeout(until.leftMillis());
        byte[] headBytes = head.getBytes(StandardCharsets.ISO_8859_1);
        byte[] message = new byte[headBytes.length + body.length];
        System.arraycopy(headBytes, 0, message, 0, headBytes.length);
        System.arraycopy(body, 0, message, headBytes.length, body.length);
        out.write(message);
        out.flush();
        String status = line();
        answering = true;
        if (!status.matches("HTTP/1\\.1 \\d{3}.*")) {
            throw new IOException("it does not speak HTTP/1.1");
        }
        byte[] answer = readBody();
        lastUsedNanos = System.nanoTime();
        return new Reply(Integer.parseInt(status.substring(9, 12)), answer, missing);
    }

    private byte[] readBody() throws IOException {
        try {
            return body();
        } catch (NumberFormatException e) {
            throw new IOException("its answer has no usable length", e);
        }
    }

    private byte[] body() throws IOException {
        int length = -1;
        boolean chunked = false;
        int headSize = 0;
        for (String header = line(); !header.isEmpty(); header = line()) {
            headSize += header.length();
            if (headSize > MAX_HEAD) {
                throw new IOException("the headers of its answer are too large");
            }
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).trim());
            } else if (lower.startsWith("transfer-encoding:")) {
                chunked = lower.contains("chunked");
            } else if (lower.startsWith(MISSING)) {
                missing = header.substring(MISSING.length()).trim();
            } else if (lower.startsWith("connection:") && lower.contains("close")) {
                reusable = false;
            }
        }
        if (chunked) {
            return chunks();
        }
        if (length < 0 || length > MAX_BODY) {
            throw new IOException("its answer has no usable length");
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException();
        }
        return body;
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        while (true) {
            int size = Integer.parseInt(line().split(";", 2)[0].trim(), 16);
            if (size == 0) {
                break;
            }
            if (size < 0 || all.size() + size > MAX_BODY) {
                throw new IOException("its answer is too large");
            }
            byte[] chunk = in.readNBytes(size);
            if (chunk.length < size) {
                throw new EOFException();
            }
            all.write(chunk);
            line();
        }
        while (!line().isEmpty()) {
            // trailers mean nothing to us
        }
        return all.toByteArray();
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException();
            }
            if (line.length() > MAX_HEAD) {
                throw new IOException("the headers of its answer are too large");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    /** Whether the last exchange failed after the answer had begun. */
    boolean wasAnswering() {
        return answering;
    }

    boolean isReusable(long maxIdleNanos) {
        return reusable && System.nanoTime() - lastUsedNanos < maxIdleNanos;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing is left to be done with a socket that cannot even be closed.
            reusable = false;
        }
    }
}
