package org.bestpeer.overlay.epoch;

import java.util.ArrayList;
import java.util.List;
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
    private static final int QUESTIONS = 4;
    private static final int WITNESSES = 3;
    private static final int LONG_MOURNING = 5;

    private final Structure structure;
    private final Settings settings;
    private final Environment<Envelope, Ledger> env;
    private final BiConsumer<PeerContact, BatonMessage> send;
    private final Runnable onDeath;
    private long mournings;

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
            long before = env.clock().nanos()
                    - settings.refresh().multipliedBy(SILENCE).toNanos();
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
        member.mourning = 0;
    }

    void onSuspect(PeerId id) {
        Member member = structure.members.get(id);
        if (member != null && structure.tree.contains(id)) {
            suspect(member);
        }
    }

    void suspect(Member member) {
        if (member.isUsable()) {
            mourn(member);
        }
    }

    private void mourn(Member member) {
        long now = env.clock().nanos();
        member.mourning = ++mournings;
        // If these do not answer either, it may be the scheduler itself that is cut off.
        List<Member> others = new ArrayList<>(structure.members.values());
        others.removeIf(other -> other.equals(member) || !other.isUsable());
        for (int i = 0; i < WITNESSES && !others.isEmpty(); i++) {
            ping(others.remove(env.random().nextInt(others.size())));
        }
        ask(member, member.mourning, now, QUESTIONS);
    }

    private void ping(Member member) {
        send.accept(member.contact, new BatonMessage.Ping(env.random().nextLong()));
    }

    /** Counts questions, not time: a clock that was put forward makes nobody dead. */
    private void ask(Member member, long mourning, long since, int questionsLeft) {
        if (member.mourning != mourning) {
            return;
        }
        if (questionsLeft > 0) {
            ping(member);
            env.scheduler()
                    .after(
                            settings.mourning().dividedBy(QUESTIONS),
                            () -> ask(member, mourning, since, questionsLeft - 1));
        } else if (structure.members.values().stream().anyMatch(other -> other.lastHeard > since)) {
            member.mourning = 0;
            member.dead = true;
            structure.notice(member.contact.id());
            member.mournedFor = 0;
            onDeath.run();
            mournOn(member);
        } else {
            mourn(member);
        }
    }

    private void mournOn(Member member) {
        env.scheduler().after(settings.mourning(), () -> {
            if (member.dead && member.mournedFor < LONG_MOURNING) {
                member.mournedFor++;
                onDeath.run();
                mournOn(member);
            }
        });
    }

    /**
     * Whether a dead peer may be repaired. If a ring neighbour is given up, too, fewer than two of the three that keep a
     * range take part in its repair, which is not undone by those that were only cut off: they get more time.
     */
    boolean isRipe(PeerId id) {
        Member member = structure.member(id);
        boolean alone = structure.tree.size() == 1;
        boolean severe =
                !structure.isUsable(structure.tree.ringBefore(id)) || !structure.isUsable(structure.tree.ringAfter(id));
        return member.lostItsPlace || (!alone && (!severe || member.mournedFor == LONG_MOURNING));
    }
}
