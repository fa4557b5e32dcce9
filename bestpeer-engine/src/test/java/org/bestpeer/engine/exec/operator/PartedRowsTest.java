package org.bestpeer.engine.exec.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.Partitioning;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.exec.BatchCodec;
import org.bestpeer.engine.exec.MemoryPool;
import org.bestpeer.engine.exec.SpillArea;
import org.bestpeer.engine.exec.SpillFile;
import org.bestpeer.engine.exec.Workspace;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class PartedRowsTest {
    private static final List<Field> NUMBERS = List.of(new Field("k", DataType.INTEGER));
    private static final List<Field> AMOUNTS = List.of(new Field("d", DataType.decimal(12, 2)));
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int PARTS = 3;
    private static final int PIECE = 1 << 10;

    /** Files in memory. */
    private static final class Files implements SpillArea {
        private final List<Deque<byte[]>> files = new ArrayList<>();

        @Override
        public boolean isOn() {
            return true;
        }

        @Override
        public SpillFile create() {
            Deque<byte[]> pieces = new ArrayDeque<>();
            files.add(pieces);
            return new SpillFile() {
                @Override
                public void write(byte[] piece) {
                    pieces.add(piece);
                }

                @Override
                public byte @Nullable [] read() {
                    return pieces.poll();
                }

                @Override
                public void close() {
                    pieces.clear();
                }
            };
        }

        @Override
        public long bytes() {
            return 0;
        }

        @Override
        public void close() {}
    }

    private static PartedRows numbers(Workspace workspace) {
        Partitioning by = new Partitioning(List.of(0), List.of(DataType.decimal(12, 2)));
        return new PartedRows(NUMBERS, by, PARTS, PIECE, () -> workspace);
    }

    private static Batch numbers(int from, int to) {
        BatchBuilder builder = BatchBuilder.of(NUMBERS);
        for (int i = from; i < to; i++) {
            builder.append(i);
        }
        return builder.build();
    }

    private static List<@Nullable Object> taken(PartedRows rows, int part, List<Field> fields) {
        List<@Nullable Object> values = new ArrayList<>();
        for (byte[] piece = rows.next(part, PATIENCE); piece != null; piece = rows.next(part, PATIENCE)) {
            Batch batch = BatchCodec.decode(piece, fields);
            for (int row = 0; row < batch.rows(); row++) {
                values.add(batch.columns().get(0).get(row));
            }
        }
        return values;
    }

    @Test
    void equalKeysOfBothSidesComeToTheSamePart() {
        PartedRows left = numbers(Workspace.of(1 << 20));
        left.add(numbers(0, 5000));
        left.complete();
        Partitioning by = new Partitioning(List.of(0), List.of(DataType.INTEGER));
        PartedRows right = new PartedRows(AMOUNTS, by, PARTS, PIECE, () -> Workspace.of(1 << 20));
        BatchBuilder builder = BatchBuilder.of(AMOUNTS);
        for (int i = 0; i < 5000; i++) {
            builder.append(new BigDecimal(i).setScale(2));
        }
        right.add(builder.build());
        right.complete();

        int all = 0;
        for (int part = 0; part < PARTS; part++) {
            List<@Nullable Object> mine = taken(left, part, NUMBERS);
            List<Integer> others = taken(right, part, AMOUNTS).stream()
                    .map(value -> ((BigDecimal) value).intValueExact())
                    .toList();
            assertThat(others).isEqualTo(mine);
            assertThat(mine).hasSizeBetween(1400, 1950);
            all += mine.size();
        }
        assertThat(all).isEqualTo(5000);
        assertThat(left.isTaken()).isTrue();
        left.awaitTaken(Duration.ZERO);
    }

    @Test
    void rowsWithoutAKeyComeToTheFirstPart() {
        PartedRows rows = numbers(Workspace.of(1 << 20));
        BatchBuilder builder = BatchBuilder.of(NUMBERS);
        builder.append((Object) null);
        rows.add(builder.build());
        rows.complete();

        assertThat(taken(rows, 0, NUMBERS)).hasSize(1).containsOnlyNulls();
        assertThat(taken(rows, 1, NUMBERS)).isEmpty();
    }

    @Test
    void whatDoesNotFitGoesToFilesInOrder() {
        Files files = new Files();
        Workspace workspace = new Workspace(10_000, new MemoryPool(10_000), files);
        PartedRows rows = numbers(workspace);
        for (int i = 0; i < 40; i++) {
            rows.add(numbers(i * 1000, (i + 1) * 1000));
        }
        rows.complete();

        assertThat(files.files).isNotEmpty();
        List<@Nullable Object> all = new ArrayList<>();
        for (int part = 0; part < PARTS; part++) {
            List<@Nullable Object> mine = taken(rows, part, NUMBERS);
            assertThat(mine.stream().map(value -> (Integer) value)).isSorted();
            all.addAll(mine);
        }
        assertThat(all).hasSize(40_000).doesNotHaveDuplicates();
        assertThat(workspace.held()).isZero();
    }

    @Test
    void aPartIsTakenOnce() {
        PartedRows rows = numbers(Workspace.of(1 << 20));
        rows.claim(1);

        assertThatThrownBy(() -> rows.claim(1)).isInstanceOf(BestPeerException.class);
    }

    @Test
    void tellsReceiversWhyNoMoreRowsCome() {
        PartedRows rows = numbers(Workspace.of(1 << 20));
        rows.fail(new BestPeerException(ErrorCode.DIVISION_BY_ZERO, "division by zero"));

        assertThatThrownBy(() -> rows.next(2, PATIENCE)).hasMessage("division by zero");
        assertThat(rows.failure()).isPresent();
    }

    @Test
    void tellsReceiversWhyAlsoWhenAllRowsAreThere() {
        PartedRows rows = numbers(Workspace.of(1 << 20));
        rows.add(numbers(0, 5000));
        rows.complete();
        rows.fail(new BestPeerException(ErrorCode.OWNER_UNREACHABLE, "lost"));
        rows.close();

        assertThatThrownBy(() -> rows.next(1, PATIENCE)).hasMessage("lost");
    }

    @Test
    void dropsWhatNobodyWants() {
        Workspace workspace = Workspace.of(1 << 20);
        PartedRows rows = numbers(workspace);
        rows.add(numbers(0, 20_000));
        assertThat(workspace.held()).isPositive();
        for (int part = 0; part < PARTS; part++) {
            rows.abandon(part);
        }

        assertThat(rows.isTaken()).isTrue();
        assertThat(workspace.held()).isZero();
        assertThat(rows.next(0, PATIENCE)).isNull();
        rows.close();
        assertThatThrownBy(() -> rows.next(0, PATIENCE)).hasMessageContaining("over");
    }

    @Test
    void doesNotWaitForEver() {
        PartedRows rows = numbers(Workspace.of(1 << 20));

        assertThatThrownBy(() -> rows.next(0, Duration.ofMillis(1)))
                .isInstanceOfSatisfying(
                        BestPeerException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
        assertThatThrownBy(() -> rows.awaitTaken(Duration.ofMillis(1))).isInstanceOf(BestPeerException.class);
    }
}
