package org.bestpeer.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

/** The files of three-companies.sh fit each other: one database that holds all of them gives the expected report. */
class RetailFilesTest {
    private static final Path FILES = Path.of("retail");

    @Test
    void theReportOverAllCompaniesFilesIsTheExpectedOne() throws Exception {
        try (Connection connection = DriverManager.getConnection("jdbc:hsqldb:mem:retail", "SA", "");
                Statement statement = connection.createStatement()) {
            String schema = Files.readString(FILES.resolve("schema.sql")).replace("REFERENCE TABLE", "TABLE");
            for (String sql : schema.replaceAll("(?m)^--.*$", "").split(";\n")) {
                if (!sql.isBlank()) {
                    statement.execute(sql);
                }
            }
            for (String file : List.of("mill/category", "mill/product", "depot/stock", "shop/stock", "shop/sale")) {
                load(connection, file);
            }
            List<List<String>> rows = new ArrayList<>();
            try (ResultSet result = statement.executeQuery(Files.readString(FILES.resolve("report.sql")))) {
                while (result.next()) {
                    List<String> row = new ArrayList<>();
                    for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                        row.add(result.getString(i));
                    }
                    rows.add(row);
                }
            }

            List<CSVRecord> expected = records(FILES.resolve("expected.csv"));
            assertThat(rows)
                    .isEqualTo(expected.stream().skip(1).map(CSVRecord::toList).toList());
        }
    }

    private static void load(Connection connection, String file) throws Exception {
        List<CSVRecord> records = records(FILES.resolve(file + ".csv"));
        List<String> columns = records.get(0).toList();
        String insert = "insert into %s (%s) values (%s)"
                .formatted(
                        file.replaceAll(".*/", ""),
                        String.join(", ", columns),
                        String.join(", ", Collections.nCopies(columns.size(), "?")));
        try (PreparedStatement statement = connection.prepareStatement(insert)) {
            for (CSVRecord row : records.subList(1, records.size())) {
                for (int i = 0; i < row.size(); i++) {
                    statement.setString(i + 1, row.get(i));
                }
                statement.executeUpdate();
            }
        }
    }

    private static List<CSVRecord> records(Path file) throws Exception {
        try (CSVParser parser = CSVParser.parse(Files.readString(file), CSVFormat.RFC4180)) {
            return parser.getRecords();
        }
    }
}
