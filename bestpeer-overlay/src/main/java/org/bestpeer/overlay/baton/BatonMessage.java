package org.bestpeer.overlay.baton;

import java.time.Duration;
import java.util.List;
import org.bestpeer.overlay.FoundEntry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.tree.Side;
import org.jspecify.annotations.Nullable;

/** Everything that peers of the tree and the scheduler of its epochs say to each other. */
public sealed interface BatonMessage {
    /**
     * A peer tells the scheduler of itself; answered by what it should know, if anything: {@link Seated}, {@link Commit}, {@link Abort}, {@link Expelled}.
     *
     * @param wish what it wants
     * @param epoch of its place; 0 if it has none
     * @param prepared epoch for which it is prepared; 0 if there is none
     * @param digest of its links, see {@link Place#digest}
     * @param entries number of entries it holds
     * @param recovering whether it has been started again and does not have all entries for certain yet
     */
    record Hello(Wish wish, long epoch, long prepared, long digest, int entries, boolean recovering)
            implements BatonMessage {
        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onHello(this);
        }
    }

    /** A peer tells the scheduler that another one does not answer. */
    record Suspect(PeerId peer) implements BatonMessage {
        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onSuspect(this);
        }
    }

    /**
     * The scheduler asks a peer where to cut its range; answered by {@link Cut}.
     *
     * @param request the question
     * @param side which end of the range will be cut off
     * @param share how much of the entries, 0 to 1, are cut off
     */
    record AskCut(long request, Side side, double share) implements BatonMessage {
        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onAskCut(this);
        }
    }

    /**
     * Answers {@link AskCut}.
     *
     * @param request the question
     * @param cut a key of the range; its low end if it cannot be cut
     */
    record Cut(long request, Key cut) implements BatonMessage {
        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onCut(this);
        }
    }

    /**
     * The scheduler asks a peer to freeze what it holds, to fetch what it lacks for a new place, and to save both; answered by {@link Prepared}.
     *
     * @param epoch of the change
     * @param base epoch of the place the peer has, as the scheduler knows: it ends a change before this one
     * @param place place after the change; null if the peer leaves the tree by it
     * @param sources where the entries are that it will hold and does not have
     */
    record Prepare(long epoch, long base, @Nullable Place place, List<Source> sources) implements BatonMessage {
        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onPrepare(this);
        }
    }

    /** Answers {@link Prepare}: nothing is missing for the change. */
    record Prepared(long epoch) implements BatonMessage {
        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onPrepared(this);
        }
    }

    /** The scheduler has decided that a change takes place; answered by {@link Settled}. */
    record Commit(long epoch) implements BatonMessage {
        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onCommit(this);
        }
    }

    /** The scheduler has decided that a change does not take place; answered by {@link Settled}. */
    record Abort(long epoch) implements BatonMessage {
        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onAbort(this);
        }
    }

    /** Answers {@link Commit} and {@link Abort}: the peer has done as decided. */
    record Settled(long epoch) implements BatonMessage {
        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onSettled(this);
        }
    }

    /**
     * The scheduler tells a peer that some of its links have changed.
     *
     * @param now new or changed links
     * @param gone former links
     */
    record Relink(List<NodeInfo> now, List<PeerId> gone) implements BatonMessage {
        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onRelink(this);
        }
    }

    /** The scheduler tells a peer its place and all its links. */
    record Seated(Place place) implements BatonMessage {
        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onSeated(this);
        }
    }

    /**
     * The scheduler tells a peer that it has no place in the tree, whatever it believes.
     *
     * @param epoch of the place it said it has, or of the change it said it is prepared for
     */
    record Expelled(long epoch) implements BatonMessage {
        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onExpelled(this);
        }
    }

    /**
     * The scheduler asks a peer to file all that it publishes again, as entries were lost; answered by {@link Refiled}.
     *
     * @param round number of the round of filing
     */
    record Refile(long round) implements BatonMessage {
        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onRefile(this);
        }
    }

    /** Answers {@link Refile}: all is filed. */
    record Refiled(long round) implements BatonMessage {
        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onRefiled(this);
        }
    }

    /** Asks whether a peer is there; answered by {@link Pong}. */
    record Ping(long request) implements BatonMessage {
        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onPing(this);
        }
    }

    /** Answers {@link Ping}, or {@link PingFor} when the other peer has answered. */
    record Pong(long request) implements BatonMessage {
        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onPong(this);
        }
    }

    /** Asks a peer to ping another one for the sender. */
    record PingFor(long request, PeerContact peer) implements BatonMessage {
        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onPingFor(this);
        }
    }

    /**
     * Asks for entries; answered by {@link Fetched} or {@link NotNow}.
     *
     * @param request the question
     * @param epoch change for which they are wanted, for which the asked peer must be prepared; 0 after a restart
     * @param since when the asking peer got its range, see {@link NodeInfo}, or the holder of this range if both only keep
     *     copies of it; of no meaning for a change
     * @param range their keys
     */
    record Fetch(long request, long epoch, long since, KeyRange range) implements BatonMessage {
        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onFetch(this);
        }
    }

    /**
     * Answers {@link Fetch}.
     *
     * @param request the question
     * @param covered the keys about which this is all, from the first asked for
     * @param entries entries, also withdrawn ones
     * @param certain whether who answers certainly had all that was acknowledged
     */
    record Fetched(long request, KeyRange covered, List<Versioned> entries, boolean certain) implements BatonMessage {
        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onFetched(this);
        }
    }

    /**
     * A holder asks a ring neighbour to keep copies; answered by {@link Agreed} or {@link NotNow}.
     *
     * @param request the question
     * @param since when the holder got its range, see {@link NodeInfo}
     * @param entries entries of its range
     */
    record Replicate(long request, long since, List<Versioned> entries) implements BatonMessage {
        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onReplicate(this);
        }
    }

    /**
     * Asks a ring neighbour whether a peer is still the holder of its range; answered by {@link Agreed} or {@link NotNow}.
     *
     * @param request the question
     * @param holder the sender, or the ring neighbour of both that is silent
     * @param since when the holder got its range, see {@link NodeInfo}
     */
    record Confirm(long request, PeerId holder, long since) implements BatonMessage {
        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onConfirm(this);
        }
    }

    /** Answers {@link Replicate} and {@link Confirm}. */
    record Agreed(long request) implements BatonMessage {
        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onAgreed(this);
        }
    }

    /** Answers {@link Replicate}, {@link Confirm} and {@link Fetch}: the asked peer does not agree, or cannot say. */
    record NotNow(long request) implements BatonMessage {
        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onNotNow(this);
        }
    }

    /**
     * A task on its way to the peer that does it.
     *
     * @param hop answered by {@link ForwardAck}
     * @param operation the origin's name for the task; the answer carries it
     * @param origin who wants it done and gets the answer
     * @param incarnation life of the origin
     * @param target key whose holder is sought
     * @param visited where it has been
     * @param task what is to be done
     */
    record Forward(
            long hop, long operation, PeerContact origin, long incarnation, Key target, List<PeerId> visited, Task task)
            implements BatonMessage {
        Forward with(Task other) {
            return new Forward(hop, operation, origin, incarnation, target, visited, other);
        }

        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onForward(this);
        }
    }

    /** The task has arrived at the next hop. */
    record ForwardAck(long hop) implements BatonMessage {
        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onForwardAck(this);
        }
    }

    /** The task could not be done now. */
    record Unavailable(long operation, String reason) implements BatonMessage {
        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onUnavailable(this);
        }
    }

    /**
     * Answers {@link Task.Lookup}.
     *
     * @param operation the origin's name for the task
     * @param covered the keys about which this is the whole truth
     * @param entries what was found
     * @param next where the search goes on, if anywhere
     * @param hops how many peers it passed
     */
    record Found(long operation, KeyRange covered, List<FoundEntry> entries, @Nullable PeerContact next, int hops)
            implements BatonMessage {
        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onFound(this);
        }
    }

    /**
     * Answers {@link Task.Store}: entries under the covered keys are kept by all three peers that keep them.
     *
     * @param next who holds the keys after them, as far as the holder knows
     */
    record Stored(long operation, KeyRange covered, @Nullable PeerContact next) implements BatonMessage {
        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onStored(this);
        }
    }

    /** Asks a publisher whether these are its newest; answered by {@link Renewed}. */
    record Renew(long request, List<Stamp> stamps) implements BatonMessage {
        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onRenew(this);
        }
    }

    /** Answers {@link Renew}: these are, and the publisher stands by it for so long. */
    record Renewed(long request, List<Stamp> confirmed, Duration promise) implements BatonMessage {
        @Override
        public <R> R dispatch(BatonHandler<R> handler) {
            return handler.onRenewed(this);
        }
    }

    /** What a peer wants of the scheduler. */
    enum Wish {
        /** To have a place in the tree. */
        PLACE,
        /** To give its place up. */
        LEAVE
    }

    <R> R dispatch(BatonHandler<R> handler);
}
