package org.bestpeer.engine;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bestpeer.engine.catalog.Catalog;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.engine.catalog.TableKind;
import org.bestpeer.engine.placement.ColumnStatistics;
import org.bestpeer.engine.placement.Statistics;
import org.bestpeer.engine.placement.TableStatistics;
import org.bestpeer.engine.type.DataType;

/** The TPC-H schema, its 22 queries, and statistics as of scale 0.01. */
public final class TpchFixture {
    public static final int QUERIES = 22;

    private static final Map<String, String> TABLES = Map.of(
            "region",
            "r_regionkey int,r_name text,r_comment text",
            "nation",
            "n_nationkey int,n_name text,n_regionkey int,n_comment text",
            "supplier",
            "s_suppkey long,s_name text,s_address text,s_nationkey int,s_phone text,s_acctbal money,s_comment text",
            "customer",
            "c_custkey long,c_name text,c_address text,c_nationkey int,c_phone text,c_acctbal money,"
                    + "c_mktsegment text,c_comment text",
            "part",
            "p_partkey long,p_name text,p_mfgr text,p_brand text,p_type text,p_size int,p_container text,"
                    + "p_retailprice money,p_comment text",
            "partsupp",
            "ps_partkey long,ps_suppkey long,ps_availqty int,ps_supplycost money,ps_comment text",
            "orders",
            "o_orderkey long,o_custkey long,o_orderstatus text,o_totalprice money,o_orderdate date,"
                    + "o_orderpriority text,o_clerk text,o_shippriority int,o_comment text",
            "lineitem",
            "l_orderkey long,l_partkey long,l_suppkey long,l_linenumber int,l_quantity money,"
                    + "l_extendedprice money,l_discount money,l_tax money,l_returnflag text,l_linestatus text,"
                    + "l_shipdate date,l_commitdate date,l_receiptdate date,l_shipinstruct text,l_shipmode text,"
                    + "l_comment text");

    private static final Map<String, Integer> ROWS = Map.of(
            "region",
            5,
            "nation",
            25,
            "supplier",
            100,
            "customer",
            1500,
            "part",
            2000,
            "partsupp",
            8000,
            "orders",
            15000,
            "lineitem",
            60175);

    private static final Map<String, Integer> DISTINCT = Map.ofEntries(
            Map.entry("l_orderkey", 15000),
            Map.entry("o_orderkey", 15000),
            Map.entry("c_custkey", 1500),
            Map.entry("o_custkey", 1000),
            Map.entry("l_partkey", 2000),
            Map.entry("p_partkey", 2000),
            Map.entry("ps_partkey", 2000),
            Map.entry("ps_suppkey", 100),
            Map.entry("l_suppkey", 100),
            Map.entry("s_suppkey", 100),
            Map.entry("n_nationkey", 25),
            Map.entry("s_nationkey", 25),
            Map.entry("c_nationkey", 25),
            Map.entry("n_regionkey", 5),
            Map.entry("r_regionkey", 5),
            Map.entry("r_name", 5),
            Map.entry("n_name", 25),
            Map.entry("l_returnflag", 3),
            Map.entry("l_linestatus", 2),
            Map.entry("l_shipmode", 7),
            Map.entry("p_size", 50),
            Map.entry("p_type", 150),
            Map.entry("p_brand", 25),
            Map.entry("c_mktsegment", 5),
            Map.entry("o_orderstatus", 3),
            Map.entry("p_container", 40));

    private TpchFixture() {}

    public static Catalog catalog() {
        List<TableDefinition> tables = TABLES.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(e -> table(e.getKey(), e.getValue()))
                .toList();
        return Catalog.of("shop", 1, tables);
    }

    private static TableDefinition table(String name, String columns) {
        List<ColumnDefinition> definitions = new ArrayList<>();
        for (String column : columns.split(",")) {
            String[] parts = column.split(" ");
            definitions.add(new ColumnDefinition(parts[0], type(parts[1]), false, Optional.empty(), ""));
        }
        TableKind kind = ROWS.getOrDefault(name, 0) <= 25 ? TableKind.REFERENCE : TableKind.PARTITIONED;
        return new TableDefinition(
                name, kind, definitions, List.of(definitions.get(0).name()), List.of(), List.of(), "");
    }

    private static DataType type(String name) {
        return switch (name) {
            case "int" -> DataType.INTEGER;
            case "long" -> DataType.BIGINT;
            case "money" -> DataType.decimal(15, 2);
            case "date" -> DataType.DATE;
            default -> DataType.varchar(200);
        };
    }

    public static Statistics statistics() {
        return TpchFixture::statisticsOf;
    }

    public static TableStatistics statisticsOf(String table) {
        Map<String, ColumnStatistics> columns = new HashMap<>();
        catalog().table(table).orElseThrow().columns().forEach(column -> {
            Integer distinct = DISTINCT.get(column.name());
            boolean date = column.type().equals(DataType.DATE);
            if (distinct != null || date) {
                Object min = date ? (Object) (int) LocalDate.of(1992, 1, 1).toEpochDay() : null;
                Object max = date ? (Object) (int) LocalDate.of(1998, 12, 1).toEpochDay() : null;
                columns.put(column.name(), new ColumnStatistics(min, max, distinct == null ? 2500 : distinct, 0));
            }
        });
        return new TableStatistics(ROWS.getOrDefault(table, 0), columns);
    }

    public static String query(int number) {
        try (InputStream text = TpchFixture.class.getResourceAsStream("/tpch/q" + number + ".sql")) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
