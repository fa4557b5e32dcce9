package org.bestpeer.benchmarks.faults;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * What a client saw.
 *
 * @param rows what it read
 * @param complete whether it read to the end
 * @param failure what it was told instead; null if nothing
 * @param millis from asking to the end
 */
record Outcome(Answer rows, boolean complete, @Nullable SQLException failure, long millis) {}
