package org.bestpeer.node.spill;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.exec.SpillArea;
import org.bestpeer.engine.exec.SpillFile;

/** The files of one statement. */
final class StatementSpill implements SpillArea {
    private final SpillDirectory directory;
    private final SpillCipher cipher;
    private final AtomicInteger lastFile = new AtomicInteger();
    private final AtomicLong bytes = new AtomicLong();
    private final Set<EncryptedFile> files = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    StatementSpill(SpillDirectory directory, SpillCipher cipher) {
        this.directory = directory;
        this.cipher = cipher;
    }

    @Override
    public boolean isOn() {
        return true;
    }

    @Override
    public SpillFile create() {
        try {
            EncryptedFile file = new EncryptedFile(this, directory.newFile(), lastFile.incrementAndGet());
            files.add(file);
            // Closed between the two: one of both threads sees the other.
            if (closed) {
                file.close();
                throw new BestPeerException(ErrorCode.CANCELLED, "the query is over");
            }
            return file;
        } catch (IOException e) {
            throw SpillDirectory.full("a file could not be made");
        }
    }

    SpillCipher cipher() {
        return cipher;
    }

    void take(long more) {
        directory.take(more);
        bytes.addAndGet(more);
    }

    /** The file is gone, and what it took. */
    void forget(EncryptedFile file, long size) {
        files.remove(file);
        directory.give(size);
    }

    @Override
    public long bytes() {
        return bytes.get();
    }

    @Override
    public void close() {
        closed = true;
        files.forEach(EncryptedFile::close);
    }
}
