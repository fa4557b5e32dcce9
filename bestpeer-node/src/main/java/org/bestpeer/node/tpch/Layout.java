package org.bestpeer.node.tpch;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** How the rows are spread over the companies of a network. Reference tables have one publisher in all of them. */
public enum Layout {
    /**
     * The first half of the companies are suppliers (supplier, part, partsupp), the others retailers (customer, orders,
     * lineitem); within a role as in {@link #COLOCATED}. Of an odd number the larger part are retailers, who have most
     * of the rows. A single company has both roles.
     */
    SUPPLY_CHAIN,
    /** Contiguous key ranges: orders with their lines, parts with their supplies, customers and suppliers by own key. */
    COLOCATED,
    /** Row i of each table goes to company i mod N, so that no join finds its partners in one place. */
    EVEN;

    /** Number of the company that publishes the reference tables. */
    public static final int PUBLISHER = 0;

    /** The layout of that name, as users write it: {@code supply-chain}, {@code colocated}, {@code even}. */
    public static Optional<Layout> named(String label) {
        return Arrays.stream(values()).filter(l -> l.label().equals(label)).findFirst();
    }

    /** All names, for messages. */
    public static String labels() {
        return Arrays.stream(values()).map(Layout::label).collect(Collectors.joining(", "));
    }

    /** Name as users write it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Names of so many companies, in the order of their numbers. */
    public List<String> companyNames(int companies) {
        return IntStream.range(0, companies)
                .mapToObj(company -> companyName(company, companies))
                .toList();
    }

    private String companyName(int company, int companies) {
        if (this != SUPPLY_CHAIN || companies == 1) {
            return "company-" + (company + 1);
        }
        int suppliers = suppliers(companies);
        return company < suppliers ? "supplier-" + (company + 1) : "retailer-" + (company - suppliers + 1);
    }

    /** The companies among which a table is split. */
    Slots slots(TpchTable table, int companies) {
        if (table.isReference()) {
            return new Slots(PUBLISHER, 1);
        }
        if (this != SUPPLY_CHAIN || companies == 1) {
            return new Slots(0, companies);
        }
        int suppliers = suppliers(companies);
        return table.role() == TpchTable.Role.SUPPLIER
                ? new Slots(0, suppliers)
                : new Slots(suppliers, companies - suppliers);
    }

    private static int suppliers(int companies) {
        return companies / 2;
    }

    /** So many companies from the first on. */
    record Slots(int first, int count) {
        boolean contains(int company) {
            return company >= first && company < first + count;
        }
    }
}
