package org.bestpeer.overlay.transport;

import java.util.concurrent.atomic.LongAdder;

/** Counts frames. Thread-safe. */
final class TrafficCount {
    private final Kind messages = new Kind();
    private final Kind exchanges = new Kind();

    private static final class Kind {
        private final LongAdder sent = new LongAdder();
        private final LongAdder bytesSent = new LongAdder();
        private final LongAdder received = new LongAdder();
        private final LongAdder bytesReceived = new LongAdder();

        TransportTraffic.Count count() {
            return new TransportTraffic.Count(sent.sum(), bytesSent.sum(), received.sum(), bytesReceived.sum());
        }
    }

    void sent(Frame frame) {
        if (counts(frame)) {
            Kind kind = kind(frame);
            kind.sent.increment();
            kind.bytesSent.add(frame.size());
        }
    }

    void received(Frame frame) {
        if (counts(frame)) {
            Kind kind = kind(frame);
            kind.received.increment();
            kind.bytesReceived.add(frame.size());
        }
    }

    private static boolean counts(Frame frame) {
        return switch (frame.type()) {
            case HELLO, REFUSED, PING -> false;
            default -> true;
        };
    }

    private Kind kind(Frame frame) {
        return frame.type() == FrameType.MESSAGE ? messages : exchanges;
    }

    TransportTraffic traffic() {
        return new TransportTraffic(messages.count(), exchanges.count());
    }
}
