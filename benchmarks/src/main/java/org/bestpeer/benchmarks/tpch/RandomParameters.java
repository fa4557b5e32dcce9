package org.bestpeer.benchmarks.tpch;

import com.google.common.collect.Lists;
import io.trino.tpch.Distributions;
import io.trino.tpch.Nation;
import io.trino.tpch.NationGenerator;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.bestpeer.node.tpch.TpchQuery;

/** Draws the parameters as TPC-H says for each query (sections 2.4.1.3 to 2.4.22.3). */
final class RandomParameters {
    private static final Distributions VALUES = Distributions.getDefaultDistributions();
    private static final List<String> REGIONS = VALUES.getRegions().getValues();
    private static final List<String> MODES = VALUES.getShipModes().getValues();
    private static final List<String> TYPES = VALUES.getPartTypes().getValues();
    private static final List<String> CONTAINERS = VALUES.getPartContainers().getValues();
    private static final List<String> COLOURS = VALUES.getPartColors().getValues();
    private static final List<String> SEGMENTS = VALUES.getMarketSegments().getValues();
    private static final List<Nation> NATIONS = List.copyOf(Lists.newArrayList(new NationGenerator().iterator()));
    private static final List<String> WORDS_1 = List.of("special", "pending", "unusual", "express");
    private static final List<String> WORDS_2 = List.of("packages", "requests", "accounts", "deposits");

    private final Random random;
    private final double scale;

    RandomParameters(long seed, double scale) {
        this.random = new Random(seed);
        this.scale = scale;
    }

    Substitution all() {
        Map<TpchQuery, Map<String, String>> all = new HashMap<>();
        TpchQuery.all().forEach(query -> all.put(query, of(query)));
        return new Substitution(all);
    }

    private Map<String, String> of(TpchQuery query) {
        return switch (query.number()) {
            case 1 -> Map.of("'90'", "'" + between(60, 120) + "'");
            case 2 ->
                Map.of(
                        "p_size = 15", "p_size = " + between(1, 50),
                        "%BRASS", "%" + words(one(TYPES), 2, 3),
                        "'EUROPE'", text(one(REGIONS)));
            case 3 ->
                Map.of(
                        "'BUILDING'", text(one(SEGMENTS)),
                        "'1995-03-15'", text(LocalDate.of(1995, 3, between(1, 31))));
            case 4 -> Map.of("'1993-07-01'", text(month(1993, 1, 58)));
            case 5 -> Map.of("'ASIA'", text(one(REGIONS)), "'1994-01-01'", text(year()));
            case 6 ->
                Map.of(
                        "'1994-01-01'", text(year()),
                        "0.06", "0.0" + between(2, 9),
                        "l_quantity < 24", "l_quantity < " + between(24, 25));
            case 7 -> {
                List<String> nations = some(2, this::nation);
                yield Map.of("'FRANCE'", text(nations.get(0)), "'GERMANY'", text(nations.get(1)));
            }
            case 8 -> {
                Nation nation = one(NATIONS);
                yield Map.of(
                        "'BRAZIL'", text(nation.getName()),
                        "'AMERICA'", text(REGIONS.get((int) nation.getRegionKey())),
                        "ECONOMY ANODIZED STEEL", one(TYPES));
            }
            case 9 -> Map.of("%green%", "%" + one(COLOURS) + "%");
            case 10 -> Map.of("'1993-10-01'", text(month(1993, 2, 24)));
            case 11 ->
                Map.of(
                        "'GERMANY'", text(nation()),
                        "0.0001", String.format(Locale.ROOT, "%.10f", 0.0001 / scale));
            case 12 -> {
                List<String> modes = some(2, () -> one(MODES));
                yield Map.of("'MAIL'", text(modes.get(0)), "'SHIP'", text(modes.get(1)), "'1994-01-01'", text(year()));
            }
            case 13 -> Map.of("%special%requests%", "%" + one(WORDS_1) + "%" + one(WORDS_2) + "%");
            case 14 -> Map.of("'1995-09-01'", text(month(1993, 1, 60)));
            case 15 -> Map.of("'1996-01-01'", text(month(1993, 1, 58)));
            case 16 -> {
                List<String> sizes = some(8, () -> String.valueOf(between(1, 50)));
                yield Map.of(
                        "'Brand#45'", text(brand()),
                        "MEDIUM POLISHED%", words(one(TYPES), 0, 2) + "%",
                        "49, 14, 23, 45, 19, 3, 36, 9", String.join(", ", sizes));
            }
            case 17 -> Map.of("'Brand#23'", text(brand()), "'MED BOX'", text(one(CONTAINERS)));
            case 18 -> Map.of("> 300", "> " + between(312, 315));
            case 19 -> ofDiscounts();
            case 20 ->
                Map.of(
                        "forest%", one(COLOURS) + "%",
                        "'1994-01-01'", text(year()),
                        "'CANADA'", text(nation()));
            case 21 -> Map.of("'SAUDI ARABIA'", text(nation()));
            case 22 -> ofCodes();
            default -> throw new IllegalArgumentException("no parameters of " + query.label());
        };
    }

    private Map<String, String> ofDiscounts() {
        Map<String, String> all = new LinkedHashMap<>();
        List.of("'Brand#12'", "'Brand#23'", "'Brand#34'").forEach(brand -> all.put(brand, text(brand())));
        for (int i = 0; i < 3; i++) {
            int before = i == 0 ? 1 : i * 10;
            int from = between(i == 0 ? 1 : i * 10, (i + 1) * 10);
            all.put(quantities(before), quantities(from));
        }
        return all;
    }

    private static String quantities(int from) {
        return "l_quantity >= %d and l_quantity <= %d + 10".formatted(from, from);
    }

    private Map<String, String> ofCodes() {
        List<String> before = List.of("'13'", "'31'", "'23'", "'29'", "'30'", "'18'", "'17'");
        List<String> codes = some(before.size(), () -> String.valueOf(between(10, 34)));
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < codes.size(); i++) {
            all.put(before.get(i), text(codes.get(i)));
        }
        return all;
    }

    private String nation() {
        return one(NATIONS).getName();
    }

    private static String words(String text, int from, int to) {
        return String.join(" ", List.of(text.split(" ")).subList(from, to));
    }

    private String brand() {
        return "Brand#" + between(1, 5) + between(1, 5);
    }

    private LocalDate year() {
        return LocalDate.of(between(1993, 1997), 1, 1);
    }

    /** The first of one of so many months from that on. */
    private LocalDate month(int year, int month, int months) {
        return LocalDate.of(year, month, 1).plusMonths(random.nextInt(months));
    }

    /** Both included. */
    private int between(int from, int to) {
        return from + random.nextInt(to - from + 1);
    }

    private <T> T one(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    private static String text(Object value) {
        return "'" + value + "'";
    }

    private static List<String> some(int count, Supplier<String> draw) {
        List<String> values = new ArrayList<>();
        while (values.size() < count) {
            String value = draw.get();
            if (!values.contains(value)) {
                values.add(value);
            }
        }
        return Collections.unmodifiableList(values);
    }
}
