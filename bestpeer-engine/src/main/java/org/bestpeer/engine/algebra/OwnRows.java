package org.bestpeer.engine.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;

/**
 * How a plan speaks of the rows that a statement may change: those of the caller's own company, at the peer that it is
 * connected to, each with its number. Names that begin with {@code bp$} are nobody else's.
 */
public final class OwnRows {
    /** The name under which a plan scans them, beside the table of everybody's rows. */
    public static final String TABLE = "bp$own";

    /** The column that numbers the rows of one load version. */
    public static final Field NUMBER = new Field("bp$row", DataType.BIGINT);

    private OwnRows() {}

    /** The schema with {@link #TABLE}: the row's number, then the columns of the table that is changed. */
    public static Catalog in(Catalog catalog, TableDefinition table) {
        List<ColumnDefinition> columns = new ArrayList<>();
        columns.add(new ColumnDefinition(NUMBER.name(), NUMBER.type(), false, Optional.empty(), ""));
        columns.addAll(table.columns());
        List<TableDefinition> tables = new ArrayList<>(catalog.tables().values());
        tables.add(new TableDefinition(TABLE, table.kind(), columns, List.of(), List.of(), List.of(), ""));
        return Catalog.of(catalog.network(), catalog.version(), tables);
    }

    /** The same plan over another leaf in place of each scan of a table. */
    public static Operator replace(Operator plan, String table, Function<Operator.Scan, Operator> leaf) {
        if (plan instanceof Operator.Scan scan) {
            return scan.table().equals(table) ? leaf.apply(scan) : scan;
        }
        List<Operator> inputs =
                plan.inputs().stream().map(input -> replace(input, table, leaf)).toList();
        return inputs.isEmpty() ? plan : plan.withInputs(inputs);
    }
}
