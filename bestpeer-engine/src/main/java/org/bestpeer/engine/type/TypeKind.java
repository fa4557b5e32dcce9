package org.bestpeer.engine.type;

/** The SQL types that columns and expressions have; the Java class of a value stands behind each. */
public enum TypeKind {
    /** {@link Boolean}. */
    BOOLEAN,
    /** {@link Integer} within 16 bits. */
    SMALLINT,
    /** {@link Integer}. */
    INTEGER,
    /** {@link Long}. */
    BIGINT,
    /** {@link java.math.BigDecimal} of exactly the type's scale. */
    DECIMAL,
    /** {@link Double}; also stands for REAL and FLOAT. */
    DOUBLE,
    /** {@link String}; also stands for CHAR, whose trailing blanks are not part of the value. */
    VARCHAR,
    /** {@link Integer}: days since 1970-01-01. */
    DATE,
    /** {@link Long}: microseconds since midnight. */
    TIME,
    /** {@link Long}: microseconds since 1970-01-01 00:00:00, without zone. */
    TIMESTAMP,
    /** {@code byte[]}, never changed once in a vector. */
    VARBINARY
}
