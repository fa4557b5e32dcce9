package org.bestpeer.overlay.sim.explore;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.sim.world.EventHash;

/** All different messages that were ever on their way, numbered. */
final class Flights<M> {
    static final int NOWHERE = -1;

    private final Index<Flight<M>> flights = new Index<>();
    private final Map<PeerId, Integer> targets = new HashMap<>();
    private final ToLongFunction<? super M> hash;

    Flights(List<PeerContact> contacts, ToLongFunction<? super M> hash) {
        this.hash = hash;
        for (int i = 0; i < contacts.size(); i++) {
            targets.put(contacts.get(i).id(), i);
        }
    }

    /** Number of a message to somebody, or {@link #NOWHERE} if there is no such process. */
    int number(int from, PeerContact to, M message) {
        Integer target = targets.get(to.id());
        if (target == null) {
            return NOWHERE;
        }
        boolean own = target == from;
        long key = EventHash.mix(hash.applyAsLong(message)) * 31 + target * 2L + (own ? 1 : 0);
        int known = flights.find(key);
        return known == Index.ABSENT ? flights.add(key, new Flight<>(target, own, message)) : known;
    }

    Flight<M> get(int number) {
        return flights.get(number);
    }
}
