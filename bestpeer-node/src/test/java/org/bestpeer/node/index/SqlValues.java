package org.bestpeer.node.index;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** Values of every SQL type, edges among them, and the order that SQL gives them, ascending, NULLs last. */
final class SqlValues {
    static final List<DataType> TYPES = List.of(
            DataType.BOOLEAN,
            DataType.SMALLINT,
            DataType.INTEGER,
            DataType.BIGINT,
            DataType.decimal(15, 2),
            DataType.decimal(38, 0),
            DataType.decimal(38, 38),
            DataType.DOUBLE,
            DataType.VARCHAR,
            DataType.DATE,
            DataType.TIME,
            DataType.TIMESTAMP,
            DataType.VARBINARY);

    private static final long DAY_MICROS = 86_400_000_000L;
    private static final List<String> LETTERS =
            List.of("a", "b", "Z", "\0", "\u0001", "\u007f", "é", "\u07ff", "\u0800", "\uffff", "😀", "\udbff\udfff");

    private static final Map<TypeKind, List<Object>> EDGES = Map.of(
            TypeKind.BOOLEAN,
            List.of(false, true),
            TypeKind.SMALLINT,
            List.of((int) Short.MIN_VALUE, -1, 0, 1, (int) Short.MAX_VALUE),
            TypeKind.INTEGER,
            List.of(Integer.MIN_VALUE, -256, -1, 0, 1, 255, Integer.MAX_VALUE),
            TypeKind.BIGINT,
            List.of(Long.MIN_VALUE, -1L, 0L, 1L, 1L << 32, Long.MAX_VALUE),
            TypeKind.DOUBLE,
            List.of(
                    Double.NEGATIVE_INFINITY,
                    -Double.MAX_VALUE,
                    -1.0,
                    -Double.MIN_VALUE,
                    -0.0,
                    0.0,
                    Double.MIN_VALUE,
                    1.0,
                    Double.MAX_VALUE,
                    Double.POSITIVE_INFINITY,
                    Double.NaN),
            TypeKind.VARCHAR,
            List.of("", "\0", "\0\0", "a", "a\0", "a\0b", "a\u0001", "ab", "\ud800", "a\udfff", "\uffff", "😀"),
            TypeKind.DATE,
            List.of((int) LocalDate.of(1, 1, 1).toEpochDay(), -1, 0, 1, (int)
                    LocalDate.of(9999, 12, 31).toEpochDay()),
            TypeKind.TIME,
            List.of(0L, 1L, DAY_MICROS - 1),
            TypeKind.TIMESTAMP,
            List.of(-62_135_596_800_000_000L, -1L, 0L, 1L, 253_402_300_799_999_999L),
            TypeKind.VARBINARY,
            List.of(new byte[0], new byte[1], new byte[2], new byte[] {-1}, new byte[] {0, 1}, new byte[] {0, -1}));

    private SqlValues() {}

    static DataType anyType(SplittableRandom random) {
        return TYPES.get(random.nextInt(TYPES.size()));
    }

    /** All edges, NULL, and so many others. */
    static List<@Nullable Object> some(DataType type, int others, SplittableRandom random) {
        List<@Nullable Object> values = new ArrayList<>(edges(type));
        values.add(null);
        for (int i = 0; i < others; i++) {
            values.add(any(type, random));
        }
        return values;
    }

    static List<@Nullable Object> row(List<DataType> types, SplittableRandom random) {
        List<@Nullable Object> row = new ArrayList<>();
        for (DataType type : types) {
            int choice = random.nextInt(10);
            List<Object> edges = edges(type);
            row.add(choice == 0 ? null : choice < 6 ? edges.get(random.nextInt(edges.size())) : any(type, random));
        }
        return row;
    }

    /** Texts about as long as what is kept of them, many with the same start. */
    static List<String> longTexts(int count, SplittableRandom random) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int start = KeyEncoding.MAX_BYTES - 4 + random.nextInt(8);
            texts.add("x".repeat(start) + text(random, 6));
        }
        return texts;
    }

    static int compare(DataType type, @Nullable Object left, @Nullable Object right) {
        if (left == null || right == null) {
            return Boolean.compare(left == null, right == null);
        }
        return switch (type.kind()) {
            case BOOLEAN -> Boolean.compare((Boolean) left, (Boolean) right);
            case SMALLINT, INTEGER, DATE -> Integer.compare((Integer) left, (Integer) right);
            case BIGINT, TIME, TIMESTAMP -> Long.compare((Long) left, (Long) right);
            case DECIMAL -> ((BigDecimal) left).compareTo((BigDecimal) right);
            case DOUBLE -> Double.compare((Double) left + 0.0, (Double) right + 0.0);
            case VARCHAR ->
                Arrays.compare(
                        ((String) left).codePoints().toArray(),
                        ((String) right).codePoints().toArray());
            case VARBINARY -> Arrays.compareUnsigned((byte[]) left, (byte[]) right);
        };
    }

    private static List<Object> edges(DataType type) {
        if (type.kind() != TypeKind.DECIMAL) {
            return EDGES.getOrDefault(type.kind(), List.of());
        }
        BigInteger largest = BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE);
        List<Object> edges = new ArrayList<>();
        for (BigInteger unscaled : List.of(
                BigInteger.ZERO,
                BigInteger.ONE,
                BigInteger.TEN,
                BigInteger.valueOf(99),
                BigInteger.valueOf(100),
                BigInteger.valueOf(101),
                largest)) {
            edges.add(new BigDecimal(unscaled, type.scale()));
            edges.add(new BigDecimal(unscaled.negate(), type.scale()));
        }
        return edges;
    }

    private static Object any(DataType type, SplittableRandom random) {
        return switch (type.kind()) {
            case BOOLEAN -> random.nextBoolean();
            case SMALLINT -> (int) (short) random.nextInt();
            case INTEGER -> random.nextInt() >> random.nextInt(Integer.SIZE);
            case DATE -> random.nextInt(-719_162, 2_932_897);
            case BIGINT -> random.nextLong() >> random.nextInt(Long.SIZE);
            case TIME -> random.nextLong(DAY_MICROS);
            case TIMESTAMP -> random.nextLong(-62_135_596_800_000_000L, 253_402_300_800_000_000L);
            case DECIMAL -> {
                int digits = random.nextInt(type.precision()) + 1;
                BigInteger unscaled = new BigDecimal(random.nextDouble(-1, 1))
                        .scaleByPowerOfTen(digits)
                        .toBigInteger();
                yield new BigDecimal(unscaled, type.scale());
            }
            case DOUBLE ->
                random.nextBoolean() ? Double.longBitsToDouble(random.nextLong()) : random.nextDouble(-10, 10);
            case VARCHAR -> text(random, 5);
            case VARBINARY -> {
                byte[] bytes = new byte[random.nextInt(5)];
                for (int i = 0; i < bytes.length; i++) {
                    bytes[i] = (byte) (random.nextInt(5) - 2);
                }
                yield bytes;
            }
        };
    }

    private static String text(SplittableRandom random, int longest) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(longest); i > 0; i--) {
            text.append(LETTERS.get(random.nextInt(LETTERS.size())));
        }
        return text.toString();
    }
}
