package org.bestpeer.node.bootstrap;

import java.util.List;
import org.bestpeer.node.bootstrap.CatalogueSnapshot.Participant;

/** What the bootstrap answers. Refusals are no answers: they come as failures of the call, with a code. */
public sealed interface ControlResponse {
    /** The newest catalogue snapshot: its bytes and the bootstrap's signature over them. */
    record Snapshot(byte[] snapshot, byte[] signature) implements ControlResponse {}

    /** What you have is the newest. */
    record UpToDate() implements ControlResponse {}

    /** Done. */
    record Done() implements ControlResponse {}

    /**
     * It is your turn to join.
     *
     * @param contacts peers in the overlay, any of which can take you in; none if you are the first
     * @param millis how long your turn lasts
     */
    record Turn(List<Participant> contacts, long millis) implements ControlResponse {
        public Turn {
            contacts = List.copyOf(contacts);
        }
    }

    /** Another peer is joining; ask again then. */
    record Wait(long millis) implements ControlResponse {}

    /** A new certificate and those of its issuers, PEM, leaf first. */
    record Renewed(List<String> chain) implements ControlResponse {
        public Renewed {
            chain = List.copyOf(chain);
        }
    }

    /** All kinds, for codecs and their tests. */
    static List<Class<? extends ControlResponse>> kinds() {
        return List.of(Snapshot.class, UpToDate.class, Done.class, Turn.class, Wait.class, Renewed.class);
    }
}
