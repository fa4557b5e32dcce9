package org.bestpeer.node.membership;

import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.bestpeer.node.bootstrap.CatalogueSnapshot;

/**
 * What is different in a newer catalogue snapshot, as far as it touches what a peer has looked up.
 *
 * @param owners whether a participant left or moved, or the schema changed: then nothing looked up before counts
 * @param tables tables that other companies share than before
 */
public record CatalogueChange(boolean owners, Set<String> tables) {
    static CatalogueChange between(CatalogueSnapshot before, CatalogueSnapshot after) {
        Set<String> tables = new HashSet<>(before.shares().keySet());
        tables.addAll(after.shares().keySet());
        tables.addAll(before.publishers().keySet());
        tables.addAll(after.publishers().keySet());
        tables.removeIf(table -> Objects.equals(
                        before.shares().get(table), after.shares().get(table))
                && Objects.equals(
                        before.publishers().get(table), after.publishers().get(table)));
        boolean owners = before.schemaVersion() != after.schemaVersion()
                || !Set.copyOf(after.participants()).containsAll(before.participants());
        return new CatalogueChange(owners, Set.copyOf(tables));
    }
}
