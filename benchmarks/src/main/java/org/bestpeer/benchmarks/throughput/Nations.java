package org.bestpeer.benchmarks.throughput;

/**
 * Nations of one peer.
 *
 * @param first key of the first
 * @param end key after the last
 */
record Nations(int first, int end) {
    static Nations one(int nation) {
        return new Nations(nation, nation + 1);
    }
}
