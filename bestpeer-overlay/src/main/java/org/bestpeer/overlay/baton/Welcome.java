package org.bestpeer.overlay.baton;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.tree.Position;
import org.bestpeer.overlay.tree.Side;
import org.jspecify.annotations.Nullable;

/**
 * The parent's side of a join. The part of the range that is offered is frozen for writes but still read here until the
 * joining peer has stored it; then, written to disk first, it is the child's. Before that the offer can be taken back
 * at any time, afterwards never. One offer at a time.
 */
final class Welcome {
    private static final int PATIENT = 4;

    private final Node node;
    private final LinkKeeper linkKeeper;
    private final List<Settling> settling = new ArrayList<>();
    private @Nullable Pending pending;
    private int announcing;

    Welcome(Node node, LinkKeeper linkKeeper) {
        this.node = node;
        this.linkKeeper = linkKeeper;
    }

    /** Whether a key is being handed over. */
    boolean isFrozen(Key key) {
        return pending != null && pending.handed.contains(key);
    }

    /** Where the part that is being handed over begins; null if there is none. */
    @Nullable
    Key frozenFrom() {
        return pending == null || pending.handed.isEmpty() ? null : pending.handed.low();
    }

    /** Whether a child place is free and may be given away. */
    boolean hasRoom() {
        return node.links().tablesAreFull() && freeSide().isPresent();
    }

    boolean isBusy() {
        return pending != null;
    }

    private Optional<Side> freeSide() {
        for (Side side : Side.values()) {
            if (node.links().child(side).isEmpty()) {
                return Optional.of(side);
            }
        }
        return Optional.empty();
    }

    /** Offers the free child place; there is one, and no other offer is open. */
    void offer(PeerContact joiner, long incarnation) {
        Side side = freeSide().orElseThrow();
        KeyRange range = node.range();
        Key cut = KeySplit.of(range, node.entries.keys(range)).orElse(range.low());
        KeyRange lower = new KeyRange(range.low(), cut);
        KeyRange upper = new KeyRange(cut, range.high());
        // A range of one key cannot be cut: the child then holds no key for now, on whichever side it is.
        boolean whole = lower.isEmpty() && side == Side.RIGHT;
        KeyRange handed = whole ? emptyBehind(range) : side == Side.LEFT ? lower : upper;
        KeyRange kept = whole ? range : side == Side.LEFT ? upper : lower;
        Ref child = new Ref(joiner, incarnation, node.links().position().child(side));
        pending = new Pending(node.nextId(), child, handed, kept);
        pending.send();
    }

    private static KeyRange emptyBehind(KeyRange range) {
        Key end = range.high();
        if (end == null) {
            throw new IllegalStateException("a range without end has more than one key");
        }
        return new KeyRange(end, end);
    }

    void onAck(PeerContact sender, BatonMessage.JoinAck message) {
        Pending open = pending;
        if (open != null && open.id == message.offer()) {
            commit(open);
        } else if (node.isMember() && ownsPlace(sender, message.position())) {
            // The write at the commit may have failed.
            node.save();
            node.send(sender, new BatonMessage.JoinCommit(message.offer()));
        } else {
            node.send(sender, new BatonMessage.JoinAbort(message.offer()));
        }
    }

    private boolean ownsPlace(PeerContact sender, Position position) {
        return node.links().position().isParentOf(position)
                && node.links()
                        .at(position)
                        .filter(info -> info.id().equals(sender.id()))
                        .isPresent();
    }

    void onDecline(BatonMessage.JoinDecline message) {
        if (pending != null && pending.id == message.offer()) {
            pending = null;
        }
    }

    private void commit(Pending done) {
        pending = null;
        node.links().integrate(new NodeInfo(done.child, 0, done.handed, null, null));
        node.shrink(done.kept);
        node.entries.drop(done.handed);
        node.save();
        node.send(done.child.contact(), new BatonMessage.JoinCommit(done.id));
        announcing++;
        linkKeeper.announce(List.of(), this::announced);
    }

    private void announced() {
        announcing--;
        if (announcing == 0) {
            settling.forEach(Settling::answer);
            settling.clear();
        }
    }

    void onSettle(PeerContact sender, BatonMessage.Settle message) {
        Settling wait = new Settling(sender, message.request());
        if (announcing == 0) {
            wait.answer();
        } else {
            settling.add(wait);
        }
    }

    private final class Settling {
        private final PeerContact asker;
        private final long request;

        Settling(PeerContact asker, long request) {
            this.asker = asker;
            this.request = request;
        }

        void answer() {
            node.send(asker, new BatonMessage.Settled(request));
        }
    }

    private final class Pending {
        private final long id;
        private final Ref child;
        private final KeyRange handed;
        private final KeyRange kept;
        private int attempts;

        Pending(long id, Ref child, KeyRange handed, KeyRange kept) {
            this.id = id;
            this.child = child;
            this.handed = handed;
            this.kept = kept;
        }

        void send() {
            attempts++;
            node.send(
                    child.contact(),
                    new BatonMessage.JoinOffer(
                            id,
                            child.position(),
                            handed,
                            node.entries.in(handed),
                            node.links().hintsFor(child.position(), node.info())));
            node.env.scheduler().after(node.settings.hopTimeout(), this::expired);
        }

        private void expired() {
            if (pending == this) {
                if (attempts < PATIENT) {
                    send();
                } else {
                    pending = null;
                }
            }
        }
    }
}
