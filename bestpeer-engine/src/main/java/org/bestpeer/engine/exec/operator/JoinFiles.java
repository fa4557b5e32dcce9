package org.bestpeer.engine.exec.operator;

import java.util.List;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.scalar.KeyDomain;
import org.jspecify.annotations.Nullable;

/** Both sides of a join in files, parted alike, so that rows that meet are in files of the same number. */
final class JoinFiles implements AutoCloseable {
    private final Guard guard;
    private final Operator.Join join;
    private final List<KeyDomain> domains;
    private final int depth;
    private volatile @Nullable Partitions left;
    private volatile @Nullable Partitions right;
    private volatile @Nullable JoinStream current;
    private int partition;

    JoinFiles(Guard guard, Operator.Join join, List<KeyDomain> domains, int depth) {
        this.guard = guard;
        this.join = join;
        this.domains = domains;
        this.depth = depth;
    }

    /** The files of the left side. */
    Partitions left(List<Integer> keys) {
        Partitions made = new Partitions(guard, join.left().fields(), domains, keys, depth);
        left = made;
        return made;
    }

    /** The files of the right side. */
    Partitions right(List<Integer> keys) {
        Partitions made = new Partitions(guard, join.right().fields(), domains, keys, depth);
        right = made;
        return made;
    }

    /** The next rows of the join; null after the last. */
    @Nullable
    Batch next() {
        Partitions lefts = left;
        Partitions rights = right;
        if (lefts == null || rights == null) {
            throw new IllegalStateException("the sides are not written yet");
        }
        while (partition < Partitions.COUNT) {
            JoinStream joining = current;
            if (joining == null) {
                joining = new JoinStream(guard, join, lefts.file(partition), rights.file(partition), depth + 1);
                current = joining;
            }
            boolean empty =
                    lefts.file(partition).isEmpty() && rights.file(partition).isEmpty();
            Batch batch = empty ? null : joining.next();
            if (batch != null) {
                return batch;
            }
            joining.close();
            current = null;
            partition++;
        }
        return null;
    }

    @Override
    public void close() {
        JoinStream joining = current;
        if (joining != null) {
            joining.close();
        }
        for (Partitions side : new Partitions[] {left, right}) {
            if (side != null) {
                side.close();
            }
        }
    }
}
