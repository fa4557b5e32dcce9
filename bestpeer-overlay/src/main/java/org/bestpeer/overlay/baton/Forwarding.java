package org.bestpeer.overlay.baton;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.jspecify.annotations.Nullable;

/** Brings tasks to the peer that does them, hop by hop; each hop is acknowledged, and a silent one is gone round. */
final class Forwarding {
    private static final int REMEMBERED = 4096;
    private static final int ATTEMPTS = 2;

    private final Node node;
    private final Requests requests;
    private final Task.Handler<TaskAction> actions;
    private final Set<HopId> seen = new LinkedHashSet<>();

    Forwarding(Node node, Requests requests, Task.Handler<TaskAction> actions) {
        this.node = node;
        this.requests = requests;
        this.actions = actions;
    }

    /** Does a task here, if it is this peer's to do. */
    interface TaskAction {
        /** Does it or says where it goes: no peers if it was done, in whatever way it ended. */
        List<NodeInfo> run(BatonMessage.Forward forward);
    }

    void onForward(PeerContact sender, BatonMessage.Forward forward) {
        node.send(sender, new BatonMessage.ForwardAck(forward.hop()));
        boolean alive = node.hears(forward.origin(), forward.incarnation());
        if (alive && seen.add(new HopId(sender.id(), forward.hop()))) {
            if (seen.size() > REMEMBERED) {
                Iterator<HopId> oldest = seen.iterator();
                oldest.next();
                oldest.remove();
            }
            route(forward);
        }
    }

    /** Does a task here or sends it on. */
    void route(BatonMessage.Forward forward) {
        if (!node.isMember()) {
            refuse(forward, "peer %s has no place in the tree yet".formatted(node.self));
            return;
        }
        List<NodeInfo> candidates = forward.task().dispatch(actions).run(forward);
        if (!candidates.isEmpty()) {
            pass(forward, candidates);
        }
    }

    private void pass(BatonMessage.Forward forward, List<NodeInfo> candidates) {
        List<PeerId> visited = new ArrayList<>(forward.visited());
        visited.add(node.self.id());
        if (visited.size() > Settings.MAX_HOPS) {
            refuse(forward, "no way was found within %d hops".formatted(Settings.MAX_HOPS));
            return;
        }
        List<NodeInfo> unvisited =
                candidates.stream().filter(info -> !visited.contains(info.id())).toList();
        new Passage(forward, visited, unvisited).next();
    }

    void refuse(BatonMessage.Forward forward, String reason) {
        node.send(forward.origin(), new BatonMessage.Unavailable(forward.operation(), reason));
    }

    /** Sends a task straight to a peer; the action runs if it does not answer. */
    void sendTo(PeerContact to, BatonMessage.Forward forward, List<PeerId> visited, Runnable onSilence) {
        requests.ask(
                to,
                ATTEMPTS,
                hop -> new BatonMessage.Forward(
                        hop,
                        forward.operation(),
                        forward.origin(),
                        forward.incarnation(),
                        forward.target(),
                        visited,
                        forward.task()),
                ack -> {},
                onSilence);
    }

    private record HopId(PeerId sender, long hop) {
        @Override
        public int hashCode() {
            return sender.hashCode() * 31 + Long.hashCode(hop);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof HopId id && hop == id.hop && sender.equals(id.sender);
        }
    }

    private final class Passage {
        private final BatonMessage.Forward forward;
        private final List<PeerId> visited;
        private final List<NodeInfo> candidates;
        private int at;
        private int replica;

        Passage(BatonMessage.Forward forward, List<PeerId> visited, List<NodeInfo> candidates) {
            this.forward = forward;
            this.visited = visited;
            this.candidates = candidates;
        }

        void next() {
            Optional<NodeInfo> silent = silentHolder();
            if (silent.isPresent()) {
                askReplica(silent.get());
                return;
            }
            while (at < candidates.size()
                    && node.peers.isSuspect(candidates.get(at).id())) {
                at++;
            }
            if (at == candidates.size()) {
                refuse(forward, "no link of peer %s leads on".formatted(node.self));
                return;
            }
            sendTo(candidates.get(at++).contact(), forward, visited, this::next);
        }

        /** A holder that does not answer is not replaced by going round. */
        private Optional<NodeInfo> silentHolder() {
            return node.isMember()
                    ? Routing.holder(node.links(), forward.target()).filter(info -> node.peers.isSuspect(info.id()))
                    : Optional.empty();
        }

        /** Its ring neighbours have copies. Only a look-up can be answered by them. */
        private void askReplica(NodeInfo silent) {
            List<PeerContact> replicas = silent.replicas();
            boolean isLookup = forward.task() instanceof Task.Lookup;
            while (isLookup && replica < replicas.size()) {
                PeerContact next = replicas.get(replica++);
                if (!node.peers.isSuspect(next.id())) {
                    Task.Lookup task = (Task.Lookup) forward.task();
                    sendTo(next, forward.with(new Task.Lookup(task.query(), silent.id())), visited, this::next);
                    return;
                }
            }
            refuse(forward, "holder %s of the keys does not answer".formatted(silent.contact()));
        }
    }
}
