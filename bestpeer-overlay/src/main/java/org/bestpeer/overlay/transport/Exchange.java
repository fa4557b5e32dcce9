package org.bestpeer.overlay.transport;

/** A call or stream under way, at the end that asked. */
interface Exchange {
    /** Takes a frame; returns whether more are to come. Runs on the event loop. */
    boolean received(Frame frame);

    /** The connection failed; runs on any thread. */
    void failed(TransportException why);
}
