package org.bestpeer.node.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Cuts a half-written last line off the database's log. A process killed while it writes leaves one; it belongs to a
 * transaction that was never acknowledged, because a commit is a whole line, synced before it is reported. The
 * database itself either refuses such a log or, less strict, also accepts damage anywhere else.
 */
final class LogTail {
    private static final int BLOCK = 8192;

    private LogTail() {}

    /** Returns how many bytes were cut. */
    static long cut(Path log) throws IOException {
        if (!Files.exists(log)) {
            return 0;
        }
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            long length = file.length();
            long end = endOfLastLine(file, length);
            if (end < length) {
                file.setLength(end);
                file.getFD().sync();
            }
            return length - end;
        }
    }

    private static long endOfLastLine(RandomAccessFile file, long length) throws IOException {
        byte[] block = new byte[BLOCK];
        for (long end = length; end > 0; end -= BLOCK) {
            long start = Math.max(0, end - BLOCK);
            file.seek(start);
            int size = (int) (end - start);
            file.readFully(block, 0, size);
            for (int i = size - 1; i >= 0; i--) {
                if (block[i] == '\n') {
                    return start + i + 1;
                }
            }
        }
        return 0;
    }
}
