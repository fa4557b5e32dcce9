package org.bestpeer.overlay.transport;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import org.bestpeer.overlay.PeerAddress;

/** A caller with a good certificate and bad manners: it sends whatever bytes a test wants inside TLS. */
final class RawTls implements Closeable {
    private static final int SIZE = 64 * 1024;

    private final SSLEngine engine;
    private final ByteBuffer in = ByteBuffer.allocate(SIZE).flip();
    private final ByteBuffer plain = ByteBuffer.allocate(SIZE).flip();
    private final SocketChannel channel;

    RawTls(SSLEngine engine) throws IOException {
        this.engine = engine;
        this.channel = SocketChannel.open();
    }

    static byte[] bytes(Frame frame) {
        ByteBuf buffer = frame.encode(UnpooledByteBufAllocator.DEFAULT);
        byte[] bytes = new byte[buffer.readableBytes()];
        buffer.readBytes(bytes).release();
        return bytes;
    }

    void connect(PeerAddress to) throws IOException {
        channel.connect(new InetSocketAddress(to.host(), to.port()));
        channel.socket().setSoTimeout(10_000);
        engine.beginHandshake();
        HandshakeStatus status = engine.getHandshakeStatus();
        while (status != HandshakeStatus.NOT_HANDSHAKING && status != HandshakeStatus.FINISHED) {
            switch (status) {
                case NEED_TASK -> engine.getDelegatedTask().run();
                case NEED_WRAP -> wrap(ByteBuffer.allocate(0));
                default -> unwrap();
            }
            status = engine.getHandshakeStatus();
        }
    }

    void greet() throws IOException {
        write(bytes(Frame.hello(new Hello(VersionRange.CURRENT, "trade"))));
        readFrame();
    }

    void write(byte[] data) throws IOException {
        ByteBuffer left = ByteBuffer.wrap(data);
        while (left.hasRemaining()) {
            wrap(left);
        }
    }

    Frame readFrame() throws IOException {
        int length = ByteBuffer.wrap(read(Integer.BYTES)).getInt();
        ByteBuffer frame = ByteBuffer.wrap(read(length));
        FrameType type = FrameType.at(frame.get());
        int service = frame.get();
        long id = frame.getLong();
        byte[] payload = new byte[frame.remaining()];
        frame.get(payload);
        return new Frame(type, service, id, payload);
    }

    /** Reads on until the far end closes. */
    boolean readUntilClosed() {
        try {
            while (true) {
                read(1);
            }
        } catch (IOException e) {
            return true;
        }
    }

    private byte[] read(int count) throws IOException {
        byte[] bytes = new byte[count];
        int got = 0;
        while (got < count) {
            while (!plain.hasRemaining()) {
                unwrap();
            }
            int part = Math.min(plain.remaining(), count - got);
            plain.get(bytes, got, part);
            got += part;
        }
        return bytes;
    }

    private void wrap(ByteBuffer data) throws IOException {
        ByteBuffer out = ByteBuffer.allocate(SIZE);
        engine.wrap(data, out);
        out.flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
    }

    private void unwrap() throws IOException {
        plain.compact();
        SSLEngineResult result = engine.unwrap(in, plain);
        plain.flip();
        if (result.getStatus() == SSLEngineResult.Status.CLOSED) {
            throw new EOFException("closed by TLS");
        }
        if (result.getStatus() == SSLEngineResult.Status.BUFFER_UNDERFLOW) {
            in.compact();
            int count = channel.read(in);
            in.flip();
            if (count < 0) {
                throw new EOFException("closed");
            }
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
