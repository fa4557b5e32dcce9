package org.bestpeer.engine.plan;

import java.util.SortedSet;
import java.util.TreeSet;
import org.bestpeer.engine.algebra.Operator;

/**
 * A part of the residual plan that runs here before others, because its rows, or their keys, are sent along with
 * fragments. Its rows are read where it was cut out, too, unless it was made for its keys alone.
 *
 * @param id number of the exchange that stands for it; beyond those of the fragments
 * @param plan what runs
 */
public record Step(int id, Operator plan) {
    /** The exchanges that it reads. */
    public SortedSet<Integer> needs() {
        SortedSet<Integer> needs = new TreeSet<>();
        Operators.receives(plan).forEach(r -> needs.add(r.exchange()));
        return needs;
    }
}
