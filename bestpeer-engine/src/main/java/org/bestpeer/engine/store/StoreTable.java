package org.bestpeer.engine.store;

/**
 * The stored table behind a shared one. Its rows are numbered, so that a load is visible up to a number and a scan
 * can go through the table piece by piece.
 *
 * @param schema schema of the stored table
 * @param name its name
 * @param rowColumn name of the column that numbers the rows from 0
 */
public record StoreTable(String schema, String name, String rowColumn) {}
