package org.bestpeer.overlay.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;

/**
 * First frame of both ends. Later versions may append fields: a reader ignores what follows those it knows.
 *
 * @param versions protocol versions the sender speaks
 * @param network network it speaks for
 */
record Hello(VersionRange versions, String network) {
    /** So that something else on the port is told apart from another version. */
    private static final int MAGIC = 0x42504545;

    byte[] encode() {
        byte[] name = network.getBytes(StandardCharsets.UTF_8);
        ByteBuf out = Unpooled.buffer();
        out.writeInt(MAGIC).writeShort(versions.lowest()).writeShort(versions.highest());
        out.writeShort(name.length).writeBytes(name);
        byte[] bytes = new byte[out.readableBytes()];
        out.readBytes(bytes);
        return bytes;
    }

    static Hello decode(byte[] payload) {
        ByteBuf in = Unpooled.wrappedBuffer(payload);
        if (in.readableBytes() < 10 || in.readInt() != MAGIC) {
            throw new TransportException("the greeting is not that of a peer");
        }
        int lowest = in.readUnsignedShort();
        int highest = in.readUnsignedShort();
        int length = in.readUnsignedShort();
        if (lowest < 1 || lowest > highest || length > in.readableBytes()) {
            throw new TransportException("the greeting makes no sense");
        }
        return new Hello(
                new VersionRange(lowest, highest),
                in.readCharSequence(length, StandardCharsets.UTF_8).toString());
    }
}
