package org.bestpeer.engine.exec;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** Seeded rows of all types. */
public final class RandomBatches {
    public static final List<DataType> TYPES = List.of(
            DataType.BOOLEAN,
            DataType.SMALLINT,
            DataType.INTEGER,
            DataType.BIGINT,
            DataType.decimal(12, 2),
            DataType.decimal(30, 4),
            DataType.DOUBLE,
            DataType.VARCHAR,
            DataType.DATE,
            DataType.TIME,
            DataType.TIMESTAMP,
            DataType.VARBINARY);

    private RandomBatches() {}

    public static List<Field> fields(Random random, int columns) {
        List<Field> fields = new ArrayList<>();
        for (int i = 0; i < columns; i++) {
            fields.add(new Field("c" + i, TYPES.get(random.nextInt(TYPES.size()))));
        }
        return fields;
    }

    public static Batch batch(Random random, List<Field> fields, int rows) {
        BatchBuilder builder = BatchBuilder.of(fields);
        int[] spread = new int[fields.size()];
        for (int c = 0; c < spread.length; c++) {
            spread[c] = 1 + random.nextInt(60);
        }
        double nulls = random.nextInt(4) / 3.0;
        for (int row = 0; row < rows; row++) {
            @Nullable Object[] values = new Object[fields.size()];
            for (int c = 0; c < values.length; c++) {
                values[c] = random.nextDouble() < nulls
                        ? null
                        : value(random, fields.get(c).type(), spread[c]);
            }
            builder.append(values);
        }
        return builder.build();
    }

    private static Object value(Random random, DataType type, int bits) {
        long number = random.nextLong() >> (63 - Math.min(bits, 62));
        return switch (type.kind()) {
            case BOOLEAN -> random.nextBoolean();
            case SMALLINT -> (int) (short) number;
            case INTEGER, DATE -> (int) number;
            case BIGINT, TIMESTAMP -> number;
            case TIME -> Math.floorMod(number, 86_400_000_000L);
            case DOUBLE -> random.nextInt(5) == 0 ? Double.NaN : number * 0.5;
            case DECIMAL ->
                new BigDecimal(
                        new BigInteger(Math.min(bits, type.precision() * 3), random)
                                .multiply(BigInteger.valueOf(random.nextBoolean() ? 1 : -1)),
                        type.scale());
            case VARCHAR -> new String(Character.toChars(0x1F600 + random.nextInt(bits))) + number % 100;
            case VARBINARY -> Long.toString(number).getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        };
    }

    /** The rows as lists, with binaries as texts, for comparing. */
    public static List<List<Object>> rows(Batch batch) {
        List<List<Object>> rows = new ArrayList<>();
        for (int row = 0; row < batch.rows(); row++) {
            List<Object> values = new ArrayList<>();
            for (Vector column : batch.columns()) {
                Object value = column.get(row);
                values.add(
                        value instanceof byte[] bytes
                                ? new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1)
                                : value);
            }
            rows.add(values);
        }
        return rows;
    }
}
