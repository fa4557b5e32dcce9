package org.bestpeer.overlay.transport;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.util.List;

/** Cuts bytes into frames; refuses a length over the limit before it keeps any of the frame. */
final class FrameDecoder extends ByteToMessageDecoder {
    private final TransportLimits.Sizes sizes;
    private boolean greeted;

    FrameDecoder(TransportLimits.Sizes sizes) {
        this.sizes = sizes;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) {
        if (in.readableBytes() < Integer.BYTES + 1) {
            return;
        }
        int length = in.getInt(in.readerIndex());
        FrameType type;
        try {
            type = FrameType.at(in.getUnsignedByte(in.readerIndex() + Integer.BYTES));
            check(length, type);
        } catch (TransportException e) {
            in.skipBytes(in.readableBytes());
            throw e;
        }
        if (in.readableBytes() < Integer.BYTES + length) {
            return;
        }
        in.skipBytes(Integer.BYTES + 1);
        int service = in.readUnsignedByte();
        long id = in.readLong();
        byte[] payload = new byte[length - Frame.HEADER];
        in.readBytes(payload);
        greeted |= type == FrameType.HELLO;
        out.add(new Frame(type, service, id, payload));
    }

    private void check(int length, FrameType type) {
        int limit = greeted ? type.limit(sizes) : sizes.greeting();
        if (length < Frame.HEADER || length - Frame.HEADER > limit) {
            throw new TransportException(
                    "a frame %s of %d bytes is not allowed, the limit is %d".formatted(type, length, limit));
        }
    }
}
