package org.bestpeer.benchmarks.faults;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for peers that listen, end and listen there again: not of those that systems give to connections going out, or one of
 * these might have it meanwhile.
 */
final class Ports {
    private static final int FIRST = 15_000;
    private static final int END = 32_000;
    private static final int TRIES = 100;

    private Ports() {}

    /** One that nobody listens on. */
    static int free() throws IOException {
        IOException failure = new IOException("no free port");
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, END);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return probe.getLocalPort();
            } catch (IOException taken) {
                failure.addSuppressed(taken);
            }
        }
        throw failure;
    }
}
