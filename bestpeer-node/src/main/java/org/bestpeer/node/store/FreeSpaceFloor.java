package org.bestpeer.node.store;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How much of the disk must stay free: the bytes, or the share of the disk up to a cap, whichever is more. HSQLDB
 * does not report a commit that the disk had no room for, so a load must stop before.
 */
public record FreeSpaceFloor(long bytes, double share, long shareCap) {
    private static final long MEBIBYTE = 1L << 20;

    /** 512 MiB and 5 % (of a large disk: 5 GiB). */
    public static final FreeSpaceFloor DEFAULT = new FreeSpaceFloor(512 * MEBIBYTE, 0.05, 5120 * MEBIBYTE);

    /** What is wrong, if the disk of the directory has less. */
    Optional<String> shortage(Path directory) throws IOException {
        FileStore disk = Files.getFileStore(directory);
        long floor = Math.max(bytes, Math.min((long) (disk.getTotalSpace() * share), shareCap));
        long free = disk.getUsableSpace();
        return free >= floor
                ? Optional.empty()
                : Optional.of("only %d MiB are free on the disk of %s, and %d MiB must stay free"
                        .formatted(free / MEBIBYTE, directory, floor / MEBIBYTE));
    }
}
