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
    private int size;

    void add(int parent, long choice) {
        if (size == parents.length) {
            parents = Arrays.copyOf(parents, size * 2);
            choices = Arrays.copyOf(choices, size * 2);
        }
        parents[size] = parent;
        choices[size] = choice;
        size++;
    }

    int size() {
        return size;
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
