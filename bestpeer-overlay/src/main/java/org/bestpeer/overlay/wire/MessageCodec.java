package org.bestpeer.overlay.wire;

import com.google.protobuf.InvalidProtocolBufferException;
import org.bestpeer.overlay.baton.Envelope;

/** Messages as bytes. */
public final class MessageCodec {
    /** Longest message that is read. */
    public static final int MAX_BYTES = 16 * 1024 * 1024;

    private MessageCodec() {}

    public static byte[] encode(Envelope envelope) {
        OverlayProto.Envelope.Builder builder = OverlayProto.Envelope.newBuilder()
                .setNetwork(envelope.network())
                .setSender(Encoding.contact(envelope.sender()))
                .setIncarnation(envelope.incarnation())
                .setEpoch(envelope.epoch());
        return envelope.message().dispatch(new MessageEncoder(builder)).build().toByteArray();
    }

    /**
     * Reads a message.
     *
     * @throws MalformedMessageException if these bytes are none
     */
    public static Envelope decode(byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new MalformedMessageException(
                    "a message of %d bytes is over the limit of %d".formatted(bytes.length, MAX_BYTES));
        }
        try {
            OverlayProto.Envelope envelope = OverlayProto.Envelope.parseFrom(bytes);
            return new Envelope(
                    Decoding.network(envelope.getNetwork()),
                    Decoding.contact(envelope.getSender()),
                    envelope.getIncarnation(),
                    envelope.getEpoch(),
                    MessageDecoder.decode(envelope));
        } catch (InvalidProtocolBufferException | IllegalArgumentException e) {
            throw new MalformedMessageException("not an overlay message", e);
        }
    }
}
