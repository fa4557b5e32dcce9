package org.bestpeer.overlay.transport;

import java.util.concurrent.CompletableFuture;

/** A call that awaits its answer. */
final class PendingCall implements Exchange {
    private final CompletableFuture<byte[]> answer = new CompletableFuture<>();

    CompletableFuture<byte[]> answer() {
        return answer;
    }

    @Override
    public boolean received(Frame frame) {
        switch (frame.type()) {
            case ANSWER -> answer.complete(frame.payload());
            case FAILURE -> answer.completeExceptionally(frame.failure());
            default -> throw new TransportException("a call was answered with a frame " + frame.type());
        }
        return false;
    }

    @Override
    public void failed(TransportException why) {
        answer.completeExceptionally(why);
    }
}
