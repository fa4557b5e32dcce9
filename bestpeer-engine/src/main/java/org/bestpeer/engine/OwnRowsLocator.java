package org.bestpeer.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bestpeer.engine.algebra.OwnRows;
import org.bestpeer.engine.placement.Partition;
import org.bestpeer.engine.placement.Placement;
import org.bestpeer.engine.placement.ScanRequest;
import org.bestpeer.engine.placement.SiteLocator;

/** Finds the own rows of a table at this peer alone, and everybody's rows where they are. */
final class OwnRowsLocator implements SiteLocator {
    private final SiteLocator locator;
    private final OwnShare share;
    private final String table;

    OwnRowsLocator(SiteLocator locator, OwnShare share, String table) {
        this.locator = locator;
        this.share = share;
        this.table = table;
    }

    @Override
    public List<Placement> locate(List<ScanRequest> requests, Duration timeout) {
        List<Placement> found = locator.locate(requests.stream().map(this::real).toList(), timeout);
        List<Placement> placements = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            Placement placement = found.get(i);
            LeftOut.requireAll(real(requests.get(i)).table(), placement);
            placements.add(requests.get(i).table().equals(OwnRows.TABLE) ? here(placement) : placement);
        }
        return placements;
    }

    private ScanRequest real(ScanRequest request) {
        return request.table().equals(OwnRows.TABLE)
                ? new ScanRequest(
                        table, withoutNumber(request.columns()), request.ranges(), withoutNumber(request.keys()))
                : request;
    }

    private static List<String> withoutNumber(List<String> columns) {
        return columns.stream()
                .filter(column -> !column.equals(OwnRows.NUMBER.name()))
                .toList();
    }

    private Placement here(Placement placement) {
        List<Partition> own = placement.partitions().stream()
                .filter(partition -> share.isHere(partition.site()))
                .toList();
        return new Placement(own, List.of());
    }

    @Override
    public void invalidate(List<String> tables) {
        locator.invalidate(tables.stream()
                .map(name -> name.equals(OwnRows.TABLE) ? table : name)
                .distinct()
                .toList());
    }
}
