package org.bestpeer.overlay.tree;

/** Smaller keys are on the left. */
public enum Side {
    LEFT,
    RIGHT;

    public Side opposite() {
        return this == LEFT ? RIGHT : LEFT;
    }
}
