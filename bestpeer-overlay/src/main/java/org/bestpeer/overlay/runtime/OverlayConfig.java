package org.bestpeer.overlay.runtime;

import java.nio.file.Path;
import org.bestpeer.overlay.baton.Settings;

/**
 * How a peer runs its part of the overlay.
 *
 * @param stateFile where it keeps its place in the tree; its directory exists
 * @param settings times and limits of the protocol
 * @param mailbox messages that wait to be handled at most; further ones are dropped
 */
public record OverlayConfig(Path stateFile, Settings settings, int mailbox) {
    private static final int MAILBOX = 10_000;

    public OverlayConfig {
        if (mailbox < 1) {
            throw new IllegalArgumentException("a mailbox of %d messages".formatted(mailbox));
        }
    }

    /** The usual settings, with the state in this file. */
    public static OverlayConfig at(Path stateFile) {
        return new OverlayConfig(stateFile, Settings.DEFAULT, MAILBOX);
    }
}
