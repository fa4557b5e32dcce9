package org.bestpeer.node.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/** In the list of commands for those who look for it; the launcher runs the benchmark suite, which is built on this program. */
@Command(
        name = "tpch",
        description = {
            "Runs the 22 TPC-H queries on a network of its own, checks every answer, and compares the times with other"
                    + " systems': all options are shown by ./bestpeer tpch --help."
        },
        footer = {"", "Example:", "  ./bestpeer tpch --scale 0.1 --layout colocated --compare stock,hsqldb,duckdb"})
final class TpchCommand implements Runnable {
    @Unmatched
    List<String> options = List.of();

    @Override
    public void run() {
        throw new CliException(
                "the benchmark suite is run from the source tree: ./bestpeer tpch " + String.join(" ", options));
    }
}
