package org.bestpeer.node.spill;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.exec.SpillFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Pieces one behind the other, each with its length before it. */
final class EncryptedFile implements SpillFile {
    private static final Logger LOG = LoggerFactory.getLogger(EncryptedFile.class);

    private final StatementSpill owner;
    private final Path path;
    private final int number;
    private final FileChannel channel;
    private long size;
    private long written;
    private long position;
    private long read;
    private boolean closed;

    EncryptedFile(StatementSpill owner, Path path, int number) throws IOException {
        this.owner = owner;
        this.path = path;
        this.number = number;
        this.channel = FileChannel.open(
                path, StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    @Override
    public synchronized void write(byte[] piece) {
        requireOpen();
        byte[] bytes = owner.cipher().encrypted(piece, number, written++);
        ByteBuffer record = ByteBuffer.allocate(Integer.BYTES + bytes.length)
                .putInt(bytes.length)
                .put(bytes)
                .flip();
        int length = record.remaining();
        owner.take(length);
        size += length;
        try {
            while (record.hasRemaining()) {
                int unused = channel.write(record);
            }
        } catch (IOException e) {
            LOG.warn("writing {}", path, e);
            throw SpillDirectory.full("the disk does not take them");
        }
    }

    @Override
    public synchronized byte @Nullable [] read() {
        requireOpen();
        if (position == size) {
            return null;
        }
        try {
            byte[] bytes = bytes(ByteBuffer.wrap(bytes(Integer.BYTES)).getInt());
            return owner.cipher().decrypted(bytes, number, read++);
        } catch (IOException e) {
            throw new BestPeerException(
                    ErrorCode.INTERNAL, "rows that were written to disk cannot be read again; the log says why", e);
        }
    }

    private byte[] bytes(int count) throws IOException {
        if (count < 0 || count > size - position) {
            throw new IOException("%s has a piece of %d bytes at %d of %d".formatted(path, count, position, size));
        }
        ByteBuffer bytes = ByteBuffer.allocate(count);
        while (bytes.hasRemaining()) {
            int some = channel.read(bytes, position);
            if (some < 0) {
                throw new IOException("%s ends at %d of %d".formatted(path, position, size));
            }
            position += some;
        }
        return bytes.array();
    }

    private void requireOpen() {
        if (closed) {
            throw new BestPeerException(ErrorCode.CANCELLED, "the query is over");
        }
    }

    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            channel.close();
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.warn("deleting {}", path, e);
        } finally {
            owner.forget(this, size);
        }
    }
}
