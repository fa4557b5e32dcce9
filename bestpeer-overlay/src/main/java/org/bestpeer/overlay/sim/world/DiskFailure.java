package org.bestpeer.overlay.sim.world;

import java.io.IOException;
import java.io.UncheckedIOException;

/** A disk failed, as the world wanted it to. Ends the life of a process that does not handle it. */
public final class DiskFailure extends UncheckedIOException {
    private static final long serialVersionUID = 1L;

    DiskFailure(String message) {
        super(new IOException(message));
    }
}
