package org.bestpeer.engine.exec;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What can be done with whole streams. */
public final class Streams {
    private Streams() {}

    /** Closes every one of them, also when one fails, and then throws the first failure. */
    public static void closeAll(List<? extends BatchStream> streams) {
        RuntimeException first = null;
        for (BatchStream stream : streams) {
            first = close(stream, first);
        }
        if (first != null) {
            throw first;
        }
    }

    private static @Nullable RuntimeException close(BatchStream stream, @Nullable RuntimeException first) {
        try {
            stream.close();
            return first;
        } catch (RuntimeException e) {
            if (first == null) {
                return e;
            }
            first.addSuppressed(e);
            return first;
        }
    }
}
