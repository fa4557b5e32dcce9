package org.bestpeer.node;

import java.util.Set;
import org.bestpeer.engine.access.TravelRule;
import org.bestpeer.engine.placement.Site;
import org.bestpeer.node.bootstrap.CatalogueSnapshot.Participant;
import org.bestpeer.node.exchange.Destinations;
import org.bestpeer.node.membership.CatalogueHolder;
import org.bestpeer.overlay.transport.PeerIdentity;

/**
 * Where rows may travel under the standard role, at both ends: to peers of member companies, for these may read
 * everything that is shared. The home peer asks before it plans, the owner before it sends.
 */
final class MemberTravel implements TravelRule, Destinations {
    private final CatalogueHolder catalogue;
    private final Site self;

    MemberTravel(CatalogueHolder catalogue, PeerIdentity self) {
        this.catalogue = catalogue;
        this.self = new Site(self.peer().value(), self.company());
    }

    @Override
    public boolean mayReceive(String company, String table, Site owner) {
        boolean member = catalogue.snapshot().participants().stream()
                .anyMatch(p -> p.company().equals(company));
        return member && catalogue.companiesSharing(table).contains(owner.company());
    }

    @Override
    public boolean mayReceive(String peer, Set<String> tables) {
        return catalogue.snapshot().participants().stream()
                .filter(p -> p.peer().equals(peer))
                .map(Participant::company)
                .anyMatch(company -> tables.stream().allMatch(table -> mayReceive(company, table, self)));
    }
}
