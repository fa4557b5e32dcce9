package org.bestpeer.overlay.sim;

import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonMessage;
import org.bestpeer.overlay.baton.Envelope;
import org.bestpeer.overlay.baton.Task;
import org.bestpeer.overlay.sim.scenario.Action;
import org.bestpeer.overlay.sim.world.World;

/**
 * A peer says what it should not, in its own name, as the network lets nobody speak for another: orders that only the
 * scheduler may give, of a foreign network or an unlikely epoch, suspicions, lies about others' lives and about who
 * holds what.
 *
 * @param hostile who says it; it does what is right besides
 * @param seed says what, and to whom
 */
record Forgery(PeerId hostile, long seed) implements Action<Ordeal> {
    private static final long FAR = 1_000_000;
    private static final int MESSAGES = 8;

    @Override
    public void applyTo(Ordeal ordeal) {
        World<Envelope, Object> world = ordeal.simulation().world();
        if (!world.knows(hostile) || !world.isUp(hostile)) {
            return;
        }
        SplittableRandom random = new SplittableRandom(seed);
        List<PeerId> all = world.all();
        for (int i = 0; i < MESSAGES; i++) {
            PeerContact victim = world.contact(all.get(random.nextInt(all.size())));
            PeerContact target = world.contact(all.get(random.nextInt(all.size())));
            if (!target.id().equals(hostile)) {
                world.inject(target, envelope(ordeal, victim, random), Duration.ofMillis(1 + random.nextInt(2000)));
            }
        }
    }

    private Envelope envelope(Ordeal ordeal, PeerContact victim, SplittableRandom random) {
        Simulation simulation = ordeal.simulation();
        boolean foreign = random.nextInt(8) == 0;
        return new Envelope(
                foreign ? "another" : Simulation.NETWORK,
                simulation.world().contact(hostile),
                simulation.living(hostile).incarnation(),
                // An epoch of the future would only make the others deaf for what it says rightly.
                simulation.living(hostile).epoch(),
                message(victim, random));
    }

    private static BatonMessage message(PeerContact victim, SplittableRandom random) {
        long number = random.nextInt(3) == 0 ? FAR : random.nextInt(40);
        KeyRange range = new KeyRange(Key.of(new byte[] {(byte) random.nextInt(256)}), null);
        return switch (random.nextInt(14)) {
            case 0 -> new BatonMessage.Commit(number);
            case 1 -> new BatonMessage.Abort(number);
            case 2 -> new BatonMessage.Expelled(number);
            case 3 -> new BatonMessage.Prepare(number, random.nextInt(40), null, List.of());
            case 4 -> new BatonMessage.Relink(List.of(), List.of(victim.id()));
            case 5 -> new BatonMessage.Suspect(victim.id());
            case 6 -> new BatonMessage.Prepared(number);
            case 7 -> new BatonMessage.Settled(number);
            case 8 -> new BatonMessage.Confirm(number, victim.id(), number);
            case 9 -> new BatonMessage.Replicate(number, number, List.of());
            case 10 -> new BatonMessage.Fetch(number, number, number, range);
            case 11 -> new BatonMessage.Refiled(number);
            case 12 -> new BatonMessage.NotNow(number);
            default ->
                new BatonMessage.Forward(
                        number,
                        number,
                        victim,
                        FAR,
                        range.low(),
                        List.of(victim.id()),
                        new Task.Lookup(range, victim.id()));
        };
    }
}
