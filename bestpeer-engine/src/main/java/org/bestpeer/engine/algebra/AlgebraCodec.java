package org.bestpeer.engine.algebra;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.IOException;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.wire.WirePlan;

/** Plans as bytes ({@code fragment.proto}), within limits that both ends check. */
public final class AlgebraCodec {
    /** Version of the format. */
    public static final int VERSION = 1;

    /** Most bytes of an encoded plan. */
    public static final int MAX_BYTES = 1 << 20;

    /** Most levels of operators, and of expressions within an operator. */
    public static final int MAX_DEPTH = 64;

    /** Most operators, calls and columns; literals are counted apart. */
    public static final int MAX_NODES = 10_000;

    public static final int MAX_LITERALS = 100_000;

    // Every level of ours is at most three messages deep, and a plan nests expressions in operators.
    private static final int PROTOBUF_DEPTH = 3 * (2 * MAX_DEPTH + 2);

    private AlgebraCodec() {}

    /**
     * The bytes of a fragment.
     *
     * @throws BestPeerException if it is too large, or holds what a fragment must not (parameters, receives)
     */
    public static byte[] encode(Operator plan) {
        byte[] bytes = WirePlan.newBuilder()
                .setVersion(VERSION)
                .setRoot(new AlgebraWriter().write(plan))
                .build()
                .toByteArray();
        requireSize(bytes.length);
        return bytes;
    }

    private static void requireSize(int length) {
        if (length > MAX_BYTES) {
            throw new BestPeerException(
                    ErrorCode.LIMIT_EXCEEDED,
                    "fragment takes %d bytes, more than %d; shorten the lists of constants in the query"
                            .formatted(length, MAX_BYTES));
        }
    }

    /**
     * The fragment, read within the limits and checked by {@link PlanValidator}: it may come from anybody.
     *
     * @throws BestPeerException naming what is wrong with it
     */
    public static Operator decode(byte[] bytes) {
        requireSize(bytes.length);
        WirePlan wire;
        try {
            CodedInputStream in = CodedInputStream.newInstance(bytes);
            in.setRecursionLimit(PROTOBUF_DEPTH);
            wire = WirePlan.parseFrom(in);
        } catch (InvalidProtocolBufferException e) {
            throw new BestPeerException(
                    ErrorCode.INVALID_STATEMENT, "fragment cannot be read: its bytes are no plan", e);
        } catch (IOException e) {
            throw new BestPeerException(ErrorCode.INTERNAL, "fragment cannot be read", e);
        }
        if (wire.getVersion() != VERSION) {
            throw new BestPeerException(
                    ErrorCode.NOT_SUPPORTED,
                    "fragment has version %d, this peer reads %d".formatted(wire.getVersion(), VERSION));
        }
        Operator plan = new AlgebraReader().read(wire.getRoot());
        PlanValidator.requireFragment(plan);
        return plan;
    }
}
