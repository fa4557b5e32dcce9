package org.bestpeer.overlay.sim.explore;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** From which state, and by what, each state was first reached; states are numbered in that order. */
final class Ancestry {
    static final int NONE = -1;

    private int[] parents = new int[1 << 12];
    private long[] choices = new long[1 << 12];
    private short[] depths = new short[1 << 12];
    private int size;
    private int deepest;

    void add(int parent, long choice) {
        if (size == parents.length) {
            parents = Arrays.copyOf(parents, size * 2);
            choices = Arrays.copyOf(choices, size * 2);
            depths = Arrays.copyOf(depths, size * 2);
        }
        parents[size] = parent;
        choices[size] = choice;
        int depth = parent == NONE ? 0 : Math.min(depths[parent] + 1, Short.MAX_VALUE);
        depths[size] = (short) depth;
        deepest = Math.max(deepest, depth);
        size++;
    }

    int size() {
        return size;
    }

    /** Number of steps to the state that is farthest. */
    int deepest() {
        return deepest;
    }

    /** What happened on the way to a state. */
    List<Long> way(int state) {
        List<Long> way = new ArrayList<>();
        for (int at = state; parents[at] != NONE; at = parents[at]) {
            way.add(choices[at]);
        }
        Collections.reverse(way);
        return way;
    }
}
