package org.bestpeer.benchmarks.differential;

/**
 * An answer that is not as it must be.
 *
 * @param kind who disagrees and how, without the values; a smaller case must disagree in the same way
 * @param detail with the values
 */
record Disagreement(String kind, String detail) {}
