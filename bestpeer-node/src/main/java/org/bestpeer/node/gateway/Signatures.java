package org.bestpeer.node.gateway;

import java.sql.DatabaseMetaData;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.avatica.proto.Common.AvaticaParameter;
import org.apache.calcite.avatica.proto.Common.AvaticaType;
import org.apache.calcite.avatica.proto.Common.ColumnMetaData;
import org.apache.calcite.avatica.proto.Common.CursorFactory;
import org.apache.calcite.avatica.proto.Common.Signature;
import org.apache.calcite.avatica.proto.Common.StatementType;
import org.bestpeer.engine.PreparedQuery;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.bestpeer.engine.type.TypeKind;

/** Describes results and parameters to the client. */
final class Signatures {
    private Signatures() {}

    static Signature of(PreparedQuery query, String catalog) {
        Signature.Builder signature = of(query.fields(), Optional.of(catalog)).toBuilder();
        signature.setSql(query.sql());
        if (query.changesRows()) {
            signature.setStatementType(StatementType.OTHER_DML);
        }
        for (int i = 0; i < query.parameters().size(); i++) {
            signature.addParameters(parameter(i, query.parameters().get(i)));
        }
        return signature.build();
    }

    static Signature of(List<Field> fields, Optional<String> catalog) {
        Signature.Builder signature = Signature.newBuilder()
                .setStatementType(StatementType.SELECT)
                .setCursorFactory(CursorFactory.newBuilder().setStyle(CursorFactory.Style.LIST));
        for (int i = 0; i < fields.size(); i++) {
            signature.addColumns(column(i, fields.get(i), catalog));
        }
        return signature.build();
    }

    private static ColumnMetaData column(int ordinal, Field field, Optional<String> catalog) {
        DataType type = field.type();
        TypeKind kind = type.kind();
        ColumnMetaData.Builder column = ColumnMetaData.newBuilder()
                .setOrdinal(ordinal)
                .setCaseSensitive(kind == TypeKind.VARCHAR)
                .setSearchable(true)
                .setNullable(DatabaseMetaData.columnNullable)
                .setSigned(SqlTypes.signed(kind))
                .setDisplaySize(SqlTypes.displaySize(type))
                .setLabel(field.name())
                .setColumnName(field.name())
                .setSchemaName("")
                .setTableName("")
                // Of a time it is the number of fractional digits to Avatica's accessors, which write the text.
                .setPrecision(
                        kind == TypeKind.TIME || kind == TypeKind.TIMESTAMP
                                ? SqlTypes.scale(type)
                                : SqlTypes.precision(type))
                .setScale(SqlTypes.scale(type))
                .setReadOnly(true)
                .setColumnClassName(SqlTypes.javaClass(kind))
                .setType(AvaticaType.newBuilder()
                        .setId(SqlTypes.id(kind))
                        .setName(kind.name())
                        .setRep(SqlTypes.rep(kind)));
        catalog.ifPresent(column::setCatalogName);
        return column.build();
    }

    private static AvaticaParameter parameter(int ordinal, DataType type) {
        return AvaticaParameter.newBuilder()
                .setSigned(SqlTypes.signed(type.kind()))
                .setPrecision(SqlTypes.precision(type))
                .setScale(SqlTypes.scale(type))
                .setParameterType(SqlTypes.id(type.kind()))
                .setTypeName(type.kind().name())
                .setClassName(SqlTypes.javaClass(type.kind()))
                .setName("?" + (ordinal + 1))
                .build();
    }
}
