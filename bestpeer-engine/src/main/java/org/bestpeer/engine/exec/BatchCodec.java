package org.bestpeer.engine.exec;

import java.util.ArrayList;
import java.util.List;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.type.Field;

/**
 * Batches as bytes, column by column: a version, the number of rows and columns, then for each column its NULLs and its
 * values in the cheapest of a few plain encodings (see {@code docs/fragments.md}). The types are not in the bytes: both
 * ends know the fields.
 */
public final class BatchCodec {
    /** First byte of every encoded batch. */
    public static final int VERSION = 2;

    /** Most rows of an encoded batch; bounds what a few hostile bytes can claim. */
    public static final int MAX_ROWS = 65_536;

    /** Most bytes of an encoded batch on the wire. */
    public static final int MAX_BYTES = 1 << 20;

    private BatchCodec() {}

    /** The bytes of a batch of at most {@link #MAX_ROWS} rows. */
    public static byte[] encode(Batch batch) {
        if (batch.rows() > MAX_ROWS) {
            throw new IllegalArgumentException("a batch of %d rows is not split".formatted(batch.rows()));
        }
        ByteWriter out = new ByteWriter();
        out.writeByte(VERSION);
        out.writeVarint(batch.rows());
        out.writeVarint(batch.columns().size());
        for (Vector column : batch.columns()) {
            ColumnEncoder.write(column, out);
        }
        return out.toByteArray();
    }

    /**
     * The batch in pieces of at most {@link #MAX_BYTES} each, in order.
     *
     * @throws BestPeerException LIMIT_EXCEEDED if a single row is larger
     */
    public static List<byte[]> encodeSplit(Batch batch) {
        return encodeSplit(batch, MAX_BYTES);
    }

    /**
     * The batch in pieces that have at most so many bytes, or one row, and never more than {@link #MAX_BYTES}.
     *
     * @throws BestPeerException LIMIT_EXCEEDED if a single row is larger than that
     */
    public static List<byte[]> encodeSplit(Batch batch, int wanted) {
        List<byte[]> pieces = new ArrayList<>();
        split(batch, wanted, pieces);
        return pieces;
    }

    private static void split(Batch batch, int wanted, List<byte[]> pieces) {
        if (batch.rows() <= MAX_ROWS) {
            byte[] bytes = encode(batch);
            if (bytes.length <= wanted || (batch.rows() <= 1 && bytes.length <= MAX_BYTES)) {
                pieces.add(bytes);
                return;
            }
            if (batch.rows() <= 1) {
                throw new BestPeerException(
                        ErrorCode.LIMIT_EXCEEDED,
                        "a row takes %d bytes, more than the %d that a message carries; select fewer or shorter columns"
                                .formatted(bytes.length, MAX_BYTES));
            }
        }
        int middle = batch.rows() / 2;
        split(Vectors.slice(batch, 0, middle), wanted, pieces);
        split(Vectors.slice(batch, middle, batch.rows()), wanted, pieces);
    }

    /**
     * The batch that was encoded. Never takes more memory than the number of bytes, or {@link #MAX_ROWS}, justifies.
     *
     * @param fields what the receiver expects
     * @throws BestPeerException if the bytes are not a batch of these fields
     */
    public static Batch decode(byte[] bytes, List<Field> fields) {
        ByteReader in = new ByteReader(bytes);
        int version = in.readByte();
        if (version != VERSION) {
            throw ByteReader.broken("it has version %d, this peer reads %d".formatted(version, VERSION));
        }
        int rows = in.readCount(MAX_ROWS, "rows");
        if (in.readVarint() != fields.size()) {
            throw ByteReader.broken("it has not the %d columns of the fragment".formatted(fields.size()));
        }
        List<Vector> columns = new ArrayList<>(fields.size());
        for (Field field : fields) {
            columns.add(new ColumnDecoder(in, field, rows).read());
        }
        if (in.remaining() > 0) {
            throw ByteReader.broken("%d bytes are left over".formatted(in.remaining()));
        }
        return new Batch(rows, columns);
    }
}
