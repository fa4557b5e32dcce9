package org.bestpeer.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.ShuffleReport;
import org.bestpeer.engine.progress.FragmentProgress;
import org.jspecify.annotations.Nullable;

/**
 * A repartitioned fragment of a run. Its owners send its rows to other peers and tell this one only that they have begun, so
 * that what they refuse is noticed here, and in the end how much it was. Used by one thread.
 */
final class Shuffle {
    private final Supplier<List<Sending>> opening;
    private final List<Sending> sending = new ArrayList<>();
    private boolean opened;
    private boolean begun;

    /** One owner's stream of reports. */
    record Sending(BatchStream reports, FragmentProgress progress) {}

    /** @param opening asks all owners */
    Shuffle(Supplier<List<Sending>> opening) {
        this.opening = opening;
    }

    /** Asks the owners, unless they were asked before. */
    void open() {
        if (!opened) {
            opened = true;
            sending.addAll(opening.get());
        }
    }

    /** Waits until all owners have begun. */
    void awaitBegun() {
        open();
        if (!begun) {
            begun = true;
            sending.forEach(Shuffle::awaitBegun);
        }
    }

    private static void awaitBegun(Sending owner) {
        try {
            Batch unused = next(owner);
        } catch (RuntimeException | Error failure) {
            owner.progress.failed();
            throw failure;
        }
    }

    private static Batch next(Sending owner) {
        @Nullable Batch batch = owner.reports.next();
        if (batch == null) {
            throw new BestPeerException(ErrorCode.INTERNAL, "an owner did not say that it has begun");
        }
        return batch;
    }

    /** Takes the owners' last reports, once all rows were taken. */
    void takeReports() {
        for (Sending owner : sending) {
            try {
                ShuffleReport report = ShuffleReport.of(next(owner));
                owner.progress.shuffled(report.rows(), report.bytes());
            } catch (BestPeerException gone) {
                // The rows are all here: what is not known is only how many the owner had.
                owner.progress.failed();
            }
        }
    }
}
