package org.bestpeer.node.gateway;

import com.google.protobuf.CodedOutputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.avatica.proto.Common.Frame;
import org.apache.calcite.avatica.proto.Common.Row;
import org.bestpeer.engine.exec.Batch;
import org.bestpeer.engine.exec.Vector;

/** Rows one by one, as every Avatica client reads them. */
final class RowMessages implements FrameRows {
    private static final int TAG = CodedOutputStream.computeTagSize(Frame.ROWS_FIELD_NUMBER);

    private final List<Row> rows = new ArrayList<>();
    private int bytes;

    @Override
    public int add(Batch batch, int from, int most, int limit) {
        int before = bytes;
        int added = 0;
        while (added < most && (added == 0 || bytes - before < limit)) {
            Row row = row(batch, from + added++);
            bytes += row.getSerializedSize() + TAG;
            rows.add(row);
        }
        return added;
    }

    private static Row row(Batch batch, int index) {
        Row.Builder row = Row.newBuilder();
        for (Vector column : batch.columns()) {
            row.addValue(Values.of(column.type().kind(), column.get(index)));
        }
        return row.build();
    }

    @Override
    public int bytes() {
        return bytes;
    }

    @Override
    public void putInto(Frame.Builder frame) {
        frame.addAllRows(rows);
    }
}
