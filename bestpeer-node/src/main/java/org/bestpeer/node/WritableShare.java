package org.bestpeer.node;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.OwnShare;
import org.bestpeer.engine.Principal;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.catalog.TableKind;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.node.config.ConfigKey;
import org.bestpeer.node.config.NodeConfig;
import org.bestpeer.node.membership.CatalogueHolder;
import org.bestpeer.overlay.transport.PeerIdentity;
import org.jspecify.annotations.Nullable;

/**
 * What users may change at this peer: the share of their own company, if they are named as writers. Changes take the way of
 * loads, so that versions, index and statistics follow. Thread-safe.
 */
final class WritableShare implements OwnShare {
    private static final String EVERYBODY = "*";

    private final SharedData data;
    private final CatalogueHolder catalogue;
    private final PeerIdentity self;
    private final Set<String> writers;

    WritableShare(NodeConfig config, SharedData data, CatalogueHolder catalogue, PeerIdentity self) {
        this.data = data;
        this.catalogue = catalogue;
        this.self = self;
        this.writers = config.names(ConfigKey.SHARE_WRITERS);
    }

    @Override
    public OpenTable open(TableDefinition table, Principal principal, Instant deadline) {
        requireWriter(table, principal);
        Duration patience = Duration.between(Instant.now(), deadline);
        TableLocks.Held held = data.locks().hold(List.of(table.name()), patience);
        return new OpenTable() {
            @Override
            public void change(Set<Long> removed, List<@Nullable Object[]> added) {
                data.change(table, removed, added, deadline);
            }

            @Override
            public void close() {
                held.close();
            }
        };
    }

    private void requireWriter(TableDefinition table, Principal principal) {
        boolean writer = writers.contains(EVERYBODY) || writers.contains(principal.user());
        if (!writer || !principal.company().equals(self.company())) {
            throw new BestPeerException(
                    ErrorCode.ACCESS_DENIED,
                    "user %s may not change table %s; share.writers of company %s's peer says who may"
                            .formatted(principal.user(), table.name(), self.company()));
        }
        String publisher = catalogue.snapshot().publishers().getOrDefault(table.name(), self.company());
        if (table.kind() == TableKind.REFERENCE && !publisher.equals(self.company())) {
            throw new BestPeerException(
                    ErrorCode.ACCESS_DENIED,
                    "reference table %s is published by company %s; others cannot change it"
                            .formatted(table.name(), publisher));
        }
    }

    @Override
    public boolean isHere(Site site) {
        return site.peer().equals(self.peer().value());
    }
}
