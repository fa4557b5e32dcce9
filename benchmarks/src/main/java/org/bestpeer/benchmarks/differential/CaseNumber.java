package org.bestpeer.benchmarks.differential;

/**
 * Which of the cases that follow from a seed.
 *
 * @param round number of the schema
 * @param number of the case within it
 */
public record CaseNumber(int round, int number) {
    /**
     * Reads {@code ROUND.NUMBER}.
     *
     * @throws IllegalArgumentException if it is something else
     */
    public static CaseNumber parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (parts.length != 2 || !parts[0].matches("\\d{1,8}") || !parts[1].matches("\\d{1,8}")) {
            throw new IllegalArgumentException("a case is ROUND.NUMBER, as in 12.34: " + text);
        }
        return new CaseNumber(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]));
    }

    @Override
    public String toString() {
        return round + "." + number;
    }
}
