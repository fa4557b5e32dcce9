/**
 * What queries do while they run, and did: counters that cost nothing to keep, and snapshots of them. The counters are
 * written by the thread that pulls a query's rows and read by any.
 */
@NullMarked
package org.bestpeer.engine.progress;

import org.jspecify.annotations.NullMarked;
