package org.bestpeer.node.cli;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What commands need from outside.
 *
 * @param nodes starts nodes
 * @param admin reaches a node's administration
 * @param environment of the process
 * @param prompt asks for a password on the terminal; empty if there is none
 * @param shell runs SQL
 * @param interactive whether somebody sits at a terminal
 * @param stop keeps nodes running until the process is stopped
 */
record Surroundings(
        Nodes nodes,
        AdminConnector admin,
        Map<String, String> environment,
        Function<String, Optional<char[]>> prompt,
        SqlShell shell,
        boolean interactive,
        StopSignal stop) {
    Surroundings {
        environment = Map.copyOf(environment);
    }

    /** Keeps a node running until the process is asked to stop, and closes it then. */
    @FunctionalInterface
    interface StopSignal {
        void hold(Nodes.RunningNode node) throws InterruptedException;
    }
}
