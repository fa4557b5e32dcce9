package org.bestpeer.engine.plan;

/**
 * What a query makes peers do, as far as ways of joining differ in it.
 *
 * @param rounds how many times somebody waits for the rows of another, one after the other
 * @param tasks fragments at sites
 * @param bytes bytes that come to the home peer or go from it
 * @param shuffledBytes bytes that go from owners to other peers
 */
public record Work(double rounds, double tasks, double bytes, double shuffledBytes) {
    /** Bytes that somebody sends. */
    double allBytes() {
        return bytes + shuffledBytes;
    }
}
