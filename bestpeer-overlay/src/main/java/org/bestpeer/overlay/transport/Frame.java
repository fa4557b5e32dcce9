package org.bestpeer.overlay.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * What travels: length (4 bytes, of what follows), kind (1), service (1), id of the call or stream (8), payload.
 *
 * @param service ordinal of the service, 0 if the kind has none
 * @param id 0 if the kind has none
 */
record Frame(FrameType type, int service, long id, byte[] payload) {
    /** Bytes between the length and the payload. */
    static final int HEADER = 10;

    private static final byte[] NOTHING = new byte[0];

    static Frame of(FrameType type, long id) {
        return new Frame(type, 0, id, NOTHING);
    }

    static Frame of(FrameType type, long id, byte[] payload) {
        return new Frame(type, 0, id, payload);
    }

    static Frame hello(Hello hello) {
        return of(FrameType.HELLO, 0, hello.encode());
    }

    static Frame refused(String why) {
        return of(FrameType.REFUSED, 0, why.getBytes(StandardCharsets.UTF_8));
    }

    static Frame open(Service service, long id, int window, byte[] request) {
        byte[] payload = ByteBuffer.allocate(Integer.BYTES + request.length)
                .putInt(window)
                .put(request)
                .array();
        return new Frame(FrameType.OPEN, service.code(), id, payload);
    }

    static Frame credit(long id, int messages) {
        return of(
                FrameType.CREDIT,
                id,
                ByteBuffer.allocate(Integer.BYTES).putInt(messages).array());
    }

    static Frame failure(long id, TransportException.Remote failure) {
        byte[] code = failure.code().getBytes(StandardCharsets.UTF_8);
        byte[] message = String.valueOf(failure.getMessage()).getBytes(StandardCharsets.UTF_8);
        byte[] payload = ByteBuffer.allocate(Short.BYTES + code.length + message.length)
                .putShort((short) code.length)
                .put(code)
                .put(message)
                .array();
        return of(FrameType.FAILURE, id, payload);
    }

    /** Payload as text. */
    String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    /** The number that the payload starts with. */
    int number() {
        if (payload.length < Integer.BYTES) {
            throw new TransportException("frame %s is too short: %d bytes".formatted(type, payload.length));
        }
        return ByteBuffer.wrap(payload).getInt();
    }

    /** The failure that the payload tells. */
    TransportException.Remote failure() {
        ByteBuffer in = ByteBuffer.wrap(payload);
        int length = in.remaining() < Short.BYTES ? Integer.MAX_VALUE : in.getShort() & 0xffff;
        if (length > in.remaining()) {
            throw new TransportException("frame FAILURE is too short: %d bytes".formatted(payload.length));
        }
        String code = new String(payload, Short.BYTES, length, StandardCharsets.UTF_8);
        int start = Short.BYTES + length;
        return new TransportException.Remote(
                code, new String(payload, start, payload.length - start, StandardCharsets.UTF_8));
    }

    /** How many bytes it is on the wire. */
    int size() {
        return Integer.BYTES + HEADER + payload.length;
    }

    /** Its bytes; encoded before it is queued, so that the queue knows its size. */
    ByteBuf encode(ByteBufAllocator allocator) {
        return allocator
                .ioBuffer(size())
                .writeInt(HEADER + payload.length)
                .writeByte(type.code())
                .writeByte(service)
                .writeLong(id)
                .writeBytes(payload);
    }
}
