package org.bestpeer.node.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A client's connection, as those who answer on it see it: it ends. Thread-safe. */
public final class Line {
    private final List<Watcher> watchers = new ArrayList<>();
    private Optional<Boolean> hungUp = Optional.empty();

    /** Is told of the end of a line. */
    @FunctionalInterface
    public interface Watcher {
        /** @param hungUp whether the client closed it, and not the server because it was not used */
        void ended(boolean hungUp);
    }

    /** Tells the watcher once, on any thread, when the connection ends; at once if it has already. */
    public void watch(Watcher watcher) {
        Optional<Boolean> known;
        synchronized (this) {
            known = hungUp;
            if (known.isEmpty()) {
                watchers.add(watcher);
            }
        }
        known.ifPresent(watcher::ended);
    }

    void end(boolean byClient) {
        List<Watcher> told;
        synchronized (this) {
            hungUp = Optional.of(byClient);
            told = List.copyOf(watchers);
            watchers.clear();
        }
        told.forEach(watcher -> watcher.ended(byClient));
    }
}
