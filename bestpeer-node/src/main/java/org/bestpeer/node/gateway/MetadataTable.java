package org.bestpeer.node.gateway;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.avatica.proto.Common.Frame;
import org.apache.calcite.avatica.proto.Common.Row;
import org.apache.calcite.avatica.proto.Responses.ResultSetResponse;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** A small result that is all there: the columns that JDBC prescribes for a question about metadata, and its rows. */
final class MetadataTable {
    private final List<Field> fields;
    private final Frame.Builder frame = Frame.newBuilder().setDone(true);

    /** @param columns as {@code NAME} for a text, {@code NAME:int}, {@code NAME:short} or {@code NAME:bool} */
    MetadataTable(String... columns) {
        fields = Arrays.stream(columns).map(MetadataTable::field).toList();
    }

    private static Field field(String column) {
        String[] parts = column.split(":", 2);
        DataType type =
                switch (parts.length == 1 ? "text" : parts[1]) {
                    case "int" -> DataType.INTEGER;
                    case "short" -> DataType.SMALLINT;
                    case "bool" -> DataType.BOOLEAN;
                    default -> DataType.VARCHAR;
                };
        return new Field(parts[0], type);
    }

    void add(@Nullable Object... values) {
        Row.Builder row = Row.newBuilder();
        for (int i = 0; i < fields.size(); i++) {
            row.addValue(Values.of(fields.get(i).type().kind(), values[i]));
        }
        frame.addRows(row);
    }

    ResultSetResponse response(String connection, int statement) {
        return ResultSetResponse.newBuilder()
                .setConnectionId(connection)
                .setStatementId(statement)
                .setOwnStatement(true)
                .setSignature(Signatures.of(fields, Optional.empty()))
                .setFirstFrame(frame)
                .setUpdateCount(-1)
                .build();
    }
}
