package org.bestpeer.benchmarks.tpch;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bestpeer.node.tpch.TpchQuery;

/**
 * Parameters of the 22 queries in place of the validation parameters (TPC-H, section 2.1.3). Immutable.
 *
 * <p>The queries' texts hold the validation parameters, so that each of them can be run as it stands; a parameter is
 * found by its text, where any white space is as good as any other.
 */
public final class Substitution {
    /** The validation parameters. */
    public static final Substitution VALIDATION = new Substitution(Map.of());

    private final Map<TpchQuery, Map<String, String>> replacements;

    Substitution(Map<TpchQuery, Map<String, String>> replacements) {
        this.replacements = Map.copyOf(replacements);
    }

    /** Parameters that the standard allows; the same for the same seed and scale. */
    public static Substitution random(long seed, double scale) {
        return new RandomParameters(seed, scale).all();
    }

    /** So many different ones, for rounds of which each asks other questions; the same for the same seed and scale. */
    public static List<Substitution> series(long seed, double scale, int count) {
        SplittableRandom seeds = new SplittableRandom(seed);
        return Stream.generate(() -> random(seeds.nextLong(), scale))
                .limit(count)
                .toList();
    }

    /**
     * Puts the parameters into a text of the query.
     *
     * @param text with the validation parameters
     * @throws IllegalArgumentException if one of these is not to be found
     */
    public String apply(TpchQuery query, String text) {
        Map<String, String> byText = replacements.getOrDefault(query, Map.of());
        if (byText.isEmpty()) {
            return text;
        }
        Pattern pattern = Pattern.compile(byText.keySet().stream()
                .sorted((a, b) -> Integer.compare(b.length(), a.length()))
                .map(from -> Pattern.quote(from).replace(" ", "\\E\\s+\\Q"))
                .collect(Collectors.joining("|")));
        Matcher matcher = pattern.matcher(text);
        StringBuilder result = new StringBuilder();
        Set<String> missing = new TreeSet<>(byText.keySet());
        while (matcher.find()) {
            String from = matcher.group().replaceAll("\\s+", " ");
            missing.remove(from);
            matcher.appendReplacement(result, Matcher.quoteReplacement(byText.getOrDefault(from, from)));
        }
        if (!missing.isEmpty()) {
            throw new IllegalArgumentException("the text of %s has no %s".formatted(query.label(), missing));
        }
        return matcher.appendTail(result).toString();
    }
}
