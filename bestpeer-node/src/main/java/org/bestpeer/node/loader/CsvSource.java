package org.bestpeer.node.loader;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.QuoteMode;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.catalog.ColumnDefinition;
import org.bestpeer.engine.catalog.TableDefinition;
import org.bestpeer.node.store.RowSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Rows of a CSV file, read as they are asked for. */
final class CsvSource implements RowSource {
    private static final Logger LOG = LoggerFactory.getLogger(CsvSource.class);
    private static final int SHOWN = 50;
    // The quote mode is what tells an empty field from a quoted one when reading.
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setQuoteMode(QuoteMode.ALL_NON_NULL)
            .setNullString("")
            .get();

    private final Path file;
    private final TableDefinition table;
    private final RecordLimit input;
    private final CSVParser parser;
    private final Iterator<CSVRecord> records;
    /** For each column of the table, the field of a record. */
    private final int[] fields;

    private @Nullable CSVRecord current;
    private long line;

    private CsvSource(Path file, TableDefinition table, RecordLimit input) throws IOException {
        this.file = file;
        this.table = table;
        this.input = input;
        this.parser = CSVParser.builder().setReader(input).setFormat(FORMAT).get();
        this.records = parser.iterator();
        CSVRecord header = advance();
        if (header == null) {
            throw wrong("the file is empty; its first line must name the columns");
        }
        this.fields = CsvHeader.fieldsOf(table, header.toList());
    }

    static CsvSource open(Path file, TableDefinition table) {
        RecordLimit input = null;
        boolean opened = false;
        try {
            input = new RecordLimit(new InputStreamReader(
                    Files.newInputStream(file),
                    StandardCharsets.UTF_8
                            .newDecoder()
                            .onMalformedInput(CodingErrorAction.REPORT)
                            .onUnmappableCharacter(CodingErrorAction.REPORT)));
            input.skipByteOrderMark();
            CsvSource source = new CsvSource(file, table, input);
            opened = true;
            return source;
        } catch (NoSuchFileException e) {
            throw failure("file %s does not exist".formatted(file), e);
        } catch (IOException e) {
            throw unreadable(file, e);
        } finally {
            if (!opened && input != null) {
                closeQuietly(input);
            }
        }
    }

    @Override
    public @Nullable Object @Nullable [] next() {
        CSVRecord record = advance();
        if (record == null) {
            return null;
        }
        if (record.size() != fields.length) {
            throw wrong(
                    "line %d: %d values, the header names %d columns".formatted(line, record.size(), fields.length));
        }
        @Nullable Object[] row = new Object[fields.length];
        for (int i = 0; i < row.length; i++) {
            row[i] = value(table.columns().get(i), record.get(fields[i]));
        }
        return row;
    }

    @Override
    public long position() {
        return line;
    }

    @Override
    public String unit() {
        return "line";
    }

    @Override
    public Optional<String> text(int column) {
        return Optional.ofNullable(current).map(record -> record.get(fields[column]));
    }

    @Override
    public void close() {
        closeQuietly(parser);
    }

    private @Nullable Object value(ColumnDefinition column, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return CsvValues.parse(column.type(), text);
        } catch (IllegalArgumentException e) {
            String shown = text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "…";
            throw new BestPeerException(
                    ErrorCode.INVALID_VALUE,
                    "line %d, column %s: \"%s\": %s".formatted(line, column.name(), shown, e.getMessage()),
                    e);
        }
    }

    private @Nullable CSVRecord advance() {
        // A record may span lines; it is named by its first.
        line = parser.getCurrentLineNumber() + 1;
        input.startRecord();
        try {
            current = records.hasNext() ? records.next() : null;
            return current;
        } catch (UncheckedIOException e) {
            throw unreadable(file, e.getCause());
        } catch (IllegalStateException e) {
            throw wrong("line %d: the quotes are not as in RFC 4180".formatted(line));
        }
    }

    private static BestPeerException unreadable(Path file, @Nullable IOException cause) {
        if (cause instanceof CharacterCodingException) {
            return failure("file %s: line %s is not UTF-8".formatted(file, malformedLine(file)), cause);
        }
        String reason = cause == null ? "" : ": " + cause.getMessage();
        return failure("file %s cannot be read%s".formatted(file, reason), cause);
    }

    private static String malformedLine(Path file) {
        try {
            return Long.toString(Utf8Check.firstMalformedLine(file));
        } catch (IOException e) {
            LOG.debug("looking for the malformed line", e);
            return "?";
        }
    }

    private BestPeerException wrong(String what) {
        return failure("file %s: %s".formatted(file, what), null);
    }

    private static BestPeerException failure(String message, @Nullable Throwable cause) {
        return new BestPeerException(ErrorCode.INVALID_VALUE, message, cause);
    }

    private static void closeQuietly(Closeable input) {
        try {
            input.close();
        } catch (IOException e) {
            LOG.debug("closing a file that was read", e);
        }
    }
}
