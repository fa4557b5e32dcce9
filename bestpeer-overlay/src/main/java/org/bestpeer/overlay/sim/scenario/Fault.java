package org.bestpeer.overlay.sim.scenario;

import java.time.Duration;
import java.util.List;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.sim.world.Cut;
import org.bestpeer.overlay.sim.world.DiskFaults;
import org.bestpeer.overlay.sim.world.DiskState;
import org.bestpeer.overlay.sim.world.NetworkFaults;
import org.bestpeer.overlay.sim.world.World;

/** Faults as steps of a scenario. One that concerns a peer that was never added does nothing. */
public sealed interface Fault extends Action<Harness> {
    void befall(World<?, ?> world);

    @Override
    default void applyTo(Harness harness) {
        befall(harness.world());
    }

    /** Ends a life. */
    record Crash(PeerId peer) implements Fault {
        @Override
        public void befall(World<?, ?> world) {
            if (world.knows(peer)) {
                world.crash(peer);
            }
        }
    }

    /** Ends many lives at once. */
    record Kill(List<PeerId> peers) implements Fault {
        public Kill {
            peers = List.copyOf(peers);
        }

        @Override
        public void befall(World<?, ?> world) {
            world.kill(peers.stream().filter(world::knows).toList());
        }
    }

    /** Ends a life in the middle of a step, after so many more messages and saves. */
    record CrashAfter(PeerId peer, int effects) implements Fault {
        @Override
        public void befall(World<?, ?> world) {
            if (world.knows(peer)) {
                world.crashAfter(peer, effects);
            }
        }
    }

    /** Begins another life. */
    record Restart(PeerId peer, DiskState disk) implements Fault {
        @Override
        public void befall(World<?, ?> world) {
            if (world.knows(peer)) {
                world.restart(peer, disk);
            }
        }
    }

    /** Lets a process stand still. */
    record Pause(PeerId peer, Duration time) implements Fault {
        @Override
        public void befall(World<?, ?> world) {
            if (world.knows(peer)) {
                world.pause(peer, time);
            }
        }
    }

    /** Lets a clock go too fast or too slow. */
    record ClockRate(PeerId peer, double rate) implements Fault {
        @Override
        public void befall(World<?, ?> world) {
            if (world.knows(peer)) {
                world.clockRate(peer, rate);
            }
        }
    }

    /** Puts a clock forward. */
    record ClockJump(PeerId peer, Duration ahead) implements Fault {
        @Override
        public void befall(World<?, ?> world) {
            if (world.knows(peer)) {
                world.clockJump(peer, ahead);
            }
        }
    }

    /** Begins a partition. */
    record Partition(String name, Cut cut) implements Fault {
        @Override
        public void befall(World<?, ?> world) {
            world.cut(name, cut);
        }
    }

    /** Ends a partition. */
    record Heal(String name) implements Fault {
        @Override
        public void befall(World<?, ?> world) {
            world.heal(name);
        }
    }

    /** Changes what the network does. */
    record Network(NetworkFaults faults) implements Fault {
        @Override
        public void befall(World<?, ?> world) {
            world.network(faults);
        }
    }

    /** Changes what one disk does. */
    record Disk(PeerId peer, DiskFaults faults) implements Fault {
        @Override
        public void befall(World<?, ?> world) {
            if (world.knows(peer)) {
                world.disk(peer, faults);
            }
        }
    }
}
