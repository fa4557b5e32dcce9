package org.bestpeer.node.index;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bestpeer.node.index.IndexCache.CachedEntry;

/**
 * What look-ups say of the owners of a table, whatever values are asked for: made once for all scans that the same look-ups serve.
 * Immutable.
 */
final class KnownOwners {
    private final List<List<CachedEntry>> lookups;
    private final List<KnownOwner> owners;
    private final Set<String> companies;
    private final boolean disagree;

    KnownOwners(List<List<CachedEntry>> lookups) {
        this.lookups = List.copyOf(lookups);
        Map<String, List<CachedEntry>> byPeer = new TreeMap<>();
        for (List<CachedEntry> lookup : lookups) {
            for (CachedEntry entry : lookup) {
                String peer = entry.found().entry().publisher().id().value();
                byPeer.computeIfAbsent(peer, id -> new ArrayList<>()).add(entry);
            }
        }
        this.owners = byPeer.values().stream().map(KnownOwner::of).toList();
        Set<String> all = new HashSet<>();
        owners.forEach(owner -> all.add(owner.site().company()));
        this.companies = all;
        this.disagree = owners.stream().anyMatch(KnownOwner::disagrees);
    }

    /** In the order of their peers. */
    List<KnownOwner> owners() {
        return owners;
    }

    Set<String> companies() {
        return companies;
    }

    /** Whether entries of an owner are of different versions, so that a look-up of the older ones is outdated. */
    boolean disagree() {
        return disagree;
    }

    /** Whether it was made of these very answers. */
    boolean areOf(List<List<CachedEntry>> answers) {
        if (answers.size() != lookups.size()) {
            return false;
        }
        for (int i = 0; i < answers.size(); i++) {
            if (answers.get(i) != lookups.get(i)) {
                return false;
            }
        }
        return true;
    }
}
