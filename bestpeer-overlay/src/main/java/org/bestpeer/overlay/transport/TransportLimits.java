package org.bestpeer.overlay.transport;

import java.time.Duration;
import java.util.stream.Stream;

/** What a transport may use; nothing in it grows beyond these. */
public record TransportLimits(Sizes sizes, Times times, Counts counts) {
    private static final int KIB = 1024;
    private static final int MIB = 1024 * KIB;

    /**
     * Bytes.
     *
     * @param greeting largest frame before the far end has been greeted
     * @param message largest message, request or answer
     * @param item largest message of a stream
     * @param sendBuffer bytes waiting for a connection above which messages are dropped and streams wait
     */
    public record Sizes(int greeting, int message, int item, int sendBuffer) {
        public Sizes {
            if (greeting < 1 || message < 1 || item < 1 || sendBuffer < 1) {
                throw new IllegalArgumentException("sizes must be positive");
            }
        }
    }

    /**
     * Durations.
     *
     * @param connect for a TCP connection
     * @param handshake from the TCP connection to the end of the greeting
     * @param silence after which a far end that sends nothing is taken for dead
     * @param idle after which a connection that nobody uses is closed by the dialling end
     * @param age after which a connection takes no new requests, so that renewed certificates come into use
     */
    public record Times(Duration connect, Duration handshake, Duration silence, Duration idle, Duration age) {
        public Times {
            if (Stream.of(connect, handshake, silence, idle, age)
                    .anyMatch(time -> time.isZero() || time.isNegative())) {
                throw new IllegalArgumentException("times must be positive");
            }
        }
    }

    /**
     * Numbers.
     *
     * @param perAddress accepted connections from one address
     * @param connections accepted connections in all
     * @param requests calls and streams under way on one connection
     * @param workers threads for the handlers of one service
     */
    public record Counts(int perAddress, int connections, int requests, int workers) {
        public Counts {
            if (perAddress < 1 || connections < 1 || requests < 1 || workers < 1) {
                throw new IllegalArgumentException("counts must be positive");
            }
        }
    }

    public static TransportLimits defaults() {
        return new TransportLimits(
                new Sizes(16 * KIB, MIB, 8 * MIB, 8 * MIB),
                new Times(
                        Duration.ofSeconds(3),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(5),
                        Duration.ofMinutes(5),
                        Duration.ofHours(1)),
                new Counts(256, 4096, 256, 128));
    }

    public TransportLimits with(Sizes other) {
        return new TransportLimits(other, times, counts);
    }

    public TransportLimits with(Times other) {
        return new TransportLimits(sizes, other, counts);
    }

    public TransportLimits with(Counts other) {
        return new TransportLimits(sizes, times, other);
    }
}
