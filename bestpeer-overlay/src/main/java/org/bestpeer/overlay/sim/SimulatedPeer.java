package org.bestpeer.overlay.sim;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.baton.BatonPeer;
import org.bestpeer.overlay.baton.Envelope;
import org.bestpeer.overlay.baton.Settings;
import org.bestpeer.overlay.baton.Snapshot;
import org.bestpeer.overlay.env.Disk;
import org.bestpeer.overlay.env.Environment;
import org.bestpeer.overlay.env.Net;
import org.bestpeer.overlay.env.Scheduler;
import org.jspecify.annotations.Nullable;

/** A peer of a simulated world: its disk, which outlives crashes, and the life it leads now, if any. */
final class SimulatedPeer implements Disk<Snapshot> {
    private final String network;
    private final Settings settings;
    private final SplittableRandom random;
    private PeerContact contact;
    private @Nullable Snapshot disk;
    private @Nullable BatonPeer living;
    private int lives;

    SimulatedPeer(String network, PeerContact contact, Settings settings, SplittableRandom random) {
        this.network = network;
        this.contact = contact;
        this.settings = settings;
        this.random = random;
    }

    void start(PeerContact at, Timeline timeline, Net<Envelope> net, Runnable afterStep) {
        contact = at;
        int life = ++lives;
        Scheduler scheduler = (Duration delay, Runnable action) -> timeline.after(delay, () -> {
            if (living != null && lives == life) {
                action.run();
                afterStep.run();
            }
        });
        living = new BatonPeer(
                network, contact, 0, settings, new Environment<>(timeline, scheduler, net, this, random.split()));
    }

    void crash() {
        living = null;
    }

    PeerContact contact() {
        return contact;
    }

    boolean isAlive() {
        return living != null;
    }

    BatonPeer living() {
        return requireNonNull(living, () -> contact + " is not running");
    }

    @Override
    public Optional<Snapshot> load() {
        return Optional.ofNullable(disk);
    }

    @Override
    public void save(Snapshot snapshot) {
        disk = snapshot;
    }
}
