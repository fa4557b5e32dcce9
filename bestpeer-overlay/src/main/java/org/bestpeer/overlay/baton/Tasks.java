package org.bestpeer.overlay.baton;

import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** What each kind of task means at a peer: done here, or where it goes. */
final class Tasks implements BatonMessage.TaskHandler<Forwarding.TaskAction> {
    private final Supplier<Search> search;
    private final Welcome welcome;
    private final Holding holding;
    private final Node node;
    private final BiConsumer<BatonMessage.Forward, String> refuse;

    Tasks(
            Supplier<Search> search,
            Welcome welcome,
            Holding holding,
            Node node,
            BiConsumer<BatonMessage.Forward, String> refuse) {
        this.search = search;
        this.welcome = welcome;
        this.holding = holding;
        this.node = node;
        this.refuse = refuse;
    }

    @Override
    public Forwarding.TaskAction onSeekPlace(BatonMessage.SeekPlace task) {
        return forward -> {
            if (node.links().of(forward.origin().id()).isPresent()) {
                refuse.accept(
                        forward,
                        "%s has a place in the tree; it must come back with its own data directory"
                                .formatted(forward.origin().id()));
                return List.of();
            }
            if (!welcome.hasRoom()) {
                return Routing.towardsPlace(node.links());
            }
            if (welcome.isBusy()) {
                refuse.accept(forward, "peer %s is taking in another".formatted(node.self));
            } else {
                welcome.offer(forward.origin(), task.incarnation());
            }
            return List.of();
        };
    }

    @Override
    public Forwarding.TaskAction onLookup(BatonMessage.Lookup task) {
        return forward -> {
            if (!task.query().contains(forward.target())) {
                refuse.accept(forward, "the key sought is not in the range sought");
            } else if (node.range().contains(forward.target())) {
                search.get().answer(forward, task);
            } else {
                return towardsTarget(forward);
            }
            return List.of();
        };
    }

    @Override
    public Forwarding.TaskAction onStore(BatonMessage.Store task) {
        return forward -> {
            if (!node.range().contains(forward.target())) {
                return towardsTarget(forward);
            }
            if (!holding.store(forward, task)) {
                refuse.accept(forward, "the keys are being handed over");
            }
            return List.of();
        };
    }

    private List<NodeInfo> towardsTarget(BatonMessage.Forward forward) {
        List<NodeInfo> candidates = Routing.towards(node.links(), node.range(), forward.target());
        if (candidates.isEmpty()) {
            refuse.accept(forward, "peer %s knows no other peer yet".formatted(node.self));
        }
        return candidates;
    }
}
