package org.bestpeer.node;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.bestpeer.overlay.PeerAddress;

/** Passes connections on to an address, and keeps every byte of both directions. */
final class CapturingProxy implements AutoCloseable {
    private static final int BUFFER = 16 * 1024;

    private final ServerSocket server;
    private final PeerAddress target;
    private final ExecutorService threads = Executors.newCachedThreadPool(Threads.daemon("capture"));
    private final List<Socket> sockets = new ArrayList<>();
    private final List<ByteArrayOutputStream> captured = new ArrayList<>();

    CapturingProxy(PeerAddress target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        threads.execute(this::accept);
    }

    PeerAddress address() {
        return new PeerAddress("localhost", server.getLocalPort());
    }

    /** What went over the wire so far, one element for each direction of each connection. */
    synchronized List<byte[]> captured() {
        return captured.stream().map(ByteArrayOutputStream::toByteArray).toList();
    }

    long bytes() {
        return captured().stream().mapToLong(direction -> direction.length).sum();
    }

    private void accept() {
        try {
            while (true) {
                connect(server.accept());
            }
        } catch (IOException closed) {
            // The test is over, or its assertions will miss the traffic.
            return;
        }
    }

    private synchronized void connect(Socket near) throws IOException {
        Socket far = new Socket(target.host(), target.port());
        sockets.add(near);
        sockets.add(far);
        pass(near, far);
        pass(far, near);
    }

    private void pass(Socket from, Socket to) {
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        captured.add(kept);
        threads.execute(() -> {
            try (from;
                    to) {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                byte[] buffer = new byte[BUFFER];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    kept.write(buffer, 0, n);
                    out.write(buffer, 0, n);
                }
            } catch (IOException ended) {
                // One end hung up; so do we.
                return;
            }
        });
    }

    @Override
    public void close() throws IOException {
        server.close();
        synchronized (this) {
            for (Socket socket : sockets) {
                socket.close();
            }
        }
        threads.shutdownNow();
    }
}
