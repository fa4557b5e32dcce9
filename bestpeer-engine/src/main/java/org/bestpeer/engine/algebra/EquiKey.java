package org.bestpeer.engine.algebra;

/** Equality of a left column and a right column (counted from 0 on its own side); NULL equals nothing. */
public record EquiKey(int left, int right) {}
