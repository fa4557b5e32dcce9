package org.bestpeer.benchmarks.differential;

import java.util.List;

/** Which columns of a query's answer come in sequence. */
final class Order {
    private static final String ORDER_BY = "ORDER BY";

    private Order() {}

    /** The columns, from 0, of the ORDER BY at the end of the query. */
    static List<Integer> of(Sql query) {
        if (query.parts().isEmpty()) {
            return List.of();
        }
        Sql last = query.parts().get(query.parts().size() - 1);
        if (query.wording().ours().startsWith("WITH")) {
            return of(last);
        }
        return last.parts().stream()
                .filter(clause -> clause.wording().ours().startsWith(ORDER_BY))
                .flatMap(clause -> clause.parts().get(0).parts().stream())
                .map(key -> Integer.parseInt(key.wording().ours().split(" ")[0]) - 1)
                .toList();
    }
}
