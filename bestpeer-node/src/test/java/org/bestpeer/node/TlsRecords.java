package org.bestpeer.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/**
 * One direction of a connection, taken apart into TLS records.
 *
 * @param clear content of the records that are not encrypted
 * @param encrypted how many bytes the others have
 */
record TlsRecords(byte[] clear, long encrypted) {
    private static final int HEADER = 5;
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int HANDSHAKE = 22;
    private static final int APPLICATION_DATA = 23;

    /** Fails at the first byte that is not TLS. The last record may be under way still. */
    static TlsRecords of(byte[] direction) {
        ByteArrayOutputStream clear = new ByteArrayOutputStream();
        long encrypted = 0;
        ByteBuffer bytes = ByteBuffer.wrap(direction);
        while (bytes.remaining() >= HEADER) {
            int kind = bytes.get();
            assertThat(bytes.getShort()).as("TLS version of a record").isIn((short) 0x0303, (short) 0x0301);
            int length = Math.min(Short.toUnsignedInt(bytes.getShort()), bytes.remaining());
            byte[] content = new byte[length];
            bytes.get(content);
            assertThat(kind).as("kind of a TLS record").isIn(CHANGE_CIPHER_SPEC, HANDSHAKE, APPLICATION_DATA);
            if (kind == APPLICATION_DATA) {
                encrypted += length;
            } else {
                clear.writeBytes(content);
            }
        }
        return new TlsRecords(clear.toByteArray(), encrypted);
    }
}
