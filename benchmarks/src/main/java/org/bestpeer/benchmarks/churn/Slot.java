package org.bestpeer.benchmarks.churn;

import java.util.HashMap;
import java.util.Map;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.PeerId;
import org.jspecify.annotations.Nullable;

/** Room for one peer at a time. Touched by the driver's thread only. */
final class Slot {
    /** What the peer in it is doing. */
    enum State {
        VACANT,
        JOINING,
        UP,
        LEAVING
    }

    /** Whether its peers run in processes of their own. */
    final boolean separate;

    State state = State.VACANT;

    /** Who is there, or was there last. */
    @Nullable
    PeerId id;

    @Nullable
    Member member;

    /** Whether the one that was there last returns with its disk. */
    boolean returns;

    /** Whether the one that is there came back with its disk, and has to ask whether that is still good. */
    boolean recovers;

    /** When the state began. */
    long since;

    /** When it may be filled. */
    long due;

    /** Whether a write is under way; there is one at a time. */
    boolean writing;

    /** What its peer filed last, as far as it tried. */
    final Map<Key, Long> filed = new HashMap<>();

    Slot(boolean separate) {
        this.separate = separate;
    }

    void become(State next, long now) {
        state = next;
        since = now;
    }

    boolean isUp() {
        return state == State.UP;
    }

    /** The peer in it, which there must be. */
    Member present() {
        if (member == null) {
            throw new IllegalStateException("nobody is there");
        }
        return member;
    }

    PeerId name() {
        if (id == null) {
            throw new IllegalStateException("nobody was ever there");
        }
        return id;
    }

    @Override
    public String toString() {
        return id + (separate ? " (process)" : "");
    }
}
