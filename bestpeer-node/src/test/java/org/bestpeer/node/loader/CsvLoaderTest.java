package org.bestpeer.node.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.BatchStream;
import org.bestpeer.engine.exec.StoreScan;
import org.bestpeer.node.schema.SchemaFile;
import org.bestpeer.node.store.LoadMode;
import org.bestpeer.node.store.PeerStore;
import org.bestpeer.node.store.PreparedLoad;
import org.bestpeer.node.store.StoreOptions;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@NullUnmarked
class CsvLoaderTest {
    private static PeerStore store;

    @TempDir
    Path directory;

    private final TableDefinition table = SchemaFile.read(
                    """
                    CREATE TABLE t (id INTEGER PRIMARY KEY, name VARCHAR(5), code CHAR(4), price DECIMAL(6, 2),
                        day DATE, moment TIMESTAMP(3), ok BOOLEAN, ratio DOUBLE, raw VARBINARY(2))
                    """)
            .get(0);

    @BeforeAll
    static void open() {
        store = PeerStore.open(StoreOptions.inMemory());
    }

    @AfterAll
    static void close() {
        store.close();
    }

    private PreparedLoad load(byte[] content) throws IOException {
        Path file = directory.resolve("t.csv");
        Files.write(file, content);
        return CsvLoader.load(file, table, LoadMode.REPLACE, store);
    }

    private List<List<Object>> loaded(String content) throws IOException {
        try (PreparedLoad load = load(content.getBytes(StandardCharsets.UTF_8))) {
            load.publish();
        }
        List<List<Object>> rows = new ArrayList<>();
        StoreScan scan = new StoreScan(
                new Operator.Scan("t", table.fields()), Optional.empty(), List.of(), OptionalLong.empty());
        try (BatchStream stream = store.at(store.loadVersions()).scan(scan)) {
            for (Batch batch = stream.next(); batch != null; batch = stream.next()) {
                for (int i = 0; i < batch.rows(); i++) {
                    int row = i;
                    rows.add(new ArrayList<>(
                            batch.columns().stream().map(c -> c.get(row)).toList()));
                }
            }
        }
        return rows;
    }

    @Test
    void readsColumnsInAnyOrderNullsAndQuotes() throws IOException {
        List<List<Object>> rows = loaded(
                """
                NAME,id,code,price,day,moment,ok,ratio,raw
                "a,""b",1,AB  ,12.5,2026-11-22,2026-11-22T14:30:00.125,TRUE,-1e3,
                "",2,,-0.50,,,,,beef
                ,3,"","+1.",,1969-12-31 23:59,false,0,
                "x
                y",4,  x,0.00,,,,,
                """);

        assertThat(rows.get(0).subList(0, 8))
                .isEqualTo(Arrays.asList(
                        1, "a,\"b", "AB", new BigDecimal("12.50"), 20779, 1_795_357_800_125_000L, true, -1000.0));
        assertThat(rows.get(1).subList(0, 8))
                .isEqualTo(Arrays.asList(2, "", null, new BigDecimal("-0.50"), null, null, null, null));
        assertThat((byte[]) rows.get(1).get(8)).containsExactly(0xbe, 0xef);
        assertThat(rows.get(2).subList(0, 7))
                .isEqualTo(Arrays.asList(3, null, "", new BigDecimal("1.00"), null, -60_000_000L, false));
        assertThat(rows.get(3).subList(0, 3)).isEqualTo(Arrays.asList(4, "x\ny", "  x"));
    }

    @Test
    void takesAByteOrderMarkAndWindowsLineEnds() throws IOException {
        assertThat(loaded("\ufeffid,name,code,price,day,moment,ok,ratio,raw\r\n1,ä,,,,,,,\r\n"))
                .containsExactly(Arrays.asList(1, "ä", null, null, null, null, null, null, null));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    x,,,,,,,,           | line 3, column id: "x": not a whole number
                    2147483648,,,,,,,,  | line 3, column id: "2147483648": out of range for INTEGER
                    ,,,,,,,,            | line 3, column id: a value is required (NOT NULL)
                    2,abcdef,,,,,,,     | line 3, column name: "abcdef": 6 characters, at most 5 are allowed
                    2,,,1.234,,,,,      | line 3, column price: "1.234": more than 2 digits behind the point
                    2,,,12345,,,,,      | line 3, column price: "12345": out of range for DECIMAL(6, 2)
                    2,,,1e3,,,,,        | line 3, column price: "1e3": not a number
                    2,,, 1,,,,,         | line 3, column price: " 1": not a number
                    2,,,,2026-02-30,,,, | line 3, column day: "2026-02-30": there is no such day
                    2,,,,22.11.2026,,,, | line 3, column day: "22.11.2026": not a date (2026-11-22)
                    2,,,,,2026-11-22 10:00:00.1234,,, | column moment: "2026-11-22 10:00:00.1234": more than 3 digits
                    2,,,,,,yes,,        | line 3, column ok: "yes": not a truth value
                    2,,,,,,,NaN,        | line 3, column ratio: "NaN": not a number
                    2,,,,,,,1e999,      | line 3, column ratio: "1e999": not a finite number
                    2,,,,,,,,0          | line 3, column raw: "0": not hexadecimal
                    2,,,,,,,,010203     | line 3, column raw: "010203": 3 bytes, at most 2
                    2,,,,,,,            | line 3: 8 values, the header names 9 columns
                    1,,,,,,,,           | line 3: table t already has a row with this primary key (id); nothing
                    2,"a"b,,,,,,,       | t.csv
                    2,"a,,,,,,,         | t.csv
                    """)
    void namesLineColumnAndValue(String line, String message) {
        String content = "id,name,code,price,day,moment,ok,ratio,raw\n1,,,,,,,,\n" + line + "\n";

        assertThatThrownBy(() -> load(content.getBytes(StandardCharsets.UTF_8))).hasMessageContaining(message);
    }

    @Test
    void shortensLongValues() {
        String content = "id,name,code,price,day,moment,ok,ratio,raw\n" + "9".repeat(60) + ",,,,,,,,\n";

        assertThatThrownBy(() -> load(content.getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("\"" + "9".repeat(50) + "…\": not a whole number");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    id,name,code,price,day,moment,ok,ratio,raw,colour | line 1: "colour" is not a column of table t
                    id,name,code,price,day,moment,ok,ratio,raw,ID     | line 1: column id is named twice
                    id,name,code,price,day                            | does not name moment, ok, ratio, raw of table t
                    """,
            quoteCharacter = '`')
    void checksTheHeader(String header, String message) {
        assertThatThrownBy(() -> load(header.getBytes(StandardCharsets.UTF_8))).hasMessageContaining(message);
    }

    @Test
    void namesTheLineThatIsNotUtf8() {
        String content = "id,name,code,price,day,moment,ok,ratio,raw\n1,,,,,,,,\n2,\u00e4,,,,,,,\n";

        assertThatThrownBy(() -> load(content.getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessageContaining("line 3 is not UTF-8");
    }

    @Test
    void refusesAFileThatIsEmptyOrNotThere() {
        assertThatThrownBy(() -> load(new byte[0])).hasMessageContaining("its first line must name the columns");
        assertThatThrownBy(() -> CsvLoader.load(directory.resolve("none.csv"), table, LoadMode.APPEND, store))
                .hasMessageContaining("does not exist");
    }
}
