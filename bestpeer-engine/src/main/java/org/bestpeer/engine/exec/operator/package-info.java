/**
 * Runs plans: one pull-based stream for each operator, the same at the owner (leaves read its store) and at the
 * coordinator (leaves receive from others). A plan is run by the thread that pulls it; closing its root closes every
 * stream below.
 */
@NullMarked
package org.bestpeer.engine.exec.operator;

import org.jspecify.annotations.NullMarked;
