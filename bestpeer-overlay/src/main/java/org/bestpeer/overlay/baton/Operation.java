package org.bestpeer.overlay.baton;

import java.util.Optional;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.PeerContact;

/** A command that is done in one step or several, each by the holder of a key. */
interface Operation {
    /** Key whose holder does the next step. */
    Key target();

    /** What the holder shall do. */
    Task task();

    /** Who probably holds the target. */
    Optional<PeerContact> firstHop();

    /** Takes the answer to a step. Answers that say nothing of the target change nothing. */
    Progress accept(BatonMessage answer);

    void fail(String reason);

    /** What became of a step. */
    enum Progress {
        NONE,
        SOME,
        FINISHED
    }
}
