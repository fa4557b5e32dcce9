package org.bestpeer.benchmarks.differential;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bestpeer.engine.type.DataType;

/** Makes up values of a type, in the classes that the engine holds them in. */
final class RandomValues {
    /** Doubles are multiples of this, so that sums are the same in any order. */
    private static final double GRAIN = 0.125;

    private static final List<String> FEW = List.of("", "a", "b", "ab", "A", "a ", " a", "abc", "%", "a_c", "0", "17");
    private static final List<String> WORDS =
            List.of("alpha", "Beta", "gamma ray", "delta's", "x-1", "42", "é", "Straße", "日本語", "Ω", "a%b", "__");
    private static final List<String> ODD = List.of("", " ", "\uD83D\uDE00", "z\uD83D\uDE00", "zzzzzzzzzzzzzzzzzzzz");
    private static final int FIRST_DAY = (int) LocalDate.of(2024, 1, 30).toEpochDay();
    private static final long DAY = TimeUnit.DAYS.toMicros(1);

    private final Chance chance;

    RandomValues(Chance chance) {
        this.chance = chance;
    }

    Object value(DataType type, Domain domain) {
        return switch (type.kind()) {
            case BOOLEAN -> chance.oneIn(2);
            case SMALLINT -> (int) whole(domain, Short.MIN_VALUE, Short.MAX_VALUE);
            case INTEGER -> (int) whole(domain, Integer.MIN_VALUE, Integer.MAX_VALUE);
            case BIGINT -> whole(domain, Long.MIN_VALUE, Long.MAX_VALUE);
            case DECIMAL -> decimal(type, domain);
            case DOUBLE -> real(domain);
            case VARCHAR ->
                chance.pick(
                        switch (domain) {
                            case FEW -> FEW;
                            case MANY -> WORDS;
                            case EXTREME -> ODD;
                        });
            case DATE -> date(domain);
            case TIME ->
                switch (domain) {
                    case FEW -> TimeUnit.HOURS.toMicros(chance.between(8, 10));
                    case MANY -> TimeUnit.SECONDS.toMicros(chance.below(86_400));
                    case EXTREME -> chance.pick(List.of(0L, 1L, DAY - 1));
                };
            case TIMESTAMP ->
                date(domain) * DAY
                        + switch (domain) {
                            case FEW -> 0;
                            case MANY -> TimeUnit.SECONDS.toMicros(chance.below(86_400));
                            case EXTREME -> chance.pick(List.of(0L, 1L, DAY - 1));
                        };
            case VARBINARY -> new byte[][] {{}, {0}, {1, -1}, {127}}[chance.below(4)];
        };
    }

    private long whole(Domain domain, long least, long most) {
        return switch (domain) {
            case FEW -> chance.between(0, 4);
            case MANY -> chance.between(-1000, 1000);
            case EXTREME -> chance.pick(List.of(least, least + 1, -1L, 0L, 1L, most - 1, most));
        };
    }

    private BigDecimal decimal(DataType type, Domain domain) {
        BigDecimal most = new BigDecimal(BigInteger.TEN.pow(type.precision()).subtract(BigInteger.ONE), type.scale());
        return switch (domain) {
            case FEW ->
                chance.pick(List.of(new BigDecimal(0), BigDecimal.ONE, new BigDecimal("1.5"), new BigDecimal("-2")))
                        .setScale(type.scale(), RoundingMode.DOWN);
            case MANY -> BigDecimal.valueOf(chance.between(-99_999, 99_999), type.scale());
            case EXTREME ->
                chance.pick(List.of(most, most.negate(), BigDecimal.ZERO.setScale(type.scale()), most.ulp()));
        };
    }

    private double real(Domain domain) {
        return switch (domain) {
            case FEW -> chance.between(0, 4) * 0.5;
            case MANY -> chance.between(-8000, 8000) * GRAIN;
            case EXTREME -> chance.pick(List.of(1e300, -1e300, 1e-300, 0.1, 0.0, 123456789.123));
        };
    }

    private int date(Domain domain) {
        return switch (domain) {
            case FEW -> FIRST_DAY + chance.below(4);
            case MANY -> FIRST_DAY + chance.between(-4000, 4000);
            case EXTREME ->
                (int) chance.pick(List.of(
                                LocalDate.of(1, 1, 1),
                                LocalDate.of(9999, 12, 31),
                                LocalDate.of(1970, 1, 1),
                                LocalDate.of(2000, 2, 29)))
                        .toEpochDay();
        };
    }
}
