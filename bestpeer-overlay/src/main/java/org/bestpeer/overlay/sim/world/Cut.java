package org.bestpeer.overlay.sim.world;

import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bestpeer.overlay.PeerId;

/** Which messages cannot pass while a partition lasts. Sent ones and those on their way are lost alike. */
@FunctionalInterface
public interface Cut {
    /** Whether a message is stopped at this moment of the world's time. */
    boolean stops(PeerId from, PeerId to, long nanos);

    /** These cannot reach the others, nor the others them. */
    static Cut halves(Collection<PeerId> side) {
        return new Halves(sorted(side));
    }

    /** Nobody reaches this one, and it reaches nobody. */
    static Cut alone(PeerId peer) {
        return halves(List.of(peer));
    }

    /** What the first ones send to the second ones is lost; the answers are not. */
    static Cut oneWay(Collection<PeerId> senders, Collection<PeerId> receivers) {
        return new OneWay(sorted(senders), sorted(receivers));
    }

    /** Nobody hears what this one sends, but it hears all. */
    static Cut mute(PeerId peer) {
        return new Mute(peer);
    }

    /** Nobody can reach this one, but all hear what it sends. */
    static Cut deaf(PeerId peer) {
        return new Deaf(peer);
    }

    /** Each reaches only the one before and the one after it, the last also the first. Others are not concerned. */
    static Cut ring(List<PeerId> order) {
        return new Ring(List.copyOf(order));
    }

    /** These and the others reach each other no more, but one reaches all. */
    static Cut bridge(Collection<PeerId> side, PeerId bridge) {
        return new Bridge(sorted(side), bridge);
    }

    /** Comes and goes: is there for a period, then not for a period, and so on. */
    default Cut flapping(Duration period) {
        return new Flapping(this, period);
    }

    private static SortedSet<PeerId> sorted(Collection<PeerId> peers) {
        return Collections.unmodifiableSortedSet(new TreeSet<>(peers));
    }

    /** See {@link #halves}. */
    record Halves(Set<PeerId> side) implements Cut {
        @Override
        public boolean stops(PeerId from, PeerId to, long nanos) {
            return side.contains(from) != side.contains(to);
        }
    }

    /** See {@link #oneWay}. */
    record OneWay(Set<PeerId> senders, Set<PeerId> receivers) implements Cut {
        @Override
        public boolean stops(PeerId from, PeerId to, long nanos) {
            return senders.contains(from) && receivers.contains(to);
        }
    }

    /** See {@link #mute}. */
    record Mute(PeerId peer) implements Cut {
        @Override
        public boolean stops(PeerId from, PeerId to, long nanos) {
            return from.equals(peer);
        }
    }

    /** See {@link #deaf}. */
    record Deaf(PeerId peer) implements Cut {
        @Override
        public boolean stops(PeerId from, PeerId to, long nanos) {
            return to.equals(peer);
        }
    }

    /** See {@link #ring}. */
    record Ring(List<PeerId> order) implements Cut {
        @Override
        public boolean stops(PeerId from, PeerId to, long nanos) {
            int one = order.indexOf(from);
            int other = order.indexOf(to);
            int distance = Math.abs(one - other);
            return one >= 0 && other >= 0 && distance > 1 && distance < order.size() - 1;
        }
    }

    /** See {@link #bridge}. */
    record Bridge(Set<PeerId> side, PeerId bridge) implements Cut {
        @Override
        public boolean stops(PeerId from, PeerId to, long nanos) {
            return side.contains(from) != side.contains(to) && !from.equals(bridge) && !to.equals(bridge);
        }
    }

    /** See {@link #flapping}. */
    record Flapping(Cut cut, Duration period) implements Cut {
        @Override
        public boolean stops(PeerId from, PeerId to, long nanos) {
            return (nanos / Math.max(1, period.toNanos())) % 2 == 0 && cut.stops(from, to, nanos);
        }
    }
}
