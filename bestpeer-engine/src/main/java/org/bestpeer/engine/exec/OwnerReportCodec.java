package org.bestpeer.engine.exec;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bestpeer.engine.progress.AccessPath;
import org.bestpeer.engine.progress.OwnerReport;

/** An owner's report as bytes that are not those of a batch, so that it can come between batches. */
public final class OwnerReportCodec {
    /** First byte; that of a batch is {@link BatchCodec#VERSION}. */
    private static final int MARK = 0;

    private static final int MOST_READS = 256;
    private static final int LONGEST_NAME = 1024;

    private OwnerReportCodec() {}

    /** Whether these are the bytes of a report. */
    public static boolean isReport(byte[] piece) {
        return piece.length > 0 && piece[0] == MARK;
    }

    /** The report as bytes; of very many scans only the first are told. */
    public static byte[] encode(OwnerReport report) {
        ByteWriter out = new ByteWriter();
        out.writeByte(MARK);
        out.writeVarint(report.spilledBytes());
        List<OwnerReport.Read> reads = report.reads().stream().limit(MOST_READS).toList();
        out.writeVarint(reads.size());
        for (OwnerReport.Read read : reads) {
            write(read.table(), out);
            write(read.path().name(), out);
        }
        return out.toByteArray();
    }

    /**
     * The report of bytes that anybody may have sent.
     *
     * @throws org.bestpeer.engine.BestPeerException INTERNAL if they are malformed
     */
    public static OwnerReport decode(byte[] piece) {
        ByteReader in = new ByteReader(piece);
        if (in.readByte() != MARK) {
            throw ByteReader.broken("it is no report");
        }
        long spilled = in.readVarint();
        int count = in.readCount(MOST_READS, "scans");
        List<OwnerReport.Read> reads = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String table = read(in);
            String path = read(in);
            AccessPath known = Stream.of(AccessPath.values())
                    .filter(each -> each.name().equals(path))
                    .findFirst()
                    .orElseThrow(() -> ByteReader.broken("it names no way of reading"));
            reads.add(new OwnerReport.Read(table, known));
        }
        if (in.remaining() > 0) {
            throw ByteReader.broken("bytes follow the report");
        }
        return new OwnerReport(reads, spilled);
    }

    private static void write(String text, ByteWriter out) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        out.writeVarint(bytes.length);
        out.writeBytes(bytes);
    }

    private static String read(ByteReader in) {
        return in.readText(in.readCount(LONGEST_NAME, "bytes of a name"));
    }
}
