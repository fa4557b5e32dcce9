package org.bestpeer.benchmarks.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.bestpeer.benchmarks.faults.Relay.Direction;

/** One connection through a relay. Closing it closes both ends at once. */
final class RelayLine implements AutoCloseable {
    private static final int BUFFER = 64 << 10;

    private final Socket near;
    private final Socket far = new Socket();
    private final Relay relay;

    RelayLine(Socket near, Relay relay) {
        this.near = near;
        this.relay = relay;
    }

    /** Dials and passes on; false if nobody answers. */
    boolean open(int target, ExecutorService threads) {
        try {
            far.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            near.setTcpNoDelay(true);
            far.setTcpNoDelay(true);
            threads.execute(() -> pass(near, far, Direction.REQUESTS));
            threads.execute(() -> pass(far, near, Direction.ANSWERS));
            return true;
        } catch (IOException | RejectedExecutionException e) {
            close();
            return false;
        }
    }

    private void pass(Socket from, Socket to, Direction direction) {
        TlsRecords records = new TlsRecords();
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                int done = 0;
                while (done < n) {
                    int end = records.take(buffer, done, n);
                    if (!relay.swallows(direction)) {
                        out.write(buffer, done, end - done);
                        if (records.ended() > 0) {
                            relay.passed(direction, records.ended());
                        }
                    }
                    done = end;
                }
            }
        } catch (IOException ended) {
            // One end hung up; so do we.
            relay.forget(this);
        }
        close();
    }

    @Override
    public void close() {
        relay.forget(this);
        close(near);
        close(far);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is of no use any more, closed or not.
            return;
        }
    }
}
