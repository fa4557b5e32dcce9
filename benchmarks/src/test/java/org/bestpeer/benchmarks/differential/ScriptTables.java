package org.bestpeer.benchmarks.differential;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.bestpeer.engine.type.DataType;
import org.jspecify.annotations.Nullable;

/**
 * The tables of the scripts: a line {@code table NAME COLUMN:TYPE …} or {@code reference NAME …}, then a line for each
 * row with {@code |} between the values and {@code \N} for NULL. Row i belongs to owner i mod 3.
 */
final class ScriptTables {
    private static final int OWNERS = 3;

    private ScriptTables() {}

    static Schema read(Path file) throws IOException {
        List<Table> tables = new ArrayList<>();
        for (String block : Files.readString(file).strip().split("\n\n+")) {
            tables.add(table(block.lines().toList()));
        }
        return new Schema(tables);
    }

    private static Table table(List<String> lines) {
        String[] words = lines.get(0).split(" ");
        boolean reference = words[0].equals("reference");
        List<Column> columns = Arrays.stream(words)
                .skip(2)
                .map(word -> new Column(word.split(":")[0], type(word.split(":")[1]), Domain.MANY, 0))
                .toList();
        Map<Integer, List<List<@Nullable Object>>> shares = new LinkedHashMap<>();
        IntStream.range(0, OWNERS).forEach(owner -> shares.put(owner, new ArrayList<>()));
        for (int i = 1; i < lines.size(); i++) {
            List<@Nullable Object> row = row(columns, lines.get(i));
            for (int owner = 0; owner < OWNERS; owner++) {
                if (reference || owner == i % OWNERS) {
                    requireNonNull(shares.get(owner)).add(row);
                }
            }
        }
        return new Table(words[1], columns, reference, shares);
    }

    /** A type as the tables and the parameters write it. */
    static DataType type(String name) {
        String[] parts = name.split("[(,)]");
        return switch (parts[0]) {
            case "boolean" -> DataType.BOOLEAN;
            case "smallint" -> DataType.SMALLINT;
            case "integer" -> DataType.INTEGER;
            case "bigint" -> DataType.BIGINT;
            case "decimal" -> DataType.decimal(Integer.parseInt(parts[1]), Integer.parseInt(parts[2]));
            case "double" -> DataType.DOUBLE;
            case "varchar" -> DataType.varchar(parts.length > 1 ? Integer.parseInt(parts[1]) : 0);
            case "date" -> DataType.DATE;
            case "time" -> DataType.TIME;
            case "timestamp" -> DataType.TIMESTAMP;
            default -> DataType.VARBINARY;
        };
    }

    private static List<@Nullable Object> row(List<Column> columns, String line) {
        String[] values = line.split("\\|", -1);
        if (values.length != columns.size()) {
            throw new IllegalArgumentException("a row of %d values: %s".formatted(values.length, line));
        }
        List<@Nullable Object> row = new ArrayList<>();
        for (int i = 0; i < values.length; i++) {
            row.add(values[i].equals("\\N") ? null : value(columns.get(i).type(), values[i]));
        }
        return Collections.unmodifiableList(row);
    }

    /** A value as the tables and the parameters write it. */
    static Object value(DataType type, String text) {
        return switch (type.kind()) {
            case BOOLEAN -> text.equals("t");
            case SMALLINT, INTEGER -> Integer.valueOf(text);
            case BIGINT -> Long.valueOf(text);
            case DECIMAL -> new BigDecimal(text).setScale(type.scale());
            case DOUBLE -> Double.valueOf(text);
            case VARCHAR -> text;
            case DATE -> (int) LocalDate.parse(text).toEpochDay();
            case TIME -> LocalTime.parse(text).getLong(ChronoField.MICRO_OF_DAY);
            case TIMESTAMP ->
                ChronoUnit.MICROS.between(LocalDateTime.ofEpochSecond(0, 0, ZoneOffset.UTC), LocalDateTime.parse(text));
            case VARBINARY -> HexFormat.of().parseHex(text);
        };
    }
}
