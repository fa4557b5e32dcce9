package org.bestpeer.node.store;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.OwnRows;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.StoreScan;
import org.bestpeer.engine.exec.TableSource;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** The rows of a version but for some, then others. Positions are those of the others. */
final class ChangedRows implements RowSource {
    private final BatchStream old;
    private final Set<Long> removed;
    private final RowSource added;
    private @Nullable Batch batch;
    private int at;
    private boolean ended;

    /**
     * @param source the version
     * @param removed numbers of rows to leave out
     */
    ChangedRows(TableSource source, StoredTable table, Set<Long> removed, RowSource added) {
        List<Field> fields = new ArrayList<>(table.sketch().fields());
        fields.add(OwnRows.NUMBER);
        Operator.Scan scan = new Operator.Scan(table.name(), fields);
        this.old = source.scan(new StoreScan(scan, Optional.empty(), List.of(), OptionalLong.empty()));
        this.removed = new HashSet<>(removed);
        this.added = added;
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        while (!ended) {
            Batch current = batch;
            if (current == null || at == current.rows()) {
                advance();
                continue;
            }
            int row = at++;
            int columns = current.columns().size() - 1;
            if (!removed.remove((Long) current.columns().get(columns).get(row))) {
                @Nullable Object[] kept = new Object[columns];
                System.arraycopy(StoreScans.rowOf(current, row), 0, kept, 0, columns);
                return kept;
            }
        }
        return added.next();
    }

    private void advance() {
        batch = old.next();
        at = 0;
        if (batch == null) {
            ended = true;
            if (!removed.isEmpty()) {
                throw new BestPeerException(
                        ErrorCode.STALE, "%d rows that were to be changed are not there".formatted(removed.size()));
            }
        }
    }

    @Override
    public long position() {
        return added.position();
    }

    @Override
    public String unit() {
        return added.unit();
    }

    @Override
    public String deed() {
        return added.deed();
    }

    @Override
    public void close() {
        old.close();
        added.close();
    }
}
