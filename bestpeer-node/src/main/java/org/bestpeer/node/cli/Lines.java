package org.bestpeer.node.cli;

import java.io.PrintWriter;

/** Prints and flushes, so that who waits for a line gets it. */
final class Lines {
    private Lines() {}

    static void print(PrintWriter out, String text) {
        out.println(text);
        out.flush();
    }
}
