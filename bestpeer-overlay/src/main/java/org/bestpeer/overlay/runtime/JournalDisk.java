package org.bestpeer.overlay.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import org.bestpeer.overlay.OverlayException;
import org.bestpeer.overlay.env.Disk;
import org.bestpeer.overlay.wire.MalformedMessageException;
import org.jspecify.annotations.Nullable;

/**
 * A value in a file, and what has changed since in another, the journal, so that a small change of a large value costs a
 * small write. Each whole value has a number, and its journal begins with the same one: a journal of an earlier value says
 * nothing. Then come records: length, checksum (CRC-32C), bytes; each is forced to disk. The last one may be torn by the end
 * of the process: nobody was told that it is there. When the journal is longer than the value, the value is written anew.
 */
final class JournalDisk<S> implements Disk<S> {
    private static final int RECORD_HEADER = 2 * Integer.BYTES;
    /** A journal may always have so many bytes. */
    private static final int SMALL = 64 * 1024;

    private final Path file;
    private final Path journal;
    private final FileDisk<Numbered<S>> base;
    private final JournalCodec<S> codec;
    /** What the files say; null if the next save writes the whole. */
    private @Nullable S last;

    private long number;
    private long room;

    /** A whole value. */
    private record Numbered<S>(long number, S value) {}

    JournalDisk(Path file, JournalCodec<S> codec) {
        this.file = file;
        this.journal = file.resolveSibling(file.getFileName() + ".journal");
        this.codec = codec;
        this.base = new FileDisk<>(file, new FileCodec<>(this::encode, this::decode));
    }

    private byte[] encode(Numbered<S> numbered) {
        byte[] value = codec.whole().encode().apply(numbered.value());
        return ByteBuffer.allocate(Long.BYTES + value.length)
                .putLong(numbered.number())
                .put(value)
                .array();
    }

    private Numbered<S> decode(byte[] bytes) {
        if (bytes.length < Long.BYTES) {
            throw new OverlayException("the overlay state in %s cannot be read: it has no number".formatted(file));
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new Numbered<>(buffer.getLong(), codec.whole().decode().apply(rest(buffer)));
    }

    private static byte[] rest(ByteBuffer buffer) {
        byte[] rest = new byte[buffer.remaining()];
        buffer.get(rest);
        return rest;
    }

    @Override
    public Optional<S> load() {
        last = null;
        Optional<Numbered<S>> whole = base.load();
        if (whole.isEmpty()) {
            return Optional.empty();
        }
        number = whole.get().number();
        try {
            ByteBuffer records = ByteBuffer.wrap(Files.exists(journal) ? Files.readAllBytes(journal) : new byte[0]);
            boolean isOfThis = records.remaining() >= Long.BYTES && records.getLong() == number;
            S value = whole.get().value();
            return Optional.of(isOfThis ? replay(value, records) : value);
        } catch (IOException | MalformedMessageException e) {
            throw new OverlayException("the overlay state in %s cannot be read".formatted(journal), e);
        }
    }

    private S replay(S whole, ByteBuffer records) throws IOException {
        S value = whole;
        while (records.remaining() > RECORD_HEADER) {
            int length = records.getInt();
            int checksum = records.getInt();
            if (length <= 0 || length > records.remaining()) {
                break;
            }
            byte[] change = new byte[length];
            records.get(change);
            if (FileDisk.checksum(change) == checksum) {
                value = codec.apply().apply(value, change);
            } else if (records.hasRemaining()) {
                throw new IOException("the checksum of a change is wrong");
            }
        }
        return value;
    }

    @Override
    public void save(S value) {
        S before = last;
        last = null;
        try {
            byte[] change = before == null ? null : codec.change().apply(before, value);
            if (change == null || RECORD_HEADER + change.length > room) {
                writeWhole(value);
            } else {
                append(change);
            }
        } catch (IOException e) {
            throw new OverlayException("the overlay state cannot be written to %s".formatted(journal), e);
        }
        last = value;
    }

    private void writeWhole(S value) throws IOException {
        if (!Files.exists(journal)) {
            // Before the value: then its directory is forced for both.
            Files.write(journal, new byte[0]);
        }
        number++;
        base.save(new Numbered<>(number, value));
        Files.write(journal, ByteBuffer.allocate(Long.BYTES).putLong(number).array());
        room = Math.max(SMALL, Files.size(file));
    }

    private void append(byte[] change) throws IOException {
        ByteBuffer record = ByteBuffer.allocate(RECORD_HEADER + change.length)
                .putInt(change.length)
                .putInt(FileDisk.checksum(change))
                .put(change)
                .flip();
        room -= record.remaining();
        try (FileChannel channel = FileChannel.open(journal, StandardOpenOption.APPEND)) {
            while (record.hasRemaining()) {
                channel.write(record);
            }
            channel.force(true);
        }
    }
}
