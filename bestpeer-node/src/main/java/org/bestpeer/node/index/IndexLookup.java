package org.bestpeer.node.index;

import java.util.List;
import org.bestpeer.engine.placement.ColumnRange;
import org.bestpeer.engine.placement.ScanRequest;
import org.bestpeer.overlay.KeyRange;

/**
 * A question to the index: the entries of all publishers of one kind.
 *
 * @param column empty for the table index
 */
record IndexLookup(IndexKind kind, String table, String column) {
    KeyRange range() {
        return IndexKeys.all(kind, table, column);
    }

    /**
     * The questions that find the owners of a scan, the most precise first: those of a later step are asked only if an
     * owner is missing from what the steps before found.
     */
    static List<List<IndexLookup>> stepsFor(ScanRequest request) {
        List<IndexLookup> ranges = request.ranges().stream()
                .map(ColumnRange::column)
                .distinct()
                .map(column -> new IndexLookup(IndexKind.RANGE, request.table(), column))
                .toList();
        List<IndexLookup> columns = request.columns().stream()
                .limit(1)
                .map(column -> new IndexLookup(IndexKind.COLUMN, request.table(), column))
                .toList();
        return List.of(ranges, columns, List.of(table(request.table()))).stream()
                .filter(step -> !step.isEmpty())
                .toList();
    }

    /** The questions that tell what owners promise of the columns that a scan is joined by. */
    static List<IndexLookup> ofKeys(ScanRequest request) {
        return request.keys().stream()
                .map(column -> new IndexLookup(IndexKind.RANGE, request.table(), column))
                .toList();
    }

    static IndexLookup table(String table) {
        return new IndexLookup(IndexKind.TABLE, table, "");
    }
}
