package org.bestpeer.overlay.baton;

import java.util.List;
import java.util.Optional;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.tree.Side;

/** What each kind of task means at a peer: done here, or where it goes. */
final class Tasks implements Task.Handler<Forwarding.TaskAction> {
    private static final String CHANGING = "the keys are changing hands";
    private static final String LOST = "entries of the keys were lost and are filed again by their publishers";

    private final Node node;
    private final Agreement agreement;
    private final Replication replication;
    private final Answers answers;

    Tasks(Node node, Agreement agreement, Replication replication, Answers answers) {
        this.node = node;
        this.agreement = agreement;
        this.replication = replication;
        this.answers = answers;
    }

    @Override
    public Forwarding.TaskAction onLookup(Task.Lookup task) {
        return forward -> {
            Key target = forward.target();
            if (!task.query().contains(target)) {
                answers.refuse(forward, "the key sought is not in the range sought");
            } else if (node.range().contains(target)) {
                agreement.ask(() -> answer(forward, task), () -> answers.refuse(forward, CHANGING));
            } else if (task.silent() != null) {
                answerInPlaceOf(task.silent(), forward, task);
            } else {
                return towardsTarget(forward);
            }
            return List.of();
        };
    }

    /** Agreed to; but the range may be another one than when the question came. */
    private void answer(BatonMessage.Forward forward, Task.Lookup task) {
        if (!node.place().info().whole()) {
            answers.refuse(forward, LOST);
        } else if (node.range().contains(forward.target())) {
            answers.found(forward, task, node.range());
        } else {
            answers.refuse(forward, CHANGING);
        }
    }

    /** The holder does not answer: this peer has a copy, and the third that keeps the range is asked whether it agrees. */
    private void answerInPlaceOf(PeerId silent, BatonMessage.Forward forward, Task.Lookup task) {
        Optional<NodeInfo> holder =
                node.place().neighbour(silent).filter(info -> info.range().contains(forward.target()));
        Optional<PeerContact> other = holder.flatMap(info -> info.replicas().stream()
                .filter(replica -> !replica.id().equals(node.self.id()))
                .findFirst());
        String refusal = "holder %s of the keys does not answer".formatted(silent);
        boolean able = !node.isFrozen() && node.trust.has(silent);
        if (holder.isEmpty() || other.isEmpty() || !able || !holder.get().whole()) {
            answers.refuse(forward, refusal);
            return;
        }
        KeyRange range = holder.get().range();
        Place place = node.place();
        agreement.askFor(
                holder.get(),
                other.get(),
                () -> {
                    if (!node.isFrozen() && node.placeEpoch() == place.epoch()) {
                        answers.found(forward, task, range);
                    } else {
                        answers.refuse(forward, CHANGING);
                    }
                },
                () -> answers.refuse(forward, refusal));
    }

    @Override
    public Forwarding.TaskAction onStore(Task.Store task) {
        return forward -> {
            KeyRange range = node.range();
            if (!range.contains(forward.target())) {
                return towardsTarget(forward);
            }
            if (node.isFrozen() || !node.trust.has(node.self.id())) {
                answers.refuse(forward, CHANGING);
                return List.of();
            }
            List<Versioned> here = task.entries().stream()
                    .filter(entry -> range.contains(entry.key()))
                    .toList();
            replication.file(
                    here,
                    () -> node.send(forward.origin(), stored(forward, range)),
                    () -> answers.refuse(forward, "not all three peers that keep the keys have stored them"));
            return List.of();
        };
    }

    private BatonMessage.Stored stored(BatonMessage.Forward forward, KeyRange range) {
        PeerContact next =
                node.links().adjacent(Side.RIGHT).map(NodeInfo::contact).orElse(null);
        return new BatonMessage.Stored(forward.operation(), new KeyRange(forward.target(), range.high()), next);
    }

    private List<NodeInfo> towardsTarget(BatonMessage.Forward forward) {
        List<NodeInfo> candidates = Routing.towards(node.links(), node.range(), forward.target());
        if (candidates.isEmpty()) {
            answers.refuse(forward, "peer %s knows no other peer yet".formatted(node.self));
        }
        return candidates;
    }

    /** What goes back to the origin of a task. */
    interface Answers {
        /** Everything under the keys of the query that are in the range of a holder. */
        void found(BatonMessage.Forward forward, Task.Lookup task, KeyRange range);

        void refuse(BatonMessage.Forward forward, String reason);
    }
}
