package org.bestpeer.node.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.catalog.ForeignKey;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.catalog.TableKind;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.TypeKind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaFileTest {
    @Test
    void readsTablesKeysDefaultsAndComments() {
        List<TableDefinition> tables = SchemaFile.read(
                """
                -- a line item comes before the order that it references
                CREATE TABLE LineItem (
                    l_orderkey BIGINT NOT NULL REFERENCES orders,
                    l_linenumber INTEGER,
                    "Mixed Case" CHAR(3) DEFAULT 'a''b' UNIQUE,
                    l_price DECIMAL(15, 2) DEFAULT -1.5 NOT NULL,
                    l_x INTEGER, l_y VARCHAR(7),
                    PRIMARY KEY (l_orderkey, l_linenumber),
                    CONSTRAINT xy FOREIGN KEY (l_x, l_y) REFERENCES part_supp (ps_x, ps_y)
                );
                CREATE TABLE orders (o_orderkey BIGINT PRIMARY KEY);
                CREATE TABLE part_supp (ps_x INTEGER, ps_y VARCHAR(7), UNIQUE (ps_x, ps_y));
                CREATE REFERENCE TABLE nation (n_name VARCHAR NOT NULL);
                COMMENT ON TABLE lineitem IS 'what was sold; it''s long';
                COMMENT ON COLUMN lineitem."Mixed Case" IS 'ÄÖÜ 🐝'
                """);

        assertThat(tables)
                .extracting(TableDefinition::name)
                .containsExactly("lineitem", "orders", "part_supp", "nation");
        TableDefinition lineitem = tables.get(0);
        assertThat(lineitem.columns())
                .containsExactly(
                        new ColumnDefinition("l_orderkey", DataType.BIGINT, false, Optional.empty(), ""),
                        new ColumnDefinition("l_linenumber", DataType.INTEGER, false, Optional.empty(), ""),
                        new ColumnDefinition(
                                "Mixed Case", DataType.varchar(3), true, Optional.of("'a''b'"), "ÄÖÜ 🐝", true),
                        new ColumnDefinition("l_price", DataType.decimal(15, 2), false, Optional.of("-1.5"), ""),
                        new ColumnDefinition("l_x", DataType.INTEGER, true, Optional.empty(), ""),
                        new ColumnDefinition("l_y", DataType.varchar(7), true, Optional.empty(), ""));
        assertThat(lineitem.kind()).isEqualTo(TableKind.PARTITIONED);
        assertThat(lineitem.comment()).isEqualTo("what was sold; it's long");
        assertThat(lineitem.primaryKey()).containsExactly("l_orderkey", "l_linenumber");
        assertThat(lineitem.uniqueKeys()).containsExactly(List.of("Mixed Case"));
        assertThat(lineitem.foreignKeys())
                .containsExactlyInAnyOrder(
                        new ForeignKey(
                                "lineitem_l_orderkey_fkey", List.of("l_orderkey"), "orders", List.of("o_orderkey")),
                        new ForeignKey("xy", List.of("l_x", "l_y"), "part_supp", List.of("ps_x", "ps_y")));
        assertThat(tables.get(3).kind()).isEqualTo(TableKind.REFERENCE);
        assertThat(tables.get(3).columns().get(0).type()).isEqualTo(DataType.VARCHAR);
    }

    @Test
    void readsEveryType() {
        TableDefinition table = SchemaFile.read(
                        """
                        CREATE TABLE t (a BOOLEAN, b SMALLINT, c INT, d BIGINT, e NUMERIC(38), f DOUBLE PRECISION,
                            g REAL, h FLOAT(20), i CHARACTER VARYING(5), j CHARACTER, k DATE, l TIME, m TIME(0),
                            n TIMESTAMP, o TIMESTAMP(3) WITHOUT TIME ZONE, p VARBINARY(9), q BINARY VARYING(8),
                            "date" DEC(5, 5) NULL)
                        """)
                .get(0);

        assertThat(table.columns())
                .extracting(ColumnDefinition::type)
                .containsExactly(
                        DataType.BOOLEAN,
                        DataType.SMALLINT,
                        DataType.INTEGER,
                        DataType.BIGINT,
                        DataType.decimal(38, 0),
                        DataType.DOUBLE,
                        DataType.DOUBLE,
                        DataType.DOUBLE,
                        DataType.varchar(5),
                        DataType.varchar(1),
                        DataType.DATE,
                        DataType.TIME,
                        new DataType(TypeKind.TIME, 0, 0),
                        DataType.TIMESTAMP,
                        new DataType(TypeKind.TIMESTAMP, 3, 0),
                        new DataType(TypeKind.VARBINARY, 9, 0),
                        new DataType(TypeKind.VARBINARY, 8, 0),
                        DataType.decimal(5, 5));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    CREATE TABLE t (a CLOB)                | line 1, column 19: type CLOB is not supported; use VARCHAR
                    CREATE TABLE t (a INTERVAL DAY)        | line 1, column 19: type INTERVAL is not supported
                    CREATE TABLE t (a INTEGER ARRAY)       | line 1, column 27: type ARRAY is not supported
                    CREATE TABLE t (a BLOB)                | line 1, column 19: type BLOB is not supported; use VARBINARY
                    CREATE TABLE t (a DECIMAL)             | line 1, column 19: DECIMAL needs its number of digits
                    CREATE TABLE t (a DECIMAL(39, 2))      | it has 1 to 38 digits
                    CREATE TABLE t (a TIMESTAMP WITH TIME ZONE) | WITH TIME ZONE is not supported
                    CREATE TABLE t (a INTEGER, A BIGINT)   | column a is there twice
                    CREATE TABLE "sys.peers" (a INTEGER)   | a table must not be called sys.peers
                    CREATE TABLE t (a INTEGER, PRIMARY KEY (b)) | table t has no column b
                    CREATE TABLE t (a INTEGER REFERENCES u) | references table u, which is not in this file
                    CREATE TABLE t (a INTEGER DEFAULT CURRENT_USER) | where a constant is expected
                    CREATE TABLE t (a INTEGER DEFAULT 'x') | line 1, column 1:
                    CREATE TABLE t (a INTEGER CHECK (a > 1)) | found CHECK where
                    CREATE TABLE t (CHECK (1 = 1))         | CHECK is not supported
                    CREATE TABLE t (a INTEGER GENERATED ALWAYS AS IDENTITY) | found GENERATED where
                    CREATE TABLE t (a INTEGER) AS (SELECT 1 FROM x) | found AS where ";"
                    CREATE TABLE t AS (SELECT 1 FROM x)    | found AS where "("
                    CREATE TABLE IF NOT EXISTS t (a INTEGER) | found NOT where "("
                    CREATE TABLE s.t (a INTEGER)           | names are not qualified
                    CREATE VIEW v AS SELECT 1              | found VIEW where TABLE or REFERENCE TABLE
                    CREATE MEMORY TABLE t (a INTEGER)      | found MEMORY where
                    DROP TABLE t                           | found DROP where CREATE TABLE
                    CREATE TABLE t (a INTEGER); SHUTDOWN   | line 1, column 29: found SHUTDOWN where
                    CREATE TABLE t (bp$row INTEGER)        | does not begin with bp$
                    COMMENT ON TABLE t IS NULL             | found NULL where
                    CREATE TABLE t (a INTEGER);COMMENT ON COLUMN t.b IS 'x' | table t has no column b
                    CREATE TABLE "t (a INTEGER)            | line 1, column 14: the quote that starts here does not end
                    CREATE TABLE t (a INTEGER) /* x        | line 1, column 28: the comment that starts here
                    CREATE TABLE t (a INTEGER REFERENCES t (a)) | must reference a PRIMARY KEY or UNIQUE
                    CREATE TABLE t ()                      | found ) where the name of a column is expected
                    """,
            quoteCharacter = '`')
    void refusesWithItsPlace(String text, String message) {
        assertThatThrownBy(() -> SchemaFile.read(text))
                .isInstanceOfSatisfying(
                        BestPeerException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_STATEMENT))
                .hasMessageContaining(message);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE FUNCTION f() RETURNS INT LANGUAGE JAVA EXTERNAL NAME 'CLASSPATH:java.lang.System.exit'",
                "CALL \"java.lang.System.exit\"(1)",
                "CREATE TEXT TABLE t (a INTEGER)",
                "SET TABLE t SOURCE '/etc/passwd'",
                "CREATE USER u PASSWORD 'p'",
                "SCRIPT '/tmp/x'",
                "CREATE TABLE t (a INTEGER) WITH SYSTEM VERSIONING",
                "CREATE TABLE t (a INTEGER DEFAULT (SELECT 1 FROM t))",
                "CREATE TABLE t (a VARCHAR(5) COLLATE x)",
                "CREATE TABLE t (a INTEGER) COMMENT ON TABLE t IS 'x'",
                "CREATE TABLE t (a INTEGER));",
                "",
                "-- nothing"
            })
    void letsNothingElseThrough(String text) {
        assertThatThrownBy(() -> SchemaFile.read(text))
                .isInstanceOf(BestPeerException.class)
                .hasMessageStartingWith("schema file, line 1, column ");
    }

    @Test
    void quotesCannotBreakOutOfTheStatement() {
        TableDefinition table = SchemaFile.read(
                        "CREATE TABLE \"t\"\"; DROP SCHEMA PUBLIC CASCADE; --\" (\"a'b\" VARCHAR(9) DEFAULT '''); --');"
                                + "COMMENT ON TABLE \"t\"\"; DROP SCHEMA PUBLIC CASCADE; --\" IS '''; DROP --'")
                .get(0);

        assertThat(table.name()).isEqualTo("t\"; DROP SCHEMA PUBLIC CASCADE; --");
        assertThat(table.columns().get(0).name()).isEqualTo("a'b");
        assertThat(table.comment()).isEqualTo("'; DROP --");
    }

    @Test
    void countsLinesAndColumns() {
        assertThatThrownBy(() -> SchemaFile.read("CREATE TABLE t (\n  a INTEGER,\n  b /* 🐝 */ WRONG\n)"))
                .hasMessageStartingWith("schema file, line 3, column 13: type WRONG is not supported");
    }
}
