package org.bestpeer.overlay.epoch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonMessage;
import org.bestpeer.overlay.baton.Settings;
import org.bestpeer.overlay.env.Scheduler;

/** Gives a peer up, but only after it was asked for a sign of life for a while, and any sign takes the suspicion back. */
final class Mourning {
    private static final int SILENCE = 4;
    private static final int QUESTIONS = 4;
    private static final int WITNESSES = 3;
    private static final int LONG_MOURNING = 5;
    private static final Duration FORGOTTEN = Duration.ofHours(1);

    private final Structure structure;
    private final Outside outside;
    private final Settings settings;
    private final Scheduler scheduler;
    private long mournings;

    Mourning(Structure structure, Outside outside) {
        this.structure = structure;
        this.outside = outside;
        this.settings = outside.settings();
        this.scheduler = outside.env().scheduler();
    }

    /** Peers of which nothing was heard for long are suspected even if nobody is left to report them. */
    void start() {
        long now = outside.now();
        structure.members.values().forEach(member -> member.lastHeard = now);
        check();
    }

    private void check() {
        scheduler.after(settings.refresh(), () -> {
            structure.members.forEach((id, member) -> {
                if (isSilent(member) && structure.tree.contains(id)) {
                    suspect(member);
                }
            });
            // A change that it was part of is long decided.
            structure.forget(outside.now() - FORGOTTEN.toNanos());
            check();
        });
    }

    private boolean isSilent(Member member) {
        return member.lastHeard
                < outside.now() - settings.refresh().multipliedBy(SILENCE).toNanos();
    }

    /** Whether a peer without a place was not heard for so long that one with a place would be suspected. */
    boolean isMissing(Member member) {
        return isSilent(member) && !structure.tree.contains(member.contact.id());
    }

    void heard(Member member) {
        member.lastHeard = outside.now();
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
        long now = outside.now();
        member.mourning = ++mournings;
        // If these do not answer either, it may be the scheduler itself that is cut off.
        List<Member> others = new ArrayList<>(structure.members.values());
        others.removeIf(
                other -> other.equals(member) || !other.isUsable() || !structure.tree.contains(other.contact.id()));
        for (int i = 0; i < WITNESSES && !others.isEmpty(); i++) {
            ping(others.remove(outside.env().random().nextInt(others.size())));
        }
        ask(member, member.mourning, now, QUESTIONS);
    }

    private void ping(Member member) {
        outside.send(member, new BatonMessage.Ping(outside.env().random().nextLong()));
    }

    /** Counts questions, not time: a clock that was put forward makes nobody dead. */
    private void ask(Member member, long mourning, long since, int questionsLeft) {
        if (member.mourning != mourning) {
            return;
        }
        if (questionsLeft > 0) {
            ping(member);
            scheduler.after(
                    settings.mourning().dividedBy(QUESTIONS), () -> ask(member, mourning, since, questionsLeft - 1));
        } else if (structure.members.values().stream().anyMatch(other -> other.lastHeard > since)) {
            giveUp(member);
        } else {
            mourn(member);
        }
    }

    /** From now on it is taken for dead, until it says that it has its place. */
    void giveUp(Member member) {
        member.mourning = 0;
        member.dead = true;
        member.mournedFor = 0;
        member.death = ++mournings;
        structure.notice(member.contact.id());
        outside.schedule().run();
        mournOn(member, member.death);
    }

    private void mournOn(Member member, long death) {
        scheduler.after(settings.mourning(), () -> {
            if (member.dead && member.death == death && member.mournedFor < LONG_MOURNING) {
                member.mournedFor++;
                outside.schedule().run();
                mournOn(member, death);
            }
        });
    }

    /** Whether a dead peer is dead for so long that it may be repaired even if others that keep the same range are, too. */
    boolean isMournedLong(PeerId id) {
        Member member = structure.member(id);
        return member.dead && member.mournedFor == LONG_MOURNING;
    }
}
