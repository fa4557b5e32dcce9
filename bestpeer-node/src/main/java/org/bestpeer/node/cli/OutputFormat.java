package org.bestpeer.node.cli;

/** How results are printed. */
enum OutputFormat {
    table,
    csv,
    tsv,
    json
}
