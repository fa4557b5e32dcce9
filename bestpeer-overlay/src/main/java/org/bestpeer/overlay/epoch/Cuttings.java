package org.bestpeer.overlay.epoch;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonMessage;
import org.bestpeer.overlay.tree.Side;

/** Changes that wait for a peer to say where its range is to be cut, each asked for again and again for a while. */
final class Cuttings {
    private static final int QUESTIONS = 5;

    private final Structure structure;
    private final Mourning mourning;
    private final Changes changes;
    private final Outside outside;
    private final Map<Long, Cutting> open = new LinkedHashMap<>();

    Cuttings(Structure structure, Mourning mourning, Changes changes, Outside outside) {
        this.structure = structure;
        this.mourning = mourning;
        this.changes = changes;
        this.outside = outside;
    }

    int size() {
        return open.size();
    }

    BatonMessage.AskCut question(Side side, double share) {
        return new BatonMessage.AskCut(outside.env().random().nextLong(), side, share);
    }

    /** Asks, unless another change concerns somebody whom this one can touch. */
    boolean begin(Cutting wanted) {
        if (!changes.isFree(wanted.touched())) {
            return false;
        }
        open.put(wanted.question().request(), wanted);
        changes.busy().addAll(wanted.touched());
        ask(wanted, QUESTIONS);
        return true;
    }

    private void ask(Cutting wanted, int questionsLeft) {
        if (!open.containsKey(wanted.question().request())) {
            return;
        }
        Member donor = structure.member(wanted.donor());
        if (questionsLeft == 0) {
            mourning.suspect(donor);
            drop(wanted);
            outside.schedule().run();
            return;
        }
        outside.send(donor, wanted.question());
        outside.env().scheduler().after(outside.settings().hopTimeout(), () -> ask(wanted, questionsLeft - 1));
    }

    /** What waited for this answer, if it comes from who was asked; it concerns nobody any more. */
    Optional<Cutting> answered(long request, PeerId donor) {
        Optional<Cutting> wanted = Optional.ofNullable(open.get(request))
                .filter(cutting -> cutting.donor().equals(donor));
        wanted.ifPresent(this::drop);
        return wanted;
    }

    private void drop(Cutting wanted) {
        open.remove(wanted.question().request());
        changes.busy().removeAll(wanted.touched());
    }
}
