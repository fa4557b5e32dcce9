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
import org.bestpeer.overlay.OverlayException;
import org.bestpeer.overlay.env.Disk;
import org.bestpeer.overlay.wire.MalformedMessageException;

/** A value in a file: written beside it, forced to disk, then renamed over it. */
final class FileDisk<S> implements Disk<S> {
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
            return Optional.of(codec.decode().apply(Files.readAllBytes(file)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException | MalformedMessageException e) {
            throw new OverlayException("the overlay state in %s cannot be read".formatted(file), e);
        }
    }

    @Override
    public void save(S snapshot) {
        try {
            try (FileChannel channel = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes = ByteBuffer.wrap(codec.encode().apply(snapshot));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new OverlayException("the overlay state cannot be written to %s".formatted(file), e);
        }
    }
}
