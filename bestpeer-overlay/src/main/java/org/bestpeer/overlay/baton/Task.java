package org.bestpeer.overlay.baton;

import java.util.List;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.jspecify.annotations.Nullable;

/** What a {@link BatonMessage.Forward} carries. */
public sealed interface Task {
    /**
     * Looks for the entries of a range, as far as the holder of the target has them.
     *
     * @param query the range
     * @param silent the holder of the target, if it does not answer and a ring neighbour of it is asked instead
     */
    record Lookup(KeyRange query, @Nullable PeerId silent) implements Task {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onLookup(this);
        }
    }

    /** Files entries, as far as they belong to the holder of the target. */
    record Store(List<Versioned> entries) implements Task {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onStore(this);
        }
    }

    <R> R dispatch(Handler<R> handler);

    /** One method for each task. */
    interface Handler<R> {
        R onLookup(Lookup task);

        R onStore(Store task);
    }
}
