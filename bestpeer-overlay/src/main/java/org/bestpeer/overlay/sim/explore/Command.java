package org.bestpeer.overlay.sim.explore;

import java.util.function.Consumer;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.sim.world.Process;

/**
 * Something that a process is told to do from outside. It must touch nothing but that process; what comes of it must be kept
 * in the process, too.
 *
 * @param name for the trace
 * @param peer who is told
 * @param action what it does
 * @param anew whether instead its machine is lost, and it starts with an empty disk
 * @param <M> kind of message
 */
public record Command<M>(String name, PeerId peer, Consumer<? super Process<M>> action, boolean anew) {
    /** A process does something. */
    public Command(String name, PeerId peer, Consumer<? super Process<M>> action) {
        this(name, peer, action, false);
    }

    /** A process loses its machine, and starts with an empty disk. */
    public static <M> Command<M> anew(PeerId peer) {
        return new Command<>("start anew without a disk", peer, process -> {}, true);
    }
}
