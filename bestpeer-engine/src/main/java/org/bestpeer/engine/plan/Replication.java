package org.bestpeer.engine.plan;

import java.util.List;
import java.util.Optional;
import org.bestpeer.engine.algebra.Operator;

/**
 * Replicated joins (BestPeer++): the rows of the smaller side of a join are sent along to all owners of the other side, so
 * that the join, and what can be aggregated over it, runs there.
 */
final class Replication {
    /** More rows are not sent to every owner; what is really sent is bounded when it is known. */
    private static final double MOST_BYTES = 256 << 10;

    private final PlanRules rules;
    private final Cuts cuts;

    /** @param cuts the fragments cut so far */
    Replication(PlanRules rules, Cuts cuts) {
        this.rules = rules;
        this.cuts = cuts;
    }

    /** Which side's rows are sent. */
    record Sides(Part sent, Part staying, boolean sendsRight) {
        /**
         * The join at the owners of the side that stays.
         *
         * @param rows stands for the rows that are sent
         */
        Part joined(Operator.Join join, Operator rows) {
            List<Operator> inputs = sendsRight ? List.of(staying.plan(), rows) : List.of(rows, staying.plan());
            PartColumns columns = sendsRight
                    ? staying.columns().joined(join, PartColumns.NONE)
                    : PartColumns.NONE.joined(join, staying.columns());
            return new Part(join.withInputs(inputs), staying.sites(), false, columns);
        }
    }

    /** Whose rows to send, if that makes sense and is allowed. Rows that are kept without a partner stay where they are. */
    Optional<Sides> sides(Operator.Join join, Part left, Part right) {
        double leftBytes = cuts.sentBytes(left);
        double rightBytes = cuts.sentBytes(right);
        boolean sendsRight =
                switch (join.kind()) {
                    case LEFT, SEMI, ANTI -> true;
                    case RIGHT, FULL -> false;
                    case INNER -> rightBytes <= leftBytes;
                };
        boolean kept =
                switch (join.kind()) {
                    case INNER, LEFT, RIGHT, SEMI, ANTI -> false;
                    case FULL -> true;
                };
        Sides sides = sendsRight ? new Sides(right, left, true) : new Sides(left, right, false);
        double sent = sendsRight ? rightBytes : leftBytes;
        double staying = sendsRight ? leftBytes : rightBytes;
        boolean possible = !kept && !sides.staying.anyOne() && sent <= Math.min(MOST_BYTES, staying);
        return possible && mayTravel(sides) ? Optional.of(sides) : Optional.empty();
    }

    private boolean mayTravel(Sides sides) {
        return cuts.mayTravel(sides.sent.settled(), sides.staying.sites().keySet(), rules);
    }
}
