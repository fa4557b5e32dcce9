package org.bestpeer.node.http;

import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Collects a body in memory or in a temporary file, never more than its limit. */
final class BodySink implements AutoCloseable {
    private final OutputStream out;
    private final Optional<Path> file;
    private final long limit;
    private long size;

    private BodySink(OutputStream out, Optional<Path> file, long limit) {
        this.out = out;
        this.file = file;
        this.limit = limit;
    }

    static BodySink of(Route route) throws IOException {
        if (route.uploadLimit().isEmpty()) {
            return new BodySink(new ByteArrayOutputStream(), Optional.empty(), route.bodyLimit());
        }
        Path file = Files.createTempFile("bestpeer-upload-", ".tmp");
        return new BodySink(
                Files.newOutputStream(file),
                Optional.of(file),
                route.uploadLimit().getAsLong());
    }

    /** False if the body is too large. */
    boolean add(ByteBuf content) throws IOException {
        size += content.readableBytes();
        if (size > limit) {
            return false;
        }
        content.readBytes(out, content.readableBytes());
        return true;
    }

    long size() {
        return size;
    }

    byte[] bytes() {
        return out instanceof ByteArrayOutputStream memory ? memory.toByteArray() : new byte[0];
    }

    /** The file, complete. */
    Optional<Path> finish() throws IOException {
        out.close();
        return file;
    }

    @Override
    public void close() throws IOException {
        out.close();
        if (file.isPresent()) {
            Files.deleteIfExists(file.get());
        }
    }
}
