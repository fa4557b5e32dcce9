package org.bestpeer.benchmarks.micro;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchBuilder;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;

/** Rows like those of lineitem, in batches as a snapshot gives them; always the same. Immutable. */
final class Items {
    /** How many rows there are; times are of one of them. */
    static final int ROWS = 1 << 17;

    static final int ID = 0;
    static final int KEY = 1;
    static final int QUANTITY = 2;
    static final int PRICE = 3;
    static final int DISCOUNT = 4;
    static final int FLAG = 5;
    static final int STATUS = 6;
    static final int COMMENT = 7;
    static final int DAY = 8;

    static final DataType MONEY = DataType.decimal(15, 2);
    static final List<Field> FIELDS = List.of(
            new Field("id", DataType.BIGINT),
            new Field("key", DataType.BIGINT),
            new Field("quantity", MONEY),
            new Field("price", MONEY),
            new Field("discount", MONEY),
            new Field("flag", DataType.varchar(1)),
            new Field("status", DataType.varchar(1)),
            new Field("comment", DataType.varchar(44)),
            new Field("day", DataType.DATE));

    private static final int BATCH = 4096;
    private static final int KEYS = ROWS / 4;
    private static final int FIRST_DAY = 8_000;
    private static final int DAYS = 2_500;
    private static final List<String> FLAGS = List.of("A", "N", "R");
    private static final List<String> WORDS =
            List.of("special", "requests", "pending", "deposits", "sleep", "quickly", "final", "ideas", "carefully");

    private final List<Batch> batches = new ArrayList<>();

    /** Makes them. */
    Items() {
        Random random = new Random(20261122);
        BatchBuilder builder = BatchBuilder.of(FIELDS, BATCH);
        for (long id = 0; id < ROWS; id++) {
            builder.append(
                    id,
                    (long) random.nextInt(KEYS),
                    BigDecimal.valueOf(100L * (1 + random.nextInt(50)), 2),
                    BigDecimal.valueOf(90_000L + random.nextInt(10_000_000), 2),
                    BigDecimal.valueOf(random.nextInt(11), 2),
                    FLAGS.get(random.nextInt(FLAGS.size())),
                    random.nextBoolean() ? "F" : "O",
                    comment(random),
                    FIRST_DAY + random.nextInt(DAYS));
            if (builder.rows() == BATCH) {
                batches.add(builder.build());
                builder = BatchBuilder.of(FIELDS, BATCH);
            }
        }
    }

    private static String comment(Random random) {
        return WORDS.get(random.nextInt(WORDS.size())) + " " + WORDS.get(random.nextInt(WORDS.size())) + " "
                + random.nextInt(100_000);
    }

    List<Batch> batches() {
        return batches;
    }

    /** All of them, as the input of a plan. */
    static Operator.Receive received(int number) {
        return new Operator.Receive(number, FIELDS);
    }

    static Scalar column(int index) {
        return new Scalar.ColumnRef(index, FIELDS.get(index).type());
    }
}
