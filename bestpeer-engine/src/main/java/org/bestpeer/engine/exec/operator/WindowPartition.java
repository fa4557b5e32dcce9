package org.bestpeer.engine.exec.operator;

import java.util.ArrayList;
import java.util.List;
import org.bestpeer.engine.exec.Batch;

/**
 * Rows of one partition among all rows, which are sorted.
 *
 * @param from first row
 * @param to row after the last
 * @param peerFrom first peer of each row, by number of the row among all
 * @param peerTo row after the last peer of each
 */
record WindowPartition(int from, int to, int[] peerFrom, int[] peerTo) {
    /** The partitions of all rows, which are sorted by partition and then by order. */
    static List<WindowPartition> of(Batch rows, RowOrder partition, RowOrder order) {
        int count = rows.rows();
        int[] peerFrom = new int[count];
        int[] peerTo = new int[count];
        List<WindowPartition> partitions = new ArrayList<>();
        int from = 0;
        int peers = 0;
        for (int row = 1; row <= count; row++) {
            boolean parted = row == count || partition.compare(row - 1, row) != 0;
            if (parted || order.compare(row - 1, row) != 0) {
                for (int peer = peers; peer < row; peer++) {
                    peerFrom[peer] = peers;
                    peerTo[peer] = row;
                }
                peers = row;
            }
            if (parted) {
                partitions.add(new WindowPartition(from, row, peerFrom, peerTo));
                from = row;
            }
        }
        return partitions;
    }

    int size() {
        return to - from;
    }
}
