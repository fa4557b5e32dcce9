package org.bestpeer.node.store;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.bestpeer.engine.type.TypeKind;
import org.jspecify.annotations.Nullable;

/** A table's sketch as bytes. */
final class SketchCodec {
    private static final int FORMAT = 2;
    /** The form before there were samples. */
    private static final int WITHOUT_SAMPLE = 1;

    private SketchCodec() {}

    static byte[] encode(TableSketch sketch) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeInt(FORMAT);
        out.writeLong(sketch.rows());
        out.writeLong(sketch.checksum());
        out.writeInt(sketch.fields().size());
        for (int i = 0; i < sketch.fields().size(); i++) {
            Field field = sketch.fields().get(i);
            writeField(out, field);
            ColumnSketch column = sketch.columns().get(i);
            writeValue(out, field.type().kind(), column.bounds().min());
            writeValue(out, field.type().kind(), column.bounds().max());
            out.writeLong(column.nulls());
            out.writeBoolean(column.supplementary());
            out.write(column.distinct().toBytes());
        }
        writeSample(out, sketch);
        return bytes.toByteArray();
    }

    static TableSketch decode(byte[] bytes) throws IOException {
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes));
        int format = in.readInt();
        if (format != FORMAT && format != WITHOUT_SAMPLE) {
            throw new IOException("statistics of format %d, this version knows %d".formatted(format, FORMAT));
        }
        long rows = in.readLong();
        long checksum = in.readLong();
        int size = in.readInt();
        List<Field> fields = new ArrayList<>();
        List<ColumnSketch> columns = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            Field field = readField(in);
            TypeKind kind = field.type().kind();
            ColumnSketch.Bounds bounds = new ColumnSketch.Bounds(readValue(in, kind), readValue(in, kind));
            long nulls = in.readLong();
            boolean supplementary = in.readBoolean();
            DistinctSketch distinct = DistinctSketch.of(in.readNBytes(DistinctSketch.REGISTERS));
            fields.add(field);
            columns.add(ColumnSketch.of(kind, distinct, bounds, nulls, supplementary));
        }
        RowSample sample = format == WITHOUT_SAMPLE ? new RowSample(fields) : readSample(in, fields);
        return new TableSketch(fields, columns, sample, rows, checksum);
    }

    private static void writeSample(DataOutputStream out, TableSketch sketch) throws IOException {
        List<RowSample.Row> rows = sketch.sample().rows();
        out.writeInt(rows.size());
        for (RowSample.Row row : rows) {
            out.writeLong(row.hash());
            for (int i = 0; i < sketch.fields().size(); i++) {
                writeValue(out, sketch.fields().get(i).type().kind(), row.values()[i]);
            }
        }
    }

    private static RowSample readSample(DataInputStream in, List<Field> fields) throws IOException {
        RowSample sample = new RowSample(fields);
        for (int left = in.readInt(); left > 0; left--) {
            long hash = in.readLong();
            @Nullable Object[] values = new @Nullable Object[fields.size()];
            for (int i = 0; i < values.length; i++) {
                values[i] = readValue(in, fields.get(i).type().kind());
            }
            sample.add(new RowSample.Row(hash, values));
        }
        return sample;
    }

    private static void writeField(DataOutputStream out, Field field) throws IOException {
        writeBytes(out, field.name().getBytes(StandardCharsets.UTF_8));
        out.writeUTF(field.type().kind().name());
        out.writeInt(field.type().precision());
        out.writeInt(field.type().scale());
    }

    private static Field readField(DataInputStream in) throws IOException {
        String name = new String(readBytes(in), StandardCharsets.UTF_8);
        TypeKind kind = TypeKind.valueOf(in.readUTF());
        return new Field(name, new DataType(kind, in.readInt(), in.readInt()));
    }

    private static void writeValue(DataOutputStream out, TypeKind kind, @Nullable Object value) throws IOException {
        out.writeBoolean(value != null);
        if (value == null) {
            return;
        }
        switch (kind) {
            case BOOLEAN -> out.writeBoolean((Boolean) value);
            case SMALLINT, INTEGER, DATE -> out.writeInt((Integer) value);
            case BIGINT, TIME, TIMESTAMP -> out.writeLong((Long) value);
            case DOUBLE -> out.writeDouble((Double) value);
            case VARCHAR -> writeBytes(out, ((String) value).getBytes(StandardCharsets.UTF_8));
            case VARBINARY -> writeBytes(out, (byte[]) value);
            case DECIMAL -> {
                out.writeInt(((BigDecimal) value).scale());
                writeBytes(out, ((BigDecimal) value).unscaledValue().toByteArray());
            }
        }
    }

    private static @Nullable Object readValue(DataInputStream in, TypeKind kind) throws IOException {
        if (!in.readBoolean()) {
            return null;
        }
        return switch (kind) {
            case BOOLEAN -> in.readBoolean();
            case SMALLINT, INTEGER, DATE -> in.readInt();
            case BIGINT, TIME, TIMESTAMP -> in.readLong();
            case DOUBLE -> in.readDouble();
            case VARCHAR -> new String(readBytes(in), StandardCharsets.UTF_8);
            case VARBINARY -> readBytes(in);
            case DECIMAL -> readDecimal(in);
        };
    }

    private static BigDecimal readDecimal(DataInputStream in) throws IOException {
        int scale = in.readInt();
        return new BigDecimal(new BigInteger(readBytes(in)), scale);
    }

    private static void writeBytes(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] readBytes(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }
}
