package org.bestpeer.benchmarks.throughput;

import com.google.common.collect.AbstractIterator;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Rows of one table in a file, so that they are made once and loaded by several processes. */
record RowFile(Path path) {
    private static final int LONG = 0;
    private static final int INTEGER = 1;
    private static final int DECIMAL = 2;
    private static final int TEXT = 3;
    private static final int END = -1;

    /** Writes rows of at least one column. */
    void write(Iterator<Object[]> rows) throws IOException {
        try (DataOutputStream out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(path)))) {
            while (rows.hasNext()) {
                Object[] row = rows.next();
                out.writeByte(row.length);
                for (Object value : row) {
                    write(out, value);
                }
            }
            out.writeByte(END);
        }
    }

    private static void write(DataOutputStream out, Object value) throws IOException {
        if (value instanceof Long number) {
            out.writeByte(LONG);
            out.writeLong(number);
        } else if (value instanceof Integer number) {
            out.writeByte(INTEGER);
            out.writeInt(number);
        } else if (value instanceof BigDecimal number) {
            out.writeByte(DECIMAL);
            out.writeByte(number.scale());
            out.writeLong(number.unscaledValue().longValueExact());
        } else if (value instanceof String text) {
            out.writeByte(TEXT);
            out.writeUTF(text);
        } else {
            throw new IllegalArgumentException("no rows have values of " + value.getClass());
        }
    }

    /** Reads them one by one; the file is closed at its end. */
    Iterator<Object[]> read() {
        try {
            DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(path)));
            return new AbstractIterator<>() {
                @Override
                protected Object @Nullable [] computeNext() {
                    try {
                        int columns = in.readByte();
                        if (columns != END) {
                            return row(in, columns);
                        }
                        in.close();
                        return endOfData();
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                }
            };
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object[] row(DataInputStream in, int columns) throws IOException {
        Object[] row = new Object[columns];
        for (int i = 0; i < columns; i++) {
            row[i] = value(in);
        }
        return row;
    }

    private static Object value(DataInputStream in) throws IOException {
        int kind = in.readByte();
        return switch (kind) {
            case LONG -> in.readLong();
            case INTEGER -> in.readInt();
            case DECIMAL -> {
                int scale = in.readByte();
                yield new BigDecimal(BigInteger.valueOf(in.readLong()), scale);
            }
            case TEXT -> in.readUTF();
            default -> throw new IOException("not a file of rows: kind " + kind);
        };
    }
}
