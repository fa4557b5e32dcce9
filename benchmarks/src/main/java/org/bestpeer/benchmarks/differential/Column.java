package org.bestpeer.benchmarks.differential;

import org.bestpeer.engine.type.DataType;

/**
 * A column of a made-up table.
 *
 * @param name unique in its schema unless it is meant to be shared
 * @param type its type
 * @param domain which values it holds
 * @param nulls percentage of NULLs
 */
record Column(String name, DataType type, Domain domain, int nulls) {}
