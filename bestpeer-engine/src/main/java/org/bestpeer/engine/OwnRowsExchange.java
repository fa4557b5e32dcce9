package org.bestpeer.engine;

import java.util.HashMap;
import java.util.Map;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.OwnRows;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Exchange;
import org.bestpeer.engine.exec.FragmentTask;
import org.bestpeer.engine.progress.Traffic;

/** Sends fragments with the own rows under the name of their table: an owner knows no other. */
final class OwnRowsExchange implements Exchange {
    private final Exchange exchange;
    private final String table;

    OwnRowsExchange(Exchange exchange, String table) {
        this.exchange = exchange;
        this.table = table;
    }

    @Override
    public BatchStream open(FragmentTask task, Traffic traffic) {
        Long own = task.loadVersions().get(OwnRows.TABLE);
        if (own == null) {
            return exchange.open(task, traffic);
        }
        Map<String, Long> versions = new HashMap<>(task.loadVersions());
        versions.remove(OwnRows.TABLE);
        Long other = versions.put(table, own);
        if (other != null && !other.equals(own)) {
            throw new BestPeerException(ErrorCode.STALE, "two versions of table %s were located".formatted(table));
        }
        Operator plan = OwnRows.replace(task.plan(), OwnRows.TABLE, scan -> new Operator.Scan(table, scan.fields()));
        return exchange.open(
                new FragmentTask(
                        task.queryId(),
                        task.fragment(),
                        task.site(),
                        plan,
                        task.principal(),
                        task.schemaVersion(),
                        versions,
                        task.deadline(),
                        task.routes()),
                traffic);
    }
}
