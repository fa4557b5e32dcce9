package org.bestpeer.node.bootstrap;

import java.util.List;

/** What the bootstrap answers. Refusals are no answers: they come as failures of the call, with a code. */
public sealed interface ControlResponse {
    /** The newest catalogue snapshot: its bytes and the bootstrap's signature over them. */
    record Snapshot(byte[] snapshot, byte[] signature) implements ControlResponse {}

    /** What you have is the newest. */
    record UpToDate() implements ControlResponse {}

    /** A new certificate and those of its issuers, PEM, leaf first. */
    record Renewed(List<String> chain) implements ControlResponse {
        public Renewed {
            chain = List.copyOf(chain);
        }
    }

    /** All kinds, for codecs and their tests. */
    static List<Class<? extends ControlResponse>> kinds() {
        return List.of(Snapshot.class, UpToDate.class, Renewed.class);
    }
}
