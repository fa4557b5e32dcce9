package org.bestpeer.engine;

/** The closed list of ways in which a statement can fail, each with the SQLState that its user sees. */
public enum ErrorCode {
    SYNTAX_ERROR("42601"),
    UNKNOWN_TABLE("42P01"),
    UNKNOWN_COLUMN("42703"),
    UNKNOWN_FUNCTION("42883"),
    TYPE_MISMATCH("42804"),
    INVALID_STATEMENT("42000"),
    ACCESS_DENIED("42501"),
    NOT_SUPPORTED("0A000"),
    NUMERIC_OUT_OF_RANGE("22003"),
    DIVISION_BY_ZERO("22012"),
    INVALID_VALUE("22018"),
    TEXT_TOO_LONG("22001"),
    NOT_NULL_VIOLATION("23502"),
    UNIQUE_VIOLATION("23505"),
    READ_ONLY_CONNECTION("25006"),
    CARDINALITY_VIOLATION("21000"),
    INVALID_PARAMETER("07001"),
    UNKNOWN_NETWORK("3D000"),
    CONNECTION_REFUSED("08001"),
    OWNER_UNREACHABLE("08006"),
    OWNER_MISSING("08006"),
    INVALID_LOGIN("28000"),
    /** The owner's data changed since the plan was made; the service plans again. */
    STALE("40001"),
    /** Rows were written for good, but the index did not take their entries, or nobody knows. */
    RESULT_UNKNOWN("40003"),
    CANCELLED("57014"),
    DEADLINE_EXCEEDED("HYT00"),
    LIMIT_EXCEEDED("54000"),
    OVERLOADED("53300"),
    /** The node has no memory left for the statement now. */
    OUT_OF_MEMORY("53200"),
    INTERNAL("XX000");

    private final String sqlState;

    ErrorCode(String sqlState) {
        this.sqlState = sqlState;
    }

    /** The five-character SQLState. */
    public String sqlState() {
        return sqlState;
    }
}
