package org.bestpeer.engine.algebra;

/**
 * A value of the row that a dependent plan runs for.
 *
 * @param parameter index of the parameter in that plan; below {@link Scalar.Parameter#NOW}, and its own in the whole
 *     statement
 * @param column of the row
 */
public record OuterColumn(int parameter, int column) {}
