package org.bestpeer.benchmarks.stream;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A process that reads results. Standard input has URL, user and password, each a line; then questions, each answered by one line
 * ({@link Read#line}), those that begin with {@code half } after a thousand rows, when it waits for one more line before it reads on.
 */
public final class ReaderProcess {
    static final String HALF = "half ";
    private static final int ROWS_OF_HALF = 1_000;

    private ReaderProcess() {}

    public static void main(String[] arguments) throws IOException, SQLException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (Connection connection = DriverManager.getConnection(in.readLine(), in.readLine(), in.readLine())) {
            out.println("ready");
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.startsWith(HALF)) {
                    out.println(read(connection, line.substring(HALF.length()), () -> {
                                out.println("waiting");
                                in.readLine();
                            })
                            .line());
                } else {
                    out.println(read(connection, line, () -> {}).line());
                }
            }
        }
    }

    private interface Pause {
        void rest() throws IOException;
    }

    private static Read read(Connection connection, String sql, Pause pause) throws SQLException, IOException {
        long started = System.nanoTime();
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(sql)) {
            int width = result.getMetaData().getColumnCount();
            long rows = 0;
            long keys = 0;
            long first = 0;
            long seen = 0;
            while (result.next()) {
                first = rows == 0 ? System.nanoTime() - started : first;
                keys += result.getLong(1);
                for (int column = 2; column <= width; column++) {
                    seen += result.getObject(column) == null ? 0 : 1;
                }
                if (++rows == ROWS_OF_HALF) {
                    pause.rest();
                }
            }
            if (seen != rows * (width - 1)) {
                throw new IllegalStateException("a value is missing");
            }
            return new Read(rows, keys, first, System.nanoTime() - started);
        }
    }
}
