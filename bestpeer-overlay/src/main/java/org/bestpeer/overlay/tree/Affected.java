package org.bestpeer.overlay.tree;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;

/** Which peers a change concerns. */
public final class Affected {
    private final Set<PeerId> core;
    private final Set<PeerId> linked;

    private Affected(Set<PeerId> core, Set<PeerId> linked) {
        this.core = Collections.unmodifiableSet(core);
        this.linked = Collections.unmodifiableSet(linked);
    }

    /** What a peer knows of its ring neighbours for its duty as a replica. */
    private record Ring(PeerId before, KeyRange beforeRange, PeerId after, KeyRange afterRange) {}

    /**
     * Some of them, found fast: peers whose seat changes, the ring neighbours of those whose range changes, and whoever
     * is linked with the former as long as the change is not applied.
     */
    public static Affected atLeast(Tree before, Change change) {
        Set<PeerId> core = new TreeSet<>();
        Set<PeerId> linked = new TreeSet<>();
        for (Seat seat : change.seats()) {
            Seat now = before.seat(seat.peer());
            if (seat.equals(now)) {
                continue;
            }
            core.add(seat.peer());
            if (now.range() != null) {
                linked.addAll(before.links(seat.peer()));
                if (!now.range().equals(seat.range())) {
                    core.add(before.ringBefore(seat.peer()));
                    core.add(before.ringAfter(seat.peer()));
                }
            }
        }
        linked.removeAll(core);
        return new Affected(core, linked);
    }

    /** To be asked before the change is applied. */
    public static Affected of(Tree before, Change change) {
        Set<PeerId> changed = new TreeSet<>();
        for (Seat seat : change.seats()) {
            if (!seat.equals(before.seat(seat.peer()))) {
                changed.add(seat.peer());
            }
        }
        Set<PeerId> near = new TreeSet<>(changed);
        Set<PeerId> linked = new TreeSet<>();
        collect(before, changed, near, linked);
        before.after(change, after -> {
            collect(after, changed, near, linked);
            return after;
        });
        Map<PeerId, Ring> was = rings(before, near);
        Map<PeerId, Ring> becomes = before.after(change, after -> rings(after, near));

        Set<PeerId> core = new TreeSet<>(changed);
        for (PeerId peer : near) {
            Ring ring = was.get(peer);
            if (ring == null || !ring.equals(becomes.get(peer))) {
                core.add(peer);
            }
        }
        linked.removeAll(core);
        return new Affected(core, linked);
    }

    private static void collect(Tree tree, Set<PeerId> changed, Set<PeerId> near, Set<PeerId> linked) {
        for (PeerId peer : changed) {
            if (tree.contains(peer)) {
                near.add(tree.ringBefore(peer));
                near.add(tree.ringAfter(peer));
                // Links are mutual: those that it has are those that have it.
                linked.addAll(tree.links(peer));
            }
        }
    }

    private static Map<PeerId, Ring> rings(Tree tree, Collection<PeerId> peers) {
        Map<PeerId, Ring> rings = new HashMap<>();
        for (PeerId peer : peers) {
            if (tree.contains(peer)) {
                PeerId before = tree.ringBefore(peer);
                PeerId after = tree.ringAfter(peer);
                rings.put(peer, new Ring(before, tree.range(before), after, tree.range(after)));
            }
        }
        return rings;
    }

    /**
     * Peers whose position or range changes, with those that join or leave, and those of whose ring neighbours the id
     * or the range changes.
     */
    public Set<PeerId> core() {
        return core;
    }

    /** Further peers that have a changed peer among their links before or after. */
    public Set<PeerId> linked() {
        return linked;
    }

    /** The same, with further peers that are to take part. */
    public Affected with(Set<PeerId> more) {
        Set<PeerId> all = new TreeSet<>(core);
        all.addAll(more);
        Set<PeerId> others = new TreeSet<>(linked);
        others.removeAll(more);
        return new Affected(all, others);
    }

    /** All of them. */
    public Set<PeerId> touched() {
        Set<PeerId> touched = new TreeSet<>(core);
        touched.addAll(linked);
        return Collections.unmodifiableSet(touched);
    }
}
