package org.bestpeer.engine.exec.operator;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.bestpeer.engine.algebra.EquiKey;
import org.bestpeer.engine.algebra.JoinKind;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.Vector;
import org.bestpeer.engine.exec.Vectors;
import org.bestpeer.engine.exec.scalar.Evaluator;
import org.bestpeer.engine.exec.scalar.KeyDomain;
import org.bestpeer.engine.exec.scalar.RowSet;
import org.bestpeer.engine.exec.scalar.ScalarCompiler;
import org.jspecify.annotations.Nullable;

/**
 * A hash join: reads the right side whole, then streams the left side past it. Without keys every pair is tried. Pairs
 * are tried and given in chunks, however many a row has. A right side that does not fit into memory is written to files, and so is
 * then the left side, both parted by their keys; the files are joined pair by pair.
 */
final class JoinStream extends OperatorStream {
    private static final int CHUNK = BatchBuilder.DEFAULT_ROWS;

    private final Operator.Join join;
    private final BatchStream left;
    private final BatchStream right;
    private final Optional<Evaluator> condition;
    private final List<KeyDomain> domains;
    private final List<Integer> leftKeys;
    private final BitSet matchedRight = new BitSet();

    private final int depth;

    private @Nullable JoinTable table;
    private volatile @Nullable JoinFiles files;
    private @Nullable Probe probe;
    private boolean leftDone;
    private int unmatchedRight;

    /** A batch of left rows on its way: the next pair to try, and what was matched so far. */
    private static final class Probe {
        final Batch batch;
        /** The first right row of each row's key. */
        final int[] firsts;

        final boolean[] matched;
        int row = -1;
        int candidate = JoinTable.NONE;

        Probe(Batch batch, int[] firsts) {
            this.batch = batch;
            this.firsts = firsts;
            this.matched = new boolean[batch.rows()];
        }
    }

    JoinStream(Guard guard, Operator.Join join, BatchStream left, BatchStream right) {
        this(guard, join, left, right, 0);
    }

    /** @param depth how often its rows were parted */
    JoinStream(Guard guard, Operator.Join join, BatchStream left, BatchStream right, int depth) {
        super(guard, join.fields(), List.of(left, right));
        this.join = join;
        this.left = left;
        this.right = right;
        this.depth = depth;
        this.condition = join.condition().map(ScalarCompiler::compile);
        this.domains = join.keys().stream().map(key -> domain(join, key)).toList();
        this.leftKeys = join.keys().stream().map(EquiKey::left).toList();
    }

    private static KeyDomain domain(Operator.Join join, EquiKey key) {
        return KeyDomain.of(List.of(
                join.left().fields().get(key.left()).type(),
                join.right().fields().get(key.right()).type()));
    }

    @Override
    @Nullable
    Batch produce() {
        JoinFiles parted = files;
        if (parted != null) {
            return parted.next();
        }
        JoinTable built = table;
        if (built == null) {
            built = build();
            if (built == null) {
                return new Batch(0, emptyColumns());
            }
            table = built;
            leftDone = built.rows().rows() == 0 && (join.kind() == JoinKind.INNER || join.kind() == JoinKind.SEMI);
        }
        if (!leftDone) {
            return probe(built);
        }
        return givesUnmatchedRight() ? unmatchedRight(built) : null;
    }

    /** The right side, or null if it does not fit into memory and both sides are in files now. */
    private @Nullable JoinTable build() {
        boolean mayWrite = guard.spills() && !join.keys().isEmpty() && depth < Partitions.MOST_DEPTH;
        List<Integer> keys = join.keys().stream().map(EquiKey::right).toList();
        BatchBuilder builder = BatchBuilder.of(join.right().fields());
        for (Batch batch = right.next(); batch != null; batch = right.next()) {
            // Twice, for the rows are copied when all have come.
            long bytes = 2 * Vectors.estimatedBytes(batch) + JoinTable.bytesPerRow(domains) * batch.rows();
            if (!mayWrite) {
                hold(bytes);
            } else if (!reserve(bytes)) {
                part(builder, batch, keys);
                return null;
            }
            builder.appendAll(batch);
        }
        return new JoinTable(builder.build(), domains, keys);
    }

    private void part(BatchBuilder builder, Batch batch, List<Integer> rightKeys) {
        JoinFiles parted = new JoinFiles(guard, join, domains, depth);
        files = parted;
        Partitions rights = parted.right(rightKeys);
        rights.add(builder.build());
        giveBack();
        rights.add(batch);
        rights.addAll(right, guard);
        parted.left(leftKeys).addAll(left, guard);
    }

    @Override
    void discard() {
        JoinFiles parted = files;
        if (parted != null) {
            parted.close();
        }
    }

    /** The next chunk of pairs, or at the end of a left batch its rows that are settled only then. */
    private @Nullable Batch probe(JoinTable built) {
        Probe current = probe;
        if (current == null) {
            Batch batch = left.next();
            if (batch == null) {
                leftDone = true;
                return new Batch(0, emptyColumns());
            }
            current = new Probe(batch, built.firsts(JoinTable.columns(batch, leftKeys), batch.rows()));
            probe = current;
        }
        int[] leftRows = new int[CHUNK];
        int[] rightRows = new int[CHUNK];
        int count = pairs(built, current, leftRows, rightRows);
        if (count == 0) {
            probe = null;
            return settled(built, current);
        }
        return accepted(built, current, new Pairs(leftRows, rightRows, count));
    }

    private List<Vector> emptyColumns() {
        return BatchBuilder.of(fields(), 0).build().columns();
    }

    private record Pairs(int[] left, int[] right, int count) {}

    /** Fills in pairs of equal keys; 0 when the batch is through. */
    private int pairs(JoinTable built, Probe current, int[] leftRows, int[] rightRows) {
        boolean firstIsEnough = givesLeftOnly() && condition.isEmpty();
        int count = 0;
        while (count < CHUNK) {
            boolean done = current.candidate == JoinTable.NONE || (givesLeftOnly() && current.matched[current.row]);
            if (done) {
                if (current.row + 1 == current.batch.rows()) {
                    return count;
                }
                current.row++;
                current.candidate = current.firsts[current.row];
                continue;
            }
            leftRows[count] = current.row;
            rightRows[count++] = current.candidate;
            current.candidate = firstIsEnough ? JoinTable.NONE : built.next(current.candidate);
        }
        return count;
    }

    private boolean givesUnmatchedRight() {
        return join.kind() == JoinKind.RIGHT || join.kind() == JoinKind.FULL;
    }

    private boolean givesLeftOnly() {
        return join.kind() == JoinKind.SEMI || join.kind() == JoinKind.ANTI;
    }

    /** Keeps the pairs that satisfy the condition, and marks their rows. */
    private Batch accepted(JoinTable built, Probe current, Pairs pairs) {
        int[] kept = Vectors.positions(pairs.count());
        int count = pairs.count();
        Batch both = null;
        if (condition.isPresent()) {
            both = combine(built, current, pairs);
            count = condition.get().select(RowSet.all(both), kept);
        }
        for (int i = 0; i < count; i++) {
            current.matched[pairs.left()[kept[i]]] = true;
        }
        if (givesUnmatchedRight()) {
            for (int i = 0; i < count; i++) {
                matchedRight.set(pairs.right()[kept[i]]);
            }
        }
        if (givesLeftOnly()) {
            return new Batch(0, emptyColumns());
        }
        Batch all = both == null ? combine(built, current, pairs) : both;
        return count == pairs.count() ? all : Vectors.gather(all, kept, count);
    }

    private static Batch combine(JoinTable built, Probe current, Pairs pairs) {
        List<Vector> columns = new ArrayList<>(
                Vectors.gather(current.batch, pairs.left(), pairs.count()).columns());
        columns.addAll(
                Vectors.gather(built.rows(), pairs.right(), pairs.count()).columns());
        return new Batch(pairs.count(), columns);
    }

    /** Left rows whose fate depends on whether they matched at all. */
    private Batch settled(JoinTable built, Probe current) {
        boolean wanted = join.kind() == JoinKind.SEMI;
        boolean any = givesLeftOnly() || join.kind() == JoinKind.LEFT || join.kind() == JoinKind.FULL;
        int[] rows = new int[current.batch.rows()];
        int count = 0;
        for (int row = 0; any && row < rows.length; row++) {
            if (current.matched[row] == wanted) {
                rows[count++] = row;
            }
        }
        if (count == 0) {
            return new Batch(0, emptyColumns());
        }
        if (givesLeftOnly()) {
            return Vectors.gather(current.batch, rows, count);
        }
        int[] nothing = new int[count];
        Arrays.fill(nothing, JoinTable.NONE);
        return combine(built, current, new Pairs(rows, nothing, count));
    }

    private @Nullable Batch unmatchedRight(JoinTable built) {
        int[] rows = new int[CHUNK];
        int count = 0;
        int total = built.rows().rows();
        for (int row = matchedRight.nextClearBit(unmatchedRight);
                row < total && count < CHUNK;
                row = matchedRight.nextClearBit(row + 1)) {
            rows[count++] = row;
            unmatchedRight = row + 1;
        }
        if (count == 0) {
            return null;
        }
        List<Vector> columns = new ArrayList<>();
        for (var field : join.left().fields()) {
            columns.add(Vectors.constant(field.type(), null, count));
        }
        columns.addAll(Vectors.gather(built.rows(), rows, count).columns());
        return new Batch(count, columns);
    }
}
