package org.bestpeer.overlay.sim.scenario;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.sim.world.Cut;
import org.bestpeer.overlay.sim.world.Delays;
import org.bestpeer.overlay.sim.world.DiskFaults;
import org.bestpeer.overlay.sim.world.DiskState;
import org.bestpeer.overlay.sim.world.NetworkFaults;
import org.bestpeer.overlay.sim.world.World;
import org.bestpeer.overlay.sim.world.WorldSpec;

/** The toy register in a world: whatever was acknowledged must be at the backup for ever. */
final class RegisterHarness implements Harness {
    private final World<Register.Message, Register.Saved> world;
    private long acknowledged;

    RegisterHarness(long seed, Register.Bug bug) {
        WorldSpec<Register.Message, Register.Saved> spec =
                WorldSpec.of((self, life, env) -> new Register(self, env, bug), Register.Message::hash);
        world = new World<>(seed, spec);
        world.add(Register.PRIMARY);
        world.add(Register.BACKUP);
    }

    @Override
    public World<Register.Message, Register.Saved> world() {
        return world;
    }

    record Write(long value) implements Action<RegisterHarness> {
        @Override
        public void applyTo(RegisterHarness harness) {
            harness.world.act(
                    Register.PRIMARY.id(),
                    Register.class,
                    primary -> primary.write(
                            value, number -> harness.acknowledged = Math.max(harness.acknowledged, number)));
        }
    }

    @Override
    public void checkTouched(PeerId peer) {
        if (peer.equals(Register.BACKUP.id()) && world.isUp(peer)) {
            long number = ((Register) world.process(peer).orElseThrow()).number();
            if (number < acknowledged) {
                throw new InvariantViolation(
                        "acknowledged writes stay", "the backup is at %d, not at %d".formatted(number, acknowledged));
            }
        }
    }

    @Override
    public void calm() {
        Register.all().stream().filter(peer -> !world.isUp(peer)).forEach(peer -> world.restart(peer, DiskState.KEPT));
    }

    @Override
    public void checkAtRest() {
        checkTouched(Register.BACKUP.id());
    }

    static Scenario<RegisterHarness> scenario(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        NetworkFaults network = NetworkFaults.NONE
                .withDelays(Delays.between(Duration.ofMillis(1), Duration.ofMillis(40)))
                .withLoss(random.nextDouble() * 0.2)
                .withDuplication(random.nextDouble() * 0.3)
                .withReordering(random.nextDouble() * 0.3);
        List<Step<RegisterHarness>> steps = new ArrayList<>();
        long at = 0;
        for (int i = 0; i < 40; i++) {
            at += random.nextInt(200);
            steps.add(new Step<>(Duration.ofMillis(at), action(random, i)));
        }
        return new Scenario<>(seed, new FaultRates(network, DiskFaults.NONE), steps);
    }

    private static Action<? super RegisterHarness> action(SplittableRandom random, int number) {
        PeerId peer = Register.all().get(random.nextInt(2));
        return switch (random.nextInt(8)) {
            case 0 -> new Fault.Crash(peer);
            case 1, 2 -> new Fault.Restart(peer, DiskState.KEPT);
            case 3 -> new Fault.Pause(peer, Duration.ofMillis(random.nextInt(300)));
            case 4 -> new Fault.Partition("cut", Cut.mute(peer));
            case 5 -> new Fault.Heal("cut");
            default -> new Write(number);
        };
    }
}
