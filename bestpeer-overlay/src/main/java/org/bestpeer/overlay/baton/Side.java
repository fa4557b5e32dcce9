package org.bestpeer.overlay.baton;

/** Smaller keys are on the left. */
enum Side {
    LEFT,
    RIGHT;

    Side opposite() {
        return this == LEFT ? RIGHT : LEFT;
    }
}
