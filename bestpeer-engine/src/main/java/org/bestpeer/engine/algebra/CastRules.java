package org.bestpeer.engine.algebra;

import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;

/** Which types go together. */
public final class CastRules {
    private CastRules() {}

    /** Whether CAST takes a value from one type to the other at all; a value may still not fit. */
    public static boolean canCast(DataType from, DataType to) {
        return from.kind() == to.kind()
                || switch (to.kind()) {
                    case BOOLEAN -> from.isNumeric() || from.kind() == TypeKind.VARCHAR;
                    case SMALLINT, INTEGER, BIGINT, DECIMAL, DOUBLE ->
                        from.isNumeric() || from.kind() == TypeKind.BOOLEAN || from.kind() == TypeKind.VARCHAR;
                    case VARCHAR -> from.kind() != TypeKind.VARBINARY;
                    case DATE, TIME -> from.kind() == TypeKind.TIMESTAMP || from.kind() == TypeKind.VARCHAR;
                    case TIMESTAMP -> from.kind() == TypeKind.DATE || from.kind() == TypeKind.VARCHAR;
                    case VARBINARY -> false;
                };
    }

    /** Whether values of the two types can be compared. */
    public static boolean comparable(DataType a, DataType b) {
        return a.kind() == b.kind() || (a.isNumeric() && b.isNumeric());
    }

    /** Whether a value of one type may stand where the other is declared: as a branch, a row, an input of a union. */
    public static boolean assignable(DataType from, DataType to) {
        return comparable(from, to) || (from.kind() == TypeKind.DATE && to.kind() == TypeKind.TIMESTAMP);
    }
}
