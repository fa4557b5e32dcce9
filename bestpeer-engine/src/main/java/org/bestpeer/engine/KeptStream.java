package org.bestpeer.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** A stream whose rows are also wanted all at once, up to a limit or as long as there is memory. Pulled by one thread. */
final class KeptStream implements BatchStream {
    private final BatchStream input;
    private final long mostBytes;
    private final LongPredicate tryHold;
    private final List<Batch> kept = new ArrayList<>();
    private int given;
    private long bytes;
    private boolean ended;
    private boolean overflown;

    /** @param tryHold counts memory, if there is so much; given back as a negative number */
    KeptStream(BatchStream input, long mostBytes, LongPredicate tryHold) {
        this.input = input;
        this.mostBytes = mostBytes;
        this.tryHold = tryHold;
    }

    /** All rows, whether or not they were given to the reader yet; empty if they are more than the limit. */
    Optional<List<Batch>> whole() {
        while (!ended && !overflown) {
            pull();
        }
        return overflown ? Optional.empty() : Optional.of(List.copyOf(kept));
    }

    private void pull() {
        Batch batch = input.next();
        if (batch == null) {
            ended = true;
            return;
        }
        kept.add(batch);
        long more = Vectors.estimatedBytes(batch);
        if (bytes + more <= mostBytes && tryHold.test(more)) {
            bytes += more;
        } else {
            overflown = true;
        }
    }

    private void forget() {
        kept.clear();
        given = 0;
        boolean unused = tryHold.test(-bytes);
        bytes = 0;
    }

    @Override
    public List<Field> fields() {
        return input.fields();
    }

    @Override
    public @Nullable Batch next() {
        if (given == kept.size() && !ended) {
            if (overflown) {
                forget();
                return input.next();
            }
            pull();
        }
        return given < kept.size() ? kept.get(given++) : null;
    }

    /** A reader that needs no more rows does not speak for those who still want them all; the run closes its input. */
    @Override
    public void close() {}
}
