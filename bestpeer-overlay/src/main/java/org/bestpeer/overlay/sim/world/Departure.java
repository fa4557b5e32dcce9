package org.bestpeer.overlay.sim.world;

/** Something that a process does after its disk, or somebody in between, has let it wait; lost if it crashes before. */
final class Departure extends Event {
    private final Life<?, ?> life;
    private final Runnable action;

    Departure(Life<?, ?> life, Runnable action) {
        this.life = life;
        this.action = action;
    }

    @Override
    boolean fire() {
        if (life.isOver()) {
            return false;
        }
        action.run();
        return true;
    }
}
