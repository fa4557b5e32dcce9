package org.bestpeer.benchmarks.overlay;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonMessage;
import org.bestpeer.overlay.baton.Envelope;
import org.bestpeer.overlay.baton.Task;
import org.bestpeer.overlay.sim.world.Interceptor;

/** Counts messages by what they are for. Probes and reports, which go on all the time, are left out. */
final class Tally implements Interceptor<Envelope> {
    private static final Set<Class<? extends BatonMessage>> PLACE =
            Set.of(BatonMessage.AskCut.class, BatonMessage.Cut.class);
    private static final Set<Class<? extends BatonMessage>> UPDATE = Set.of(
            BatonMessage.Prepare.class,
            BatonMessage.Prepared.class,
            BatonMessage.Commit.class,
            BatonMessage.Abort.class,
            BatonMessage.Settled.class,
            BatonMessage.Seated.class,
            BatonMessage.Relink.class);
    private static final Set<Class<? extends BatonMessage>> ENTRIES =
            Set.of(BatonMessage.Fetch.class, BatonMessage.Fetched.class);

    private final Map<PeerId, Long> handled = new HashMap<>();
    private long lookups;
    private long stores;
    private long place;
    private long update;
    private long entries;

    @Override
    public void sent(PeerId from, PeerContact to, Envelope envelope, WayOut<Envelope> out) {
        count(to.id(), envelope.message());
        out.send(to, envelope);
    }

    private void count(PeerId to, BatonMessage message) {
        Class<? extends BatonMessage> kind = message.getClass();
        if (message instanceof BatonMessage.Forward forward) {
            if (forward.task() instanceof Task.Lookup) {
                lookups++;
                handled.merge(to, 1L, Long::sum);
            } else {
                stores++;
            }
        } else if (PLACE.contains(kind) || wishesForPlace(message)) {
            place++;
        } else if (UPDATE.contains(kind) || wishesToLeave(message)) {
            update++;
        } else if (ENTRIES.contains(kind)) {
            entries++;
        }
    }

    private static boolean wishesForPlace(BatonMessage message) {
        return message instanceof BatonMessage.Hello hello
                && hello.wish() == BatonMessage.Wish.PLACE
                && hello.epoch() == 0;
    }

    private static boolean wishesToLeave(BatonMessage message) {
        return message instanceof BatonMessage.Hello hello && hello.wish() == BatonMessage.Wish.LEAVE;
    }

    /** Hops of look-ups. */
    long lookups() {
        return lookups;
    }

    /** Hops of entries on their way to their holder. */
    long stores() {
        return stores;
    }

    /** To find a place for a peer. */
    long place() {
        return place;
    }

    /** To change who stands where and who knows whom. */
    long update() {
        return update;
    }

    /** To hand entries over. */
    long entries() {
        return entries;
    }

    /** Hops of look-ups that came to a peer. */
    long handled(PeerId peer) {
        return handled.getOrDefault(peer, 0L);
    }

    void forgetHandled() {
        handled.clear();
    }
}
