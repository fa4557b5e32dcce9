package org.bestpeer.overlay.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.bestpeer.overlay.PeerAddress;

/** Stands between two peers: keeps every byte, and can go silent or cut the line. */
final class TapProxy implements AutoCloseable {
    private final ServerSocket listening;
    private final PeerAddress to;
    private final ByteArrayOutputStream seen = new ByteArrayOutputStream();
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile boolean silent;

    TapProxy(PeerAddress to) {
        this.to = to;
        try {
            listening = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run(this::accept);
    }

    PeerAddress address() {
        return new PeerAddress("127.0.0.1", listening.getLocalPort());
    }

    byte[] seen() {
        synchronized (seen) {
            return seen.toByteArray();
        }
    }

    /** From now on nothing passes or is even read, and nobody is told. */
    void silence() {
        silent = true;
    }

    /** Cuts the line as a dying machine's kernel would. */
    void cut() throws IOException {
        for (Socket socket : sockets) {
            if (!socket.isClosed()) {
                socket.setSoLinger(true, 0);
                socket.close();
            }
        }
    }

    private interface Task {
        void run() throws IOException, InterruptedException;
    }

    private static void run(Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (IOException | InterruptedException e) {
                        // The line is cut or the test is over.
                        Thread.currentThread().interrupt();
                    }
                },
                "tap");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() throws IOException {
        while (true) {
            Socket near = listening.accept();
            Socket far = new Socket(InetAddress.getLoopbackAddress(), to.port());
            sockets.add(near);
            sockets.add(far);
            run(() -> pump(near, far));
            run(() -> pump(far, near));
        }
    }

    private void pump(Socket from, Socket into) throws IOException, InterruptedException {
        InputStream in = from.getInputStream();
        OutputStream out = into.getOutputStream();
        byte[] buffer = new byte[8192];
        for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            synchronized (seen) {
                seen.write(buffer, 0, count);
            }
            if (silent) {
                closed.await();
            }
            out.write(buffer, 0, count);
        }
        into.close();
    }

    @Override
    public void close() throws IOException {
        listening.close();
        closed.countDown();
        for (Socket socket : sockets) {
            socket.close();
        }
    }
}
