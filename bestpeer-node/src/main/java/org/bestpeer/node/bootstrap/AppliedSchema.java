package org.bestpeer.node.bootstrap;

/**
 * A version of a network's global schema.
 *
 * @param version 1 and up; 0 if no schema was applied yet
 * @param sql the schema file; empty for version 0
 */
public record AppliedSchema(int version, String sql) {
    static final AppliedSchema NONE = new AppliedSchema(0, "");
}
