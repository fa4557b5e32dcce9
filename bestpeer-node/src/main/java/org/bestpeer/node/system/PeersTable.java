package org.bestpeer.node.system;

import static org.bestpeer.engine.catalog.SystemSchema.SYS;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.bestpeer.engine.system.SystemRead;
import org.bestpeer.engine.system.SystemTable;
import org.bestpeer.node.bootstrap.CatalogueSnapshot;
import org.bestpeer.node.bootstrap.CatalogueSnapshot.Participant;
import org.jspecify.annotations.Nullable;

/** {@code sys.peers}: those that have joined, by the newest snapshot; each is asked whether it is there. */
final class PeersTable {
    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final String STATE = "state";

    private static final Shape SHAPE =
            Shape.of(SYS, "peers", "peers that have joined the network", "company peer address state is_home:boolean");

    private final Supplier<CatalogueSnapshot> snapshot;
    private final Presence presence;
    private final String home;
    private final Clock clock;

    private PeersTable(Supplier<CatalogueSnapshot> snapshot, Presence presence, String home, Clock clock) {
        this.snapshot = snapshot;
        this.presence = presence;
        this.home = home;
        this.clock = clock;
    }

    static SystemTable of(Supplier<CatalogueSnapshot> snapshot, Presence presence, String home, Clock clock) {
        return SHAPE.table(new PeersTable(snapshot, presence, home, clock)::rows);
    }

    private List<List<@Nullable Object>> rows(SystemRead read) {
        Duration left = TimeLeft.until(read.deadline(), clock);
        Duration patience = left.compareTo(PATIENCE) < 0 ? left : PATIENCE;
        List<CompletableFuture<List<@Nullable Object>>> rows = snapshot.get().participants().stream()
                .sorted(Comparator.comparing(Participant::company).thenComparing(Participant::peer))
                .map(peer -> state(peer, read, patience).thenApply(state -> row(peer, state)))
                .toList();
        return rows.stream().map(CompletableFuture::join).toList();
    }

    private CompletableFuture<String> state(Participant peer, SystemRead read, Duration patience) {
        return peer.peer().equals(home) || !read.columns().contains(STATE)
                ? CompletableFuture.completedFuture("up")
                : presence.ask(peer, patience).handle((answer, failure) -> failure == null ? "up" : "unreachable");
    }

    private List<@Nullable Object> row(Participant peer, String state) {
        return SHAPE.row()
                .set("company", peer.company())
                .set("peer", peer.peer())
                .set("address", peer.address())
                .set(STATE, state)
                .set("is_home", peer.peer().equals(home))
                .values();
    }
}
