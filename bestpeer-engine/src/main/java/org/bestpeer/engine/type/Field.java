package org.bestpeer.engine.type;

/** A named, typed column of a relation. */
public record Field(String name, DataType type) {}
