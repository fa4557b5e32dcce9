package org.bestpeer.node;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a node has opened, closed in reverse order; a part that fails to close does not keep the others open. */
final class Resources implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Resources.class);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    synchronized <T extends AutoCloseable> T own(T resource) {
        opened.push(resource);
        return resource;
    }

    @Override
    public void close() {
        Deque<AutoCloseable> closing;
        synchronized (this) {
            closing = new ArrayDeque<>(opened);
            opened.clear();
        }
        for (AutoCloseable resource : closing) {
            try {
                resource.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.warn("something did not close", e);
            }
        }
    }
}
