/**
 * What an owner asks of its database: one scan of one table as SQL text with bound parameters. It depends on
 * {@code exec} and {@code algebra}, which do not know it. Pure functions; no JDBC.
 */
@NullMarked
package org.bestpeer.engine.store;

import org.jspecify.annotations.NullMarked;
