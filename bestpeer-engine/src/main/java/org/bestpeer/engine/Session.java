package org.bestpeer.engine;

import java.time.Duration;
import java.time.ZoneId;

/**
 * What of a connection matters to its statements.
 *
 * @param principal who is logged in
 * @param timeZone zone of the session, for CURRENT_DATE and its relatives
 * @param queryTimeout after it a statement is given up
 * @param partialResults whether queries may do without owners that are missing; changes of rows never do
 */
public record Session(Principal principal, ZoneId timeZone, Duration queryTimeout, boolean partialResults) {
    /** A session whose answers are complete. */
    public Session(Principal principal, ZoneId timeZone, Duration queryTimeout) {
        this(principal, timeZone, queryTimeout, false);
    }
}
