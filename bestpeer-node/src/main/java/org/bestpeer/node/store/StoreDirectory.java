package org.bestpeer.node.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.jspecify.annotations.Nullable;

/** The directory of a store, held by one process at a time; its files are for their owner only. */
final class StoreDirectory implements AutoCloseable {
    private static final String LOCK = "process.lock";
    private static final String SECRETS = "store.secrets";
    private static final int SECRET_BYTES = 24;

    private final Path path;
    private final FileChannel lockChannel;
    private final FileLock lock;

    private StoreDirectory(Path path, FileChannel lockChannel, FileLock lock) {
        this.path = path;
        this.lockChannel = lockChannel;
        this.lock = lock;
    }

    /** Passwords that only this process and the database know. */
    record Secrets(String admin, String reader) {
        static Secrets random() {
            return new Secrets(randomHex(), randomHex());
        }

        private static String randomHex() {
            byte[] bytes = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(bytes);
            return HexFormat.of().formatHex(bytes);
        }
    }

    /** Creates the directory if need be and takes hold of it. */
    static StoreDirectory acquire(Path directory) {
        Path path = directory.toAbsolutePath().normalize();
        if (path.toString().contains(";")) {
            throw failure("store directory %s: its name must not hold a semicolon".formatted(path), null);
        }
        try {
            create(path);
            FileChannel channel = FileChannel.open(
                    path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            return new StoreDirectory(path, channel, lock(path, channel));
        } catch (IOException e) {
            throw failure(
                    "store directory %s cannot be used (%s); check that it exists and belongs to this user"
                            .formatted(path, reason(e)),
                    e);
        }
    }

    Path path() {
        return path;
    }

    /** The passwords of this store, made up when it is new. */
    Secrets secrets() throws IOException {
        Path file = path.resolve(SECRETS);
        if (!Files.exists(file)) {
            Secrets secrets = Secrets.random();
            replace(SECRETS, secrets.admin() + "\n" + secrets.reader() + "\n");
            return secrets;
        }
        List<String> lines = Files.readAllLines(file);
        if (lines.size() != 2) {
            throw failure("file %s is damaged; restore it from a backup".formatted(file), null);
        }
        return new Secrets(lines.get(0), lines.get(1));
    }

    /** Replaces a file of the directory whole: after a crash it is the old one or the new one. */
    void replace(String name, String content) throws IOException {
        Path temporary = path.resolve(name + ".new");
        Files.deleteIfExists(temporary);
        createOwnerOnly(temporary);
        try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
            ByteBuffer bytes = ByteBuffer.wrap(content.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.force(true);
        }
        Files.move(temporary, path.resolve(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        if (isPosix(path)) {
            try (FileChannel directory = FileChannel.open(path, StandardOpenOption.READ)) {
                directory.force(true);
            }
        }
    }

    @Override
    public void close() throws IOException {
        lock.release();
        lockChannel.close();
    }

    private static FileLock lock(Path path, FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock(Long.MAX_VALUE - 1, 1, false);
            if (lock != null) {
                channel.truncate(0);
                channel.write(
                        ByteBuffer.wrap(
                                Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII)),
                        0);
                return lock;
            }
        } catch (OverlappingFileLockException e) {
            channel.close();
            throw failure("store directory %s is already open in this process".formatted(path), e);
        }
        ByteBuffer holder = ByteBuffer.allocate(20);
        channel.read(holder, 0);
        channel.close();
        throw failure(
                "store directory %s is in use by process %s; stop it first, or choose another data directory"
                        .formatted(path, new String(holder.array(), 0, holder.position(), StandardCharsets.US_ASCII)),
                null);
    }

    private static void create(Path path) throws IOException {
        Files.createDirectories(path);
        if (isPosix(path)) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwx------"));
        }
    }

    private static void createOwnerOnly(Path file) throws IOException {
        if (isPosix(file.toAbsolutePath().getParent())) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }

    private static boolean isPosix(@Nullable Path path) {
        return path != null
                && path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    private static String reason(IOException failure) {
        String type = failure.getClass().getSimpleName().replaceAll("Exception$", "");
        return type.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(java.util.Locale.ROOT);
    }

    private static BestPeerException failure(String message, @Nullable Throwable cause) {
        return new BestPeerException(ErrorCode.INTERNAL, message, cause);
    }
}
