package org.bestpeer.benchmarks.differential;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bestpeer.engine.placement.ColumnRange;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.engine.placement.Partition;
import org.bestpeer.engine.placement.Placement;
import org.bestpeer.engine.placement.ScanRequest;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.engine.placement.SiteLocator;
import org.bestpeer.engine.placement.Statistics;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.engine.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** Finds the owners of made-up tables; one whose smallest and largest values exclude the asked range is not asked. */
final class Shares implements SiteLocator, Statistics {
    private final Map<String, Table> tables = new HashMap<>();

    Shares(Schema schema) {
        schema.tables().forEach(table -> tables.put(table.name(), table));
    }

    static Site site(int owner) {
        return new Site("peer-" + owner, "company-" + owner);
    }

    @Override
    public List<Placement> locate(List<ScanRequest> requests, Duration timeout) {
        return requests.stream().map(this::locate).toList();
    }

    private Placement locate(ScanRequest request) {
        Table table = table(request.table());
        List<Partition> partitions = new ArrayList<>();
        List<Site> pruned = new ArrayList<>();
        table.shares().forEach((owner, rows) -> {
            TableStatistics statistics = statistics(table, rows);
            boolean excluded =
                    !table.reference() && request.ranges().stream().anyMatch(range -> excludes(statistics, range));
            if (excluded) {
                pruned.add(site(owner));
            } else {
                partitions.add(new Partition(site(owner), 1, statistics));
            }
        });
        return new Placement(partitions, pruned);
    }

    private Table table(String name) {
        return Objects.requireNonNull(tables.get(name), name);
    }

    private static boolean excludes(TableStatistics statistics, ColumnRange range) {
        ColumnStatistics column = statistics.columns().get(range.column());
        if (column == null) {
            return false;
        }
        boolean below = range.high() != null && Ordering.compare(column.min(), range.high()) > 0;
        boolean above = range.low() != null && column.max() != null && Ordering.compare(column.max(), range.low()) < 0;
        return column.min() == null || below || above;
    }

    private static TableStatistics statistics(Table table, List<List<@Nullable Object>> rows) {
        Map<String, ColumnStatistics> columns = new HashMap<>();
        for (int i = 0; i < table.columns().size(); i++) {
            Column column = table.columns().get(i);
            int at = i;
            if (column.type().kind() != TypeKind.VARBINARY && column.type().kind() != TypeKind.BOOLEAN) {
                List<Object> values = new ArrayList<>();
                rows.forEach(row -> {
                    if (row.get(at) != null) {
                        values.add(Objects.requireNonNull(row.get(at)));
                    }
                });
                columns.put(column.name(), statistics(values, rows.size()));
            }
        }
        return new TableStatistics(rows.size(), columns);
    }

    private static ColumnStatistics statistics(List<Object> values, int rows) {
        values.sort(Ordering::compare);
        Object min = values.isEmpty() ? null : values.get(0);
        Object max = values.isEmpty() ? null : values.get(values.size() - 1);
        double nulls = rows == 0 ? 0 : (rows - values.size()) / (double) rows;
        return new ColumnStatistics(min, max, values.stream().distinct().count(), nulls);
    }

    @Override
    public TableStatistics of(String table) {
        return statistics(table(table), table(table).rows());
    }

    @Override
    public void invalidate(List<String> stale) {
        throw new IllegalStateException("nothing goes stale here: " + stale);
    }
}
