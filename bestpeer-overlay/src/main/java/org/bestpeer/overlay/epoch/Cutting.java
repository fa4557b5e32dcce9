package org.bestpeer.overlay.epoch;

import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonMessage;
import org.bestpeer.overlay.tree.Change;

/**
 * A change that waits for a peer to say where its range is to be cut.
 *
 * @param donor the peer
 * @param touched whom the change can concern; nothing else is begun with them meanwhile
 * @param change what to do when the cut is known
 */
record Cutting(
        PeerId donor, BatonMessage.AskCut question, Set<PeerId> touched, Function<Key, Optional<Change>> change) {}
