package org.bestpeer.overlay.transport;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;

/**
 * Messages, calls and streams between peers that know each other by certificate. Connections are made when needed and
 * kept; a connection whose far end is not the expected peer is closed. Thread-safe. Handlers are registered before
 * {@link #start}; they run on the transport's workers and may block, but for message handlers, which must not.
 */
public interface PeerTransport extends AutoCloseable {
    /** Starts to listen. */
    void start();

    /** Where it listens, with the real port. */
    PeerAddress localAddress();

    void onMessage(Service service, MessageHandler handler);

    void onCall(Service service, CallHandler handler);

    void onStream(Service service, StreamHandler handler);

    /** Sends without an answer. Best effort: what cannot be sent is dropped. Never blocks. */
    void send(PeerContact to, Service service, byte[] payload);

    /** Sends and awaits an answer; fails with {@link TransportException}. */
    CompletableFuture<byte[]> call(PeerContact to, Service service, byte[] request, Duration timeout);

    /**
     * Opens a stream of messages from a peer; returns at once. At most {@code window} messages are under way: taking
     * one gives the sender credit for the next.
     *
     * @param timeout for the whole stream, however much of it has come
     */
    IncomingStream open(PeerContact to, Service service, byte[] request, int window, Duration timeout);

    @Override
    void close();

    /** Takes messages in the order in which each peer sent them. Must not block. */
    interface MessageHandler {
        void receive(PeerIdentity from, byte[] payload);
    }

    /** Answers calls. What it throws as {@link TransportException.Remote} reaches the caller with its code and message. */
    interface CallHandler {
        byte[] call(PeerIdentity from, byte[] request) throws Exception;
    }

    /** Feeds streams: returning ends the stream, throwing {@link TransportException.Remote} fails it at the far end. */
    interface StreamHandler {
        void serve(PeerIdentity from, byte[] request, OutgoingStream out) throws Exception;
    }

    /** The sending end of a stream. */
    interface OutgoingStream {
        /** For a sender that has all the time. */
        Duration FOREVER = Duration.ofDays(1);

        /** Sends a message; blocks while there is no credit; throws {@link TransportException} once the far end is gone. */
        default void send(byte[] message) {
            send(message, FOREVER);
        }

        /**
         * Sends a message; blocks while there is no credit.
         *
         * @throws TransportException once the far end is gone, or if it took nothing for that long
         */
        void send(byte[] message, Duration patience);

        /** The same for the last message, with which the stream ends. */
        void sendLast(byte[] message, Duration patience);

        /** Whether the far end cancelled or went away. */
        boolean cancelled();

        /** Runs once, on any thread, when the far end cancels or goes away; at once if it already did. */
        void onCancel(Runnable action);
    }

    /** The receiving end of a stream; pulled by one thread, closed by any. */
    interface IncomingStream extends AutoCloseable {
        /**
         * The next message, or null at the end; blocks.
         *
         * @throws TransportException if the peer failed, is gone or has not ended the stream within its timeout
         */
        byte @org.jspecify.annotations.Nullable [] next();

        /** Tells the sender to stop, unless it has ended. Idempotent. */
        @Override
        void close();
    }
}
