package org.bestpeer.engine.algebra;

import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;

/** Counts the parts of one plan while it is written or read. */
final class PlanSize {
    private int nodes;
    private int literals;
    private int operatorDepth;
    private int scalarDepth;

    void enterOperator() {
        operatorDepth++;
        require(operatorDepth, AlgebraCodec.MAX_DEPTH, "levels of operators");
        addNodes(1);
    }

    void leaveOperator() {
        operatorDepth--;
    }

    void enterScalar() {
        scalarDepth++;
        require(scalarDepth, AlgebraCodec.MAX_DEPTH, "levels of expressions");
    }

    void leaveScalar() {
        scalarDepth--;
    }

    /** Counts operators, columns, calls, fields. */
    void addNodes(int more) {
        nodes += more;
        require(nodes, AlgebraCodec.MAX_NODES, "parts");
    }

    void addLiteral() {
        literals++;
        require(literals, AlgebraCodec.MAX_LITERALS, "constants");
    }

    private static void require(int count, int most, String what) {
        if (count > most) {
            throw new BestPeerException(ErrorCode.LIMIT_EXCEEDED, "fragment has more than %d %s".formatted(most, what));
        }
    }
}
