package org.bestpeer.overlay.sim.explore;

import java.util.Arrays;
import org.bestpeer.overlay.sim.world.EventHash;

/**
 * A state of the whole world in a row of numbers: commands given, what may still go wrong, one number for each process
 * (negative: it does not run), and the messages on their way, sorted. Changed in place, to be used again and again.
 */
final class State {
    private static final int COMMANDS = 0;
    private static final int FAULTS = 1;
    private static final int TIMERS = 2;
    private static final int PROCESSES = 3;
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int BYTE = 0xFF;

    /** What may still go wrong, by its place in the word. */
    enum Fault {
        CRASH(0),
        DUPLICATE(8),
        LOSS(16);

        private final int shift;

        Fault(int shift) {
            this.shift = shift;
        }
    }

    private final int processes;
    private int[] cells;
    private int length;

    State(int processes) {
        this.processes = processes;
        this.length = PROCESSES + processes;
        this.cells = new int[length + 64];
    }

    void bounds(Bounds bounds) {
        cells[FAULTS] = (bounds.crashes() << Fault.CRASH.shift)
                | (bounds.duplicates() << Fault.DUPLICATE.shift)
                | (bounds.losses() << Fault.LOSS.shift);
        cells[TIMERS] = bounds.timers();
    }

    void copyFrom(State other) {
        if (cells.length < other.length) {
            cells = new int[other.length * 2];
        }
        System.arraycopy(other.cells, 0, cells, 0, other.length);
        length = other.length;
    }

    int process(int number) {
        return cells[PROCESSES + number];
    }

    boolean isUp(int number) {
        return process(number) >= 0;
    }

    void up(int number, int local) {
        cells[PROCESSES + number] = local;
    }

    void down(int number, int dead) {
        cells[PROCESSES + number] = -1 - dead;
    }

    /** Number of a process that does not run. */
    int dead(int number) {
        return -1 - process(number);
    }

    boolean isGiven(int command) {
        return (cells[COMMANDS] & (1 << command)) != 0;
    }

    void give(int command) {
        cells[COMMANDS] |= 1 << command;
    }

    int given() {
        return Integer.bitCount(cells[COMMANDS]);
    }

    boolean allows(Fault fault) {
        return left(fault) > 0;
    }

    int left(Fault fault) {
        return (cells[FAULTS] >>> fault.shift) & BYTE;
    }

    void use(Fault fault) {
        cells[FAULTS] -= 1 << fault.shift;
    }

    boolean allowsTimer() {
        return cells[TIMERS] > 0;
    }

    void useTimer() {
        if (cells[TIMERS] != Bounds.ANY) {
            cells[TIMERS]--;
        }
    }

    int flights() {
        return length - PROCESSES - processes;
    }

    int flight(int place) {
        return cells[PROCESSES + processes + place];
    }

    void removeFlight(int place) {
        int cell = PROCESSES + processes + place;
        System.arraycopy(cells, cell + 1, cells, cell, length - cell - 1);
        length--;
    }

    void addFlight(int flight) {
        if (length == cells.length) {
            cells = Arrays.copyOf(cells, length * 2);
        }
        int cell = length++;
        while (cell > PROCESSES + processes && cells[cell - 1] > flight) {
            cells[cell] = cells[cell - 1];
            cell--;
        }
        cells[cell] = flight;
    }

    /** Tells states apart. */
    long hash() {
        long hash = length;
        for (int i = 0; i < length; i++) {
            hash = EventHash.mix((hash + GOLDEN) ^ cells[i]);
        }
        return hash;
    }

    /** Writes it behind its length; returns how many numbers that took. */
    int writeTo(int[] chunk, int at) {
        chunk[at] = length;
        System.arraycopy(cells, 0, chunk, at + 1, length);
        return length + 1;
    }

    int readFrom(int[] chunk, int at) {
        length = chunk[at];
        if (cells.length < length) {
            cells = new int[length * 2];
        }
        System.arraycopy(chunk, at + 1, cells, 0, length);
        return length + 1;
    }

    int written() {
        return length + 1;
    }
}
