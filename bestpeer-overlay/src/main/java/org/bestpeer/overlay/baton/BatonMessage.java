package org.bestpeer.overlay.baton;

import java.time.Duration;
import java.util.List;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.tree.Position;
import org.jspecify.annotations.Nullable;

/** Everything that peers of the tree say to each other. */
public sealed interface BatonMessage {
    <R> R dispatch(Handler<R> handler);

    /** Tells a link what the sender is now; answered by {@link LinkUpdateAck}. */
    record LinkUpdate(long request, NodeInfo info) implements BatonMessage {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onLinkUpdate(this);
        }
    }

    /**
     * Answers {@link LinkUpdate}.
     *
     * @param info what the answering peer is; null before it has a place
     * @param hints peers that should be links of the asking one
     */
    record LinkUpdateAck(long request, @Nullable NodeInfo info, List<Ref> hints) implements BatonMessage {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onLinkUpdateAck(this);
        }
    }

    /** A child place with its part of the parent's range; not valid before {@link JoinCommit}. */
    record JoinOffer(long offer, Position position, KeyRange range, List<Versioned> entries, List<Ref> hints)
            implements BatonMessage {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onJoinOffer(this);
        }
    }

    /** The joining peer has stored the offer and waits. */
    record JoinAck(long offer, Position position) implements BatonMessage {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onJoinAck(this);
        }
    }

    /** The joining peer has another offer or a place. */
    record JoinDecline(long offer) implements BatonMessage {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onJoinDecline(this);
        }
    }

    /** The place and the range belong to the joining peer from now on. */
    record JoinCommit(long offer) implements BatonMessage {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onJoinCommit(this);
        }
    }

    /** The offer is void. */
    record JoinAbort(long offer) implements BatonMessage {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onJoinAbort(this);
        }
    }

    /** Asks the parent to answer as soon as its links know of the child. */
    record Settle(long request) implements BatonMessage {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onSettle(this);
        }
    }

    /** Answers {@link Settle}. */
    record Settled(long request) implements BatonMessage {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onSettled(this);
        }
    }

    /**
     * A task on its way to the peer that does it.
     *
     * @param hop answered by {@link ForwardAck}
     * @param operation the origin's name for the task; the answer carries it
     * @param origin who wants it done and gets the answer
     * @param incarnation life of the origin
     * @param target key whose holder is sought; of no meaning for {@link SeekPlace}
     * @param visited where it has been
     * @param task what is to be done
     */
    record Forward(
            long hop, long operation, PeerContact origin, long incarnation, Key target, List<PeerId> visited, Task task)
            implements BatonMessage {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onForward(this);
        }
    }

    /** The task has arrived at the next hop. */
    record ForwardAck(long hop) implements BatonMessage {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onForwardAck(this);
        }
    }

    /** The task could not be done now; nothing of it has been done. */
    record Unavailable(long operation, String reason) implements BatonMessage {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onUnavailable(this);
        }
    }

    /**
     * Answers {@link Lookup}.
     *
     * @param covered the keys about which this is the whole truth
     * @param next where the search goes on, if anywhere
     * @param hops how many peers it passed
     */
    record Found(long operation, KeyRange covered, List<FoundEntry> entries, @Nullable PeerContact next, int hops)
            implements BatonMessage {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onFound(this);
        }
    }

    /** Answers {@link Store}: the entries whose keys are in this range are stored. */
    record Stored(long operation, KeyRange covered) implements BatonMessage {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onStored(this);
        }
    }

    /** Asks a publisher which of these are its newest. */
    record Renew(long request, List<Stamp> stamps) implements BatonMessage {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onRenew(this);
        }
    }

    /** Answers {@link Renew}: these are, and stay so for a time that counts from when the request was sent. */
    record Renewed(long request, List<Stamp> confirmed, Duration promise) implements BatonMessage {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onRenewed(this);
        }
    }

    /** The receiver's last message was of an older epoch than this one's envelope and was dropped. */
    record StaleEpoch() implements BatonMessage {
        @Override
        public <R> R dispatch(Handler<R> handler) {
            return handler.onStaleEpoch(this);
        }
    }

    /** What a {@link Forward} carries. */
    sealed interface Task {
        <R> R dispatch(TaskHandler<R> handler);
    }

    /** Seeks a place for the origin. */
    record SeekPlace() implements Task {
        @Override
        public <R> R dispatch(TaskHandler<R> handler) {
            return handler.onSeekPlace(this);
        }
    }

    /** Seeks the entries from the target to the end of the query, as far as the holder of the target has them. */
    record Lookup(KeyRange query) implements Task {
        @Override
        public <R> R dispatch(TaskHandler<R> handler) {
            return handler.onLookup(this);
        }
    }

    /** Files entries, as far as they belong to the holder of the target. */
    record Store(List<Versioned> entries) implements Task {
        @Override
        public <R> R dispatch(TaskHandler<R> handler) {
            return handler.onStore(this);
        }
    }

    /** One method for each task. */
    interface TaskHandler<R> {
        R onSeekPlace(SeekPlace task);

        R onLookup(Lookup task);

        R onStore(Store task);
    }

    /** One method for each message. */
    interface Handler<R> {
        R onLinkUpdate(LinkUpdate message);

        R onLinkUpdateAck(LinkUpdateAck message);

        R onJoinOffer(JoinOffer message);

        R onJoinAck(JoinAck message);

        R onJoinDecline(JoinDecline message);

        R onJoinCommit(JoinCommit message);

        R onJoinAbort(JoinAbort message);

        R onSettle(Settle message);

        R onSettled(Settled message);

        R onForward(Forward message);

        R onForwardAck(ForwardAck message);

        R onUnavailable(Unavailable message);

        R onFound(Found message);

        R onStored(Stored message);

        R onRenew(Renew message);

        R onRenewed(Renewed message);

        R onStaleEpoch(StaleEpoch message);
    }
}
