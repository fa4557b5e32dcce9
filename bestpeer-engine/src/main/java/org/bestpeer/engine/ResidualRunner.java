package org.bestpeer.engine;

import java.util.function.IntFunction;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Workspace;

/** Port: runs the part of a plan that stays at the coordinator. Thread-safe. */
public interface ResidualRunner {
    /**
     * Starts a plan.
     *
     * @param residual the plan; its leaves are receives and values, without parameters
     * @param receives the rows of each exchange, by number; every one is closed with the result
     * @param workspace what it may hold
     * @return its rows; closing it closes what feeds it
     */
    BatchStream run(Operator residual, IntFunction<BatchStream> receives, Workspace workspace);
}
