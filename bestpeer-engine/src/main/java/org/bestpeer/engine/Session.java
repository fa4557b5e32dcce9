package org.bestpeer.engine;

import java.time.Duration;
import java.time.ZoneId;

/**
 * What of a connection matters to its statements.
 *
 * @param principal who is logged in
 * @param timeZone zone of the session, for CURRENT_DATE and its relatives
 * @param queryTimeout after it a statement is given up
 */
public record Session(Principal principal, ZoneId timeZone, Duration queryTimeout) {}
