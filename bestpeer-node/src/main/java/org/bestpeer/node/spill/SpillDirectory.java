package org.bestpeer.node.spill;

import com.google.common.io.MoreFiles;
import com.google.common.io.RecursiveDeleteOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.exec.SpillArea;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The directory of a node's spilled rows, and how many bytes of them there may be. Thread-safe. */
public final class SpillDirectory {
    private static final Logger LOG = LoggerFactory.getLogger(SpillDirectory.class);
    private static final int MEGABYTE = 20;

    private final Path directory;
    private final long limit;
    private final long freeBytes;
    private final SecureRandom random = new SecureRandom();
    private final AtomicLong used = new AtomicLong();
    private final AtomicLong lastFile = new AtomicLong();

    private SpillDirectory(Path directory, long limit, long freeBytes) {
        this.directory = directory;
        this.limit = limit;
        this.freeBytes = freeBytes;
    }

    /**
     * Opens the directory, empty: whatever an earlier process left there nobody can read any more.
     *
     * @param limit bytes that all statements together may write; 0 for nothing
     * @param freeBytes bytes of the disk that stay free
     */
    public static SpillDirectory open(Path directory, long limit, long freeBytes) throws IOException {
        if (Files.exists(directory)) {
            MoreFiles.deleteRecursively(directory, RecursiveDeleteOption.ALLOW_INSECURE);
        }
        Files.createDirectories(directory);
        return new SpillDirectory(directory, limit, freeBytes);
    }

    /** A place for one statement or fragment, with a key of its own. */
    public SpillArea area() {
        return limit == 0 ? SpillArea.OFF : new StatementSpill(this, SpillCipher.random(random));
    }

    /** Bytes that are in files now. */
    public long used() {
        return used.get();
    }

    /** A path at which there is nothing yet. */
    Path newFile() {
        return directory.resolve(lastFile.incrementAndGet() + ".rows");
    }

    /** Makes room for so many bytes, or tells why there is none. */
    void take(long bytes) {
        if (used.addAndGet(bytes) > limit) {
            used.addAndGet(-bytes);
            throw full("all of the %d MiB that queries may write to disk are used (limits.spill)"
                    .formatted(limit >> MEGABYTE));
        }
        boolean room = false;
        try {
            long free = Files.getFileStore(directory).getUsableSpace();
            room = free - bytes >= freeBytes;
        } catch (IOException e) {
            LOG.warn("the free space of {} is not known: {}", directory, e.getMessage());
        } finally {
            if (!room) {
                used.addAndGet(-bytes);
            }
        }
        if (!room) {
            throw full("the disk has less than %d MiB left that must stay free".formatted(freeBytes >> MEGABYTE));
        }
    }

    void give(long bytes) {
        used.addAndGet(-bytes);
    }

    static BestPeerException full(String why) {
        return new BestPeerException(
                ErrorCode.OUT_OF_MEMORY,
                "rows of the query that do not fit into memory cannot be written to disk: %s; ask for less, or repeat it later"
                        .formatted(why));
    }
}
