package org.bestpeer.engine.progress;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bestpeer.engine.placement.Site;

/**
 * A fragment of a query at one site, at some moment.
 *
 * @param attempt in which attempt at the query, from 1
 * @param fragment number of the fragment within the plan
 * @param site who was asked, or will be
 * @param tables that it reads there
 * @param state how far it is
 * @param rows rows that have come
 * @param bytesReceived bytes of these rows as encoded
 * @param bytesSent bytes of its plan, with the keys and rows sent along in it
 * @param rowsShuffled rows of a repartitioned fragment, once all are known: they do not come here
 * @param bytesShuffled bytes of them that go from the owner to other peers
 * @param started when it was asked
 * @param firstRows when its first rows were read; rows that have come wait until those of the owners before are read
 * @param ended when it was over
 * @param waited how long the query did nothing but wait for its rows
 * @param sentAlong what was made of the rows of others and sent along
 * @param report how the owner got the rows, once it has sent all
 */
public record FragmentSnapshot(
        int attempt,
        int fragment,
        Site site,
        List<String> tables,
        RunState state,
        long rows,
        long bytesReceived,
        long bytesSent,
        long rowsShuffled,
        long bytesShuffled,
        Optional<Instant> started,
        Optional<Instant> firstRows,
        Optional<Instant> ended,
        Duration waited,
        List<Shipment> sentAlong,
        Optional<OwnerReport> report) {
    public FragmentSnapshot {
        tables = List.copyOf(tables);
        sentAlong = List.copyOf(sentAlong);
    }
}
