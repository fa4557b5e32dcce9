package org.bestpeer.overlay.sim.world;

import org.bestpeer.overlay.env.Scheduler;

/** A timer of one life of a process, or a command to it; late if the process stands still. */
final class TimerEvent extends Event implements Scheduler.Timer {
    private final Host<?, ?> host;
    private final Life<?, ?> life;
    private final long due;
    private final Runnable action;

    TimerEvent(Host<?, ?> host, Life<?, ?> life, long due, Runnable action) {
        this.host = host;
        this.life = life;
        this.due = due;
        this.action = action;
    }

    Host<?, ?> host() {
        return host;
    }

    /** When it is due by the host's clock. */
    long due() {
        return due;
    }

    @Override
    boolean fire() {
        return !life.isOver() && !host.defers(this) && host.expire(life, due, action);
    }

    @Override
    public void cancel() {
        host.cancel(this);
    }
}
