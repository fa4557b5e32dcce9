package org.bestpeer.engine;

import java.util.List;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Workspace;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;

/** The text of a plan as rows. */
final class PlanText {
    static final List<Field> FIELDS = List.of(new Field("plan", DataType.VARCHAR));

    private PlanText() {}

    static BatchStream of(List<String> lines, ResidualRunner runner, Workspace workspace) {
        List<List<Scalar>> rows = lines.stream()
                .map(line -> List.<Scalar>of(new Scalar.Literal(line, DataType.VARCHAR)))
                .toList();
        return runner.run(new Operator.Values(FIELDS, rows), PlanText::noExchange, workspace);
    }

    private static BatchStream noExchange(int exchange) {
        throw new IllegalStateException("a plan's text needs no exchange, but asked for " + exchange);
    }
}
