package org.bestpeer.benchmarks.differential;

import java.util.ArrayList;
import java.util.List;

/**
 * What an expression may name.
 *
 * @param columns of the query itself
 * @param outer of the queries around it
 */
record Scope(List<Expression> columns, List<Expression> outer) {
    Scope {
        columns = List.copyOf(columns);
        outer = List.copyOf(outer);
    }

    static Scope of(List<Expression> columns) {
        return new Scope(columns, List.of());
    }

    List<Expression> columns(Expression.Family family) {
        return columns.stream().filter(c -> c.family() == family).toList();
    }

    List<Expression> outer(Expression.Family family) {
        return outer.stream().filter(c -> c.family() == family).toList();
    }

    /** The scope of a sub-query before it has columns of its own. */
    List<Expression> forSubQuery() {
        List<Expression> all = new ArrayList<>(columns);
        all.addAll(outer);
        return all;
    }
}
