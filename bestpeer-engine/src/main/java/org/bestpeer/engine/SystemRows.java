package org.bestpeer.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntFunction;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Workspace;
import org.bestpeer.engine.plan.Operators;
import org.bestpeer.engine.system.SystemRead;
import org.bestpeer.engine.system.SystemTable;
import org.bestpeer.engine.system.SystemTables;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/**
 * Runs what stays here with the rows of system tables in place of their scans. One object serves one execution: however
 * often its plan reads a table, and however often it is tried again, the table is made once. Used by one thread.
 */
final class SystemRows implements ResidualRunner {
    private static final long BYTES_PER_VALUE = 64;

    private final ResidualRunner runner;
    private final SystemTables tables;
    private final Principal principal;
    private final Instant deadline;
    private final Map<String, Made> made = new HashMap<>();

    SystemRows(ResidualRunner runner, SystemTables tables, Principal principal, Instant deadline) {
        this.runner = runner;
        this.tables = tables;
        this.principal = principal;
        this.deadline = deadline;
    }

    @Override
    public BatchStream run(Operator residual, IntFunction<BatchStream> receives, Workspace workspace) {
        List<Operator.Scan> scans = Operators.scans(residual);
        if (scans.isEmpty()) {
            return runner.run(residual, receives, workspace);
        }
        Map<String, Set<String>> read = new HashMap<>();
        scans.forEach(scan -> {
            Set<String> columns = read.computeIfAbsent(scan.table(), table -> new TreeSet<>());
            scan.fields().forEach(field -> columns.add(field.name()));
        });
        return runner.run(filled(residual, read, workspace), receives, workspace);
    }

    private Operator filled(Operator operator, Map<String, Set<String>> read, Workspace workspace) {
        if (operator instanceof Operator.Scan scan) {
            return made.computeIfAbsent(
                            scan.table(), name -> make(name, Objects.requireNonNull(read.get(name)), workspace))
                    .values(scan.fields());
        }
        return operator.withInputs(operator.inputs().stream()
                .map(input -> filled(input, read, workspace))
                .toList());
    }

    private Made make(String name, Set<String> columns, Workspace workspace) {
        SystemTable table = tables.find(name)
                .orElseThrow(() -> new BestPeerException(
                        ErrorCode.INTERNAL, "table %s is read here, where it is not".formatted(name)));
        Made rows = new Made(table, table.rows().of(new SystemRead(principal, columns, deadline)));
        workspace.hold(rows.bytes());
        return rows;
    }

    private record Made(SystemTable table, List<List<@Nullable Object>> rows) {
        /** About the memory that the rows take, as they are and as literals. */
        long bytes() {
            long bytes = 0;
            for (List<@Nullable Object> row : rows) {
                for (Object value : row) {
                    bytes += BYTES_PER_VALUE + (value instanceof String text ? 2L * text.length() : 0);
                }
            }
            return bytes;
        }

        Operator.Values values(List<Field> fields) {
            List<String> names =
                    table.columns().stream().map(ColumnDefinition::name).toList();
            int[] positions =
                    fields.stream().mapToInt(f -> names.indexOf(f.name())).toArray();
            List<List<Scalar>> values = new ArrayList<>();
            for (List<@Nullable Object> row : rows) {
                List<Scalar> literals = new ArrayList<>();
                for (int i = 0; i < positions.length; i++) {
                    literals.add(new Scalar.Literal(
                            row.get(positions[i]), fields.get(i).type()));
                }
                values.add(literals);
            }
            return new Operator.Values(fields, Collections.unmodifiableList(values));
        }
    }
}
