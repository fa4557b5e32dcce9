package org.bestpeer.overlay.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonMessage;
import org.bestpeer.overlay.baton.Envelope;
import org.bestpeer.overlay.sim.world.Interceptor;

/**
 * Loses, holds back, doubles or changes just the messages it is told to. Of several rules for one message the oldest
 * counts.
 */
final class Post implements Interceptor<Envelope> {
    private final List<Rule> rules = new ArrayList<>();
    private final List<Watch> watches = new ArrayList<>();

    /** A message on its way. */
    record Letter(PeerId from, PeerId to, BatonMessage message) {}

    private record Rule(Predicate<Letter> concerns, Carrier carrier) {}

    private record Watch(Predicate<Letter> awaited, Runnable action) {}

    @FunctionalInterface
    private interface Carrier {
        void carry(PeerContact to, Envelope envelope, WayOut<Envelope> out);
    }

    static Predicate<Letter> is(Class<? extends BatonMessage> kind) {
        return letter -> kind.isInstance(letter.message);
    }

    static Predicate<Letter> by(PeerId sender) {
        return letter -> letter.from.equals(sender);
    }

    static Predicate<Letter> reaching(PeerId receiver) {
        return letter -> letter.to.equals(receiver);
    }

    static Predicate<Letter> between(PeerId one, PeerId other) {
        return by(one).and(reaching(other)).or(by(other).and(reaching(one)));
    }

    /** Whatever a peer says to all but one and hears of them. */
    static Predicate<Letter> with(PeerId peer, PeerId except) {
        return by(peer).or(reaching(peer))
                .and(by(except).or(reaching(except)).negate())
                .and(letter -> !letter.from.equals(letter.to));
    }

    Post lose(Predicate<Letter> which) {
        rules.add(new Rule(which, (to, envelope, out) -> {}));
        return this;
    }

    Post late(Predicate<Letter> which, Duration later) {
        rules.add(new Rule(which, (to, envelope, out) -> out.send(to, envelope, later)));
        return this;
    }

    Post twice(Predicate<Letter> which) {
        rules.add(new Rule(which, (to, envelope, out) -> {
            out.send(to, envelope);
            out.send(to, envelope);
        }));
        return this;
    }

    Post changed(Predicate<Letter> which, UnaryOperator<BatonMessage> change) {
        rules.add(new Rule(
                which,
                (to, sent, out) -> out.send(
                        to,
                        new Envelope(
                                sent.network(),
                                sent.sender(),
                                sent.incarnation(),
                                sent.epoch(),
                                change.apply(sent.message())))));
        return this;
    }

    /** Does something when the first of these has been sent. */
    Post when(Predicate<Letter> awaited, Runnable action) {
        watches.add(new Watch(awaited, action));
        return this;
    }

    /** Forgets its rules: everything passes. What it waits for it still awaits. */
    Post passAll() {
        rules.clear();
        return this;
    }

    @Override
    public void sent(PeerId from, PeerContact to, Envelope envelope, WayOut<Envelope> out) {
        Letter letter = new Letter(from, to.id(), envelope.message());
        rules.stream()
                .filter(rule -> rule.concerns.test(letter))
                .findFirst()
                .ifPresentOrElse(rule -> rule.carrier.carry(to, envelope, out), () -> out.send(to, envelope));
        List<Watch> due =
                watches.stream().filter(watch -> watch.awaited.test(letter)).toList();
        watches.removeAll(due);
        due.forEach(watch -> watch.action.run());
    }
}
