/**
 * Evaluates scalar expressions over batches: compiled once per plan, run by the thread that pulls the rows. The meaning
 * of every value is the one of {@link org.bestpeer.engine.algebra.ScalarFunction} and {@code docs/fragments.md},
 * wherever it is computed.
 */
@NullMarked
package org.bestpeer.engine.exec.scalar;

import org.jspecify.annotations.NullMarked;
