package org.bestpeer.overlay.epoch;

import java.util.function.BiConsumer;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonMessage;
import org.bestpeer.overlay.baton.Envelope;
import org.bestpeer.overlay.baton.Settings;
import org.bestpeer.overlay.env.Environment;

/** Gives a peer up, but only after it was asked for a sign of life for a while, and any sign takes the suspicion back. */
final class Mourning {
    private static final int SILENCE = 4;

    private final Structure structure;
    private final Settings settings;
    private final Environment<Envelope, Ledger> env;
    private final BiConsumer<PeerContact, BatonMessage> send;
    private final Runnable onDeath;

    Mourning(
            Structure structure,
            Settings settings,
            Environment<Envelope, Ledger> env,
            BiConsumer<PeerContact, BatonMessage> send,
            Runnable onDeath) {
        this.structure = structure;
        this.settings = settings;
        this.env = env;
        this.send = send;
        this.onDeath = onDeath;
    }

    /** Peers of which nothing was heard for long are suspected even if nobody is left to report them. */
    void start() {
        long now = env.clock().nanos();
        structure.members.values().forEach(member -> member.lastHeard = now);
        check();
    }

    private void check() {
        env.scheduler().after(settings.refresh(), () -> {
            long before =
                    env.clock().nanos() - settings.refresh().multipliedBy(SILENCE).toNanos();
            structure.members.forEach((id, member) -> {
                if (member.lastHeard < before && structure.tree.contains(id)) {
                    suspect(member);
                }
            });
            check();
        });
    }

    void heard(Member member) {
        member.lastHeard = env.clock().nanos();
        member.mournedUntil = 0;
    }

    void onSuspect(PeerId id) {
        Member member = structure.members.get(id);
        if (member != null && structure.tree.contains(id)) {
            suspect(member);
        }
    }

    void suspect(Member member) {
        if (member.isUsable()) {
            member.mournedUntil = env.clock().nanos() + settings.mourning().toNanos();
            ask(member, member.mournedUntil);
        }
    }

    private void ask(Member member, long until) {
        if (member.mournedUntil != until) {
            return;
        }
        if (env.clock().nanos() >= until) {
            member.mournedUntil = 0;
            member.dead = true;
            onDeath.run();
            return;
        }
        send.accept(member.contact, new BatonMessage.Ping(env.random().nextLong()));
        env.scheduler().after(settings.mourning().dividedBy(4), () -> ask(member, until));
    }
}
