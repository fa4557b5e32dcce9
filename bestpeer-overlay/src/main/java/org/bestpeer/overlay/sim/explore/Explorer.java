package org.bestpeer.overlay.sim.explore;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;

/**
 * Looks at all courses of events in a small world, up to bounds: every order of messages on their way, commands at any
 * moment, crashes between and within steps, duplicates, losses. Timers expire only while no message is on its way; those of
 * one process in order, those of different processes in any.
 *
 * @param <M> kind of message
 * @param <S> kind of snapshot
 * @param <V> kind of view
 */
public final class Explorer<M, S, V> {
    private static final int MOST_COMMANDS = 31;

    private final ExplorerSpec<M, S, V> spec;
    private final List<PeerContact> processes;
    private List<Command<M>> prelude = List.of();
    private int preludeTimers;
    private Options options = Options.NONE;
    private Predicate<PeerId> mayCrash = peer -> true;

    /** All processes start before anything else happens, in this order. */
    public Explorer(ExplorerSpec<M, S, V> spec, List<PeerContact> processes) {
        this.spec = spec;
        this.processes = List.copyOf(processes);
    }

    /**
     * Does something first, in one fixed order: each command, then all messages that come of it, first in first out.
     *
     * @param timers number of timers that expire after each of the commands, and of the start
     */
    public Explorer<M, S, V> after(List<Command<M>> commands, int timers) {
        prelude = List.copyOf(commands);
        preludeTimers = timers;
        return this;
    }

    /**
     * Also checks, at about twice the cost, that states with the same hash behave the same, by reaching them in two ways.
     * {@link #explore} then throws an {@link IllegalStateException} that names both.
     */
    public Explorer<M, S, V> audited() {
        options = new Options(true, options.instant(), options.brief(), options.deep());
        return this;
    }

    /**
     * Tells short timers from others.
     *
     * @param instant timers that are set to no more than this expire at the end of the step in which they are set
     * @param brief timers that are set to no more than this expire before all longer ones, and do not count
     */
    public Explorer<M, S, V> quick(Duration instant, Duration brief) {
        options = new Options(options.audited(), instant, brief, options.deep());
        return this;
    }

    /**
     * Goes on with the newest states as well as with the oldest: what ends at its bound on states has then seen some
     * courses of events up to their end. Traces are not the shortest.
     */
    public Explorer<M, S, V> deep() {
        options = new Options(options.audited(), options.instant(), options.brief(), true);
        return this;
    }

    /** Only these crash; at first, all do. */
    public Explorer<M, S, V> crashing(Predicate<PeerId> victims) {
        mayCrash = victims;
        return this;
    }

    /** Gives these commands at any moment and in any order, and checks every state that can be reached. */
    public Exploration explore(List<Command<M>> commands, Bounds bounds, SituationCheck<V> check) {
        if (commands.size() > MOST_COMMANDS) {
            throw new IllegalArgumentException("more than %d commands".formatted(MOST_COMMANDS));
        }
        List<Command<M>> all = new ArrayList<>(prelude);
        all.addAll(commands);
        Cast<M, S, V> cast = new Cast<>(spec, processes, List.copyOf(all), mayCrash, options);
        Opening<M, S, V> opening = new Opening<>(cast);
        State root = opening.play(prelude.size(), preludeTimers);
        return new Search<>(cast, prelude.size(), bounds, check).from(root);
    }
}
