package org.bestpeer.node.tpch;

/** The global schema of TPC-H as a schema file. */
public final class TpchSchema {
    private TpchSchema() {}

    /** The file's text: {@code CREATE TABLE}, {@code CREATE REFERENCE TABLE} and {@code COMMENT ON} statements. */
    public static String sql() {
        return TpchResources.text("schema.sql");
    }
}
