package org.bestpeer.overlay.epoch;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.tree.Change;
import org.bestpeer.overlay.tree.Tree;

/**
 * Who has to know of a change, so that nobody who does not know of it can go on as before. An answer needs two of the
 * three peers that keep a range, or the only one; so two of the three, or the only one, must take part in a change of
 * the range or of its keepers.
 *
 * @param needed those that keep a range together with an absent one
 * @param absent keepers that do not take part, of ranges of which too few do: if they are not dead but cut off
 *     together, they can agree with each other
 */
record Quorum(Set<PeerId> needed, Set<PeerId> absent) {
    private record Keepers(Set<PeerId> ids, KeyRange range) {}

    /**
     * Of a change of the tree.
     *
     * @param core peers whose range or replica duty it changes
     * @param usable who can take part; also who certainly has nothing to agree with
     */
    static Quorum of(Tree tree, Change change, Set<PeerId> core, Predicate<PeerId> usable) {
        Map<PeerId, Keepers> before = keepers(tree, core);
        Map<PeerId, Keepers> after = tree.after(change, changed -> keepers(changed, core));
        Set<PeerId> needed = new TreeSet<>();
        Set<PeerId> outvoting = new TreeSet<>();
        before.forEach((holder, keepers) -> {
            if (!keepers.equals(after.get(holder))) {
                Set<PeerId> absent = new TreeSet<>(keepers.ids());
                absent.removeIf(usable);
                if (!absent.isEmpty()) {
                    needed.addAll(keepers.ids());
                }
                if (absent.size() > 1 || absent.equals(keepers.ids())) {
                    outvoting.addAll(absent);
                }
            }
        });
        needed.removeIf(usable.negate());
        return new Quorum(needed, outvoting);
    }

    private static Map<PeerId, Keepers> keepers(Tree tree, Set<PeerId> holders) {
        Map<PeerId, Keepers> keepers = new TreeMap<>();
        for (PeerId holder : holders) {
            if (tree.contains(holder)) {
                Set<PeerId> ids = new TreeSet<>(List.of(holder, tree.ringBefore(holder), tree.ringAfter(holder)));
                keepers.put(holder, new Keepers(ids, tree.range(holder)));
            }
        }
        return keepers;
    }
}
