package org.bestpeer.jdbc;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLWarning;
import org.jspecify.annotations.Nullable;

/** The last execution of a statement: when it was asked for, whether it was cancelled, what it warns of. Thread-safe. */
final class StatementRun {
    /** Of our own among the states of warnings. */
    private static final String INCOMPLETE = "01I01";

    private volatile boolean cancelled;
    private volatile long asked;
    private volatile boolean waiting = true;
    private volatile String missing = "";
    private volatile @Nullable SQLWarning warning;

    void begin() {
        cancelled = false;
        missing = "";
        warning = null;
        waiting = true;
    }

    void cancel() {
        cancelled = true;
    }

    boolean isCancelled() {
        return cancelled;
    }

    /** Warns once, though it is said again and again. */
    void incomplete(String owners) {
        if (!owners.isEmpty() && !owners.equals(missing)) {
            missing = owners;
            warning = new SQLWarning("the result is incomplete, it lacks rows of " + decoded(owners), INCOMPLETE);
        }
    }

    private static String decoded(String owners) {
        try {
            return URLDecoder.decode(owners, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "owners whose names cannot be read";
        }
    }

    @Nullable
    SQLWarning warning() {
        return warning;
    }

    void clearWarning() {
        warning = null;
    }

    /** What is left of a time limit, at least 1; 0 if there is none. The first one who asks after the beginning gets all of it. */
    int leftOf(int millis) {
        if (waiting) {
            asked = System.nanoTime();
            waiting = false;
        }
        long left = millis - (System.nanoTime() - asked) / 1_000_000;
        return millis == 0 ? 0 : (int) Math.max(1, left);
    }
}
