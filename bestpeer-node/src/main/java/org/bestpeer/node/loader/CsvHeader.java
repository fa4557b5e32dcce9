package org.bestpeer.node.loader;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.catalog.TableDefinition;
import org.jspecify.annotations.Nullable;

/** Finds the table's columns in the first line of a file. */
final class CsvHeader {
    private CsvHeader() {}

    /** For each column of the table, the number of the field that holds it. */
    static int[] fieldsOf(TableDefinition table, List<@Nullable String> header) {
        List<ColumnDefinition> columns = table.columns();
        int[] fields = new int[columns.size()];
        Arrays.fill(fields, -1);
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i) == null ? "" : header.get(i).strip();
            int column = columnNamed(columns, name);
            if (column < 0) {
                throw wrong("\"%s\" is not a column of table %s; its columns are %s"
                        .formatted(name, table.name(), names(columns)));
            }
            if (fields[column] >= 0) {
                throw wrong(
                        "column %s is named twice".formatted(columns.get(column).name()));
            }
            fields[column] = i;
        }
        List<ColumnDefinition> missing = new ArrayList<>();
        for (int i = 0; i < fields.length; i++) {
            if (fields[i] < 0) {
                missing.add(columns.get(i));
            }
        }
        if (!missing.isEmpty()) {
            throw wrong("the header does not name %s of table %s".formatted(names(missing), table.name()));
        }
        return fields;
    }

    /** A column of exactly that name, else one that differs in case only. */
    private static int columnNamed(List<ColumnDefinition> columns, String name) {
        int found = -1;
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name)) {
                return i;
            }
            if (columns.get(i).name().equalsIgnoreCase(name)) {
                found = i;
            }
        }
        return found;
    }

    private static String names(List<ColumnDefinition> columns) {
        return String.join(", ", columns.stream().map(ColumnDefinition::name).toList());
    }

    private static BestPeerException wrong(String what) {
        return new BestPeerException(ErrorCode.INVALID_VALUE, "line 1: " + what);
    }
}
