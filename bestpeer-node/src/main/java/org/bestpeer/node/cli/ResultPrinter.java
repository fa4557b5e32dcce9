package org.bestpeer.node.cli;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;

/** Prints a result. All but the table are written row by row. NULL is empty in CSV and TSV, null in JSON. */
final class ResultPrinter {
    private static final Set<Integer> NUMBERS = Set.of(
            Types.TINYINT,
            Types.SMALLINT,
            Types.INTEGER,
            Types.BIGINT,
            Types.DECIMAL,
            Types.NUMERIC,
            Types.REAL,
            Types.FLOAT,
            Types.DOUBLE);

    private final PrintWriter out;

    ResultPrinter(PrintWriter out) {
        this.out = out;
    }

    void print(ResultSet result, OutputFormat format) throws SQLException {
        try {
            switch (format) {
                case table -> table(result);
                case csv -> separated(result);
                case tsv -> tabs(result);
                case json -> json(result);
            }
            out.flush();
        } catch (IOException e) {
            throw new CliException("cannot write the result", e);
        }
    }

    private void table(ResultSet result) throws SQLException {
        List<List<String>> rows = new ArrayList<>();
        while (result.next()) {
            rows.add(row(result).stream().map(v -> v == null ? "" : v).toList());
        }
        ResultSetMetaData columns = result.getMetaData();
        List<Boolean> right = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            right.add(NUMBERS.contains(columns.getColumnType(i)));
        }
        out.println(TextTable.of(labels(columns), rows, right));
    }

    private void separated(ResultSet result) throws SQLException, IOException {
        CSVPrinter printer = new CSVPrinter(
                out, CSVFormat.RFC4180.builder().setRecordSeparator("\n").get());
        printer.printRecord(labels(result.getMetaData()));
        while (result.next()) {
            printer.printRecord(row(result));
        }
    }

    /** Tab, line end and backslash within values are written as backslash sequences: one line is one row. */
    private void tabs(ResultSet result) throws SQLException {
        out.println(String.join(
                "\t",
                labels(result.getMetaData()).stream().map(ResultPrinter::escape).toList()));
        while (result.next()) {
            out.println(String.join(
                    "\t", row(result).stream().map(ResultPrinter::escape).toList()));
        }
    }

    private static String escape(@Nullable String value) {
        return value == null
                ? ""
                : value.replace("\\", "\\\\")
                        .replace("\t", "\\t")
                        .replace("\n", "\\n")
                        .replace("\r", "\\r");
    }

    private void json(ResultSet result) throws SQLException, IOException {
        List<String> labels = labels(result.getMetaData());
        JsonGenerator json = new JsonFactory().createGenerator(out);
        json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        json.enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN);
        json.setPrettyPrinter(new RowPerLine());
        json.writeStartArray();
        while (result.next()) {
            json.writeStartObject();
            for (int i = 0; i < labels.size(); i++) {
                json.writeFieldName(labels.get(i));
                value(json, result, i + 1);
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.flush();
        out.println();
    }

    private static void value(JsonGenerator json, ResultSet result, int i) throws SQLException, IOException {
        Object value = result.getObject(i);
        if (value == null) {
            json.writeNull();
        } else if (value instanceof Boolean b) {
            json.writeBoolean(b);
        } else if (value instanceof BigDecimal d) {
            json.writeNumber(d);
        } else if (value instanceof Double || value instanceof Float) {
            json.writeNumber(((Number) value).doubleValue());
        } else if (value instanceof Number n) {
            json.writeNumber(n.longValue());
        } else {
            json.writeString(result.getString(i));
        }
    }

    private static List<String> labels(ResultSetMetaData columns) throws SQLException {
        List<String> labels = new ArrayList<>();
        for (int i = 1; i <= columns.getColumnCount(); i++) {
            labels.add(columns.getColumnLabel(i));
        }
        return labels;
    }

    private static List<@Nullable String> row(ResultSet result) throws SQLException {
        int columns = result.getMetaData().getColumnCount();
        List<@Nullable String> values = new ArrayList<>();
        for (int i = 1; i <= columns; i++) {
            Object value = result.getObject(i);
            values.add(value instanceof BigDecimal d ? d.toPlainString() : value == null ? null : result.getString(i));
        }
        return values;
    }

    /** Each element of the array on a line of its own. */
    private static final class RowPerLine extends MinimalPrettyPrinter {
        @Override
        public void beforeArrayValues(JsonGenerator json) throws IOException {
            json.writeRaw('\n');
        }

        @Override
        public void writeArrayValueSeparator(JsonGenerator json) throws IOException {
            json.writeRaw(",\n");
        }

        @Override
        public void writeEndArray(JsonGenerator json, int rows) throws IOException {
            json.writeRaw(rows == 0 ? "]" : "\n]");
        }
    }
}
