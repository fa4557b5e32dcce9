package org.bestpeer.overlay.runtime;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.bestpeer.overlay.OverlayException;
import org.bestpeer.overlay.env.Disk;
import org.bestpeer.overlay.wire.MalformedMessageException;

/**
 * A value in a file: a mark, a checksum (CRC-32C), the bytes. Written beside it, forced to disk, then renamed over it; the
 * directory is forced, too, so that the newer one is there after a power failure.
 */
final class FileDisk<S> implements Disk<S> {
    private static final int MARK = 0x42504f31;
    private static final int HEADER = 2 * Integer.BYTES;

    private final Path file;
    private final Path next;
    private final FileCodec<S> codec;

    FileDisk(Path file, FileCodec<S> codec) {
        this.file = file;
        this.codec = codec;
        this.next = file.resolveSibling(file.getFileName() + ".new");
    }

    @Override
    public Optional<S> load() {
        try {
            return Optional.of(codec.decode().apply(unwrap(Files.readAllBytes(file))));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | MalformedMessageException e) {
            throw new OverlayException("the overlay state in %s cannot be read".formatted(file), e);
        }
    }

    private static ByteBuffer wrap(byte[] bytes) {
        return ByteBuffer.allocate(HEADER + bytes.length)
                .putInt(MARK)
                .putInt(checksum(bytes))
                .put(bytes)
                .flip();
    }

    private static byte[] unwrap(byte[] file) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(file);
        if (file.length < HEADER || buffer.getInt() != MARK) {
            throw new IOException("not a file of the overlay's state");
        }
        int checksum = buffer.getInt();
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        if (checksum(bytes) != checksum) {
            throw new IOException("the checksum is wrong");
        }
        return bytes;
    }

    static int checksum(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return (int) checksum.getValue();
    }

    @Override
    public void save(S snapshot) {
        try {
            try (FileChannel channel = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = wrap(codec.encode().apply(snapshot));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            try (FileChannel directory = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
                directory.force(true);
            }
        } catch (IOException e) {
            throw new OverlayException("the overlay state cannot be written to %s".formatted(file), e);
        }
    }
}
