package org.bestpeer.node.gateway;

import org.apache.calcite.avatica.proto.Common.Frame;
import org.bestpeer.engine.exec.Batch;

/** The rows of one frame, in the way that its client reads them. Used by one thread. */
interface FrameRows {
    /**
     * Adds rows of a batch, at least one.
     *
     * @param from the first of them
     * @param most so many at most
     * @param bytes about so many bytes at most
     * @return how many were added
     */
    int add(Batch batch, int from, int most, int bytes);

    /** Bytes of all that were added, about. */
    int bytes();

    /** Gives them to the frame. */
    void putInto(Frame.Builder frame);
}
