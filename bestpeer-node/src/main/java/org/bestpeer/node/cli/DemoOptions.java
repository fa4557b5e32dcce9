package org.bestpeer.node.cli;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a demo network looks like.
 *
 * @param peers normal peers, one company each
 * @param scale TPC-H scale factor
 * @param layout how the data is split over the peers
 * @param data directory to keep it in; a temporary one if empty
 * @param freePorts whether to leave the standard ports alone
 */
public record DemoOptions(int peers, double scale, Layout layout, Optional<Path> data, boolean freePorts) {
    /** How TPC-H rows are split over companies. */
    public enum Layout {
        EVEN("even"),
        COLOCATED("colocated"),
        SUPPLY_CHAIN("supply-chain");

        private final String word;

        Layout(String word) {
            this.word = word;
        }

        @Override
        public String toString() {
            return word;
        }
    }
}
