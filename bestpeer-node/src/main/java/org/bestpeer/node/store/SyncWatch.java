package org.bestpeer.node.store;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * Listens to the database's own log. It only warns when a commit could not be synced to disk and reports success all
 * the same; the warning comes from within the commit, so whoever looks here after a commit learns of it.
 */
final class SyncWatch extends Handler {
    private static final org.slf4j.Logger LOG = LoggerFactory.getLogger(SyncWatch.class);
    private static final String SYNC_WARNING = "synch error";

    private final Logger source;
    private final AtomicReference<@Nullable String> failure = new AtomicReference<>();

    private SyncWatch(Logger source) {
        this.source = source;
    }

    /** Listens to the database of that unique name. */
    static SyncWatch of(String databaseName) {
        Logger source = Logger.getLogger("hsqldb.db." + databaseName);
        source.setUseParentHandlers(false);
        source.setLevel(Level.WARNING);
        SyncWatch watch = new SyncWatch(source);
        source.addHandler(watch);
        return watch;
    }

    /** What went wrong, if anything ever did. */
    Optional<String> failure() {
        return Optional.ofNullable(failure.get());
    }

    @Override
    public void publish(LogRecord event) {
        if (event.getLevel().intValue() < Level.WARNING.intValue()) {
            return;
        }
        LOG.warn("store: {}", event.getMessage(), event.getThrown());
        if (event.getLevel().intValue() >= Level.SEVERE.intValue()
                || event.getMessage().contains(SYNC_WARNING)) {
            failure.compareAndSet(null, "the database could not write to its disk");
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        source.removeHandler(this);
    }
}
