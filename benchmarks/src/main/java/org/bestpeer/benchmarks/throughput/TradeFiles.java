package org.bestpeer.benchmarks.throughput;

import com.google.common.collect.Iterators;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bestpeer.node.tpch.TpchTable;

/** The rows of all nations in a directory. */
record TradeFiles(Path directory) {
    /** Writes them. */
    static TradeFiles write(Trade trade, Path directory) throws IOException {
        TradeFiles files = new TradeFiles(directory);
        for (int nation = 0; nation < trade.nations(); nation++) {
            Files.createDirectories(files.of(nation));
            for (Map.Entry<String, Iterator<Object[]>> table :
                    trade.rows(nation).entrySet()) {
                files.of(nation, table.getKey()).write(table.getValue());
            }
        }
        return files;
    }

    private Path of(int nation) {
        return directory.resolve("nation-" + nation);
    }

    private RowFile of(int nation, String table) {
        return new RowFile(of(nation).resolve(table));
    }

    /** Rows of some nations by table, of tables that have any. */
    Map<String, Iterator<Object[]>> rows(Nations nations) {
        Map<String, Iterator<Object[]>> rows = new LinkedHashMap<>();
        for (TpchTable table : TpchTable.values()) {
            List<RowFile> files = new ArrayList<>();
            for (int nation = nations.first(); nation < nations.end(); nation++) {
                RowFile file = of(nation, table.tableName());
                if (Files.exists(file.path())) {
                    files.add(file);
                }
            }
            if (!files.isEmpty()) {
                // A file is opened when the one before has been read.
                rows.put(
                        table.tableName(),
                        Iterators.concat(Iterators.transform(
                                Collections.unmodifiableList(files).iterator(), RowFile::read)));
            }
        }
        return rows;
    }
}
