package org.bestpeer.engine.progress;

/**
 * What was made of the rows of an exchange and sent along with a fragment, to each site that was asked.
 *
 * @param source number of the exchange: a fragment or a step of the plan
 * @param form as what
 * @param count keys or rows; 0 if nothing was sent
 * @param bytes of it, to each site
 */
public record Shipment(int source, Form form, long count, long bytes) {
    /** What is sent along. */
    public enum Form {
        KEYS,
        BLOOM_FILTER,
        ROWS,
        /** Nothing: there were more keys than are worth sending. */
        TOO_MANY
    }
}
