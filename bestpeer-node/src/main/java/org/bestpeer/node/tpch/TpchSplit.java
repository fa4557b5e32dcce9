package org.bestpeer.node.tpch;

import com.google.common.collect.AbstractIterator;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * TPC-H data of one scale, split over companies numbered from 0.
 *
 * @param layout who gets what
 * @param scale 1 makes six million lineitem rows
 * @param companies how many there are
 */
public record TpchSplit(Layout layout, double scale, int companies) {
    public TpchSplit {
        TpchData.checkedScale(scale);
        if (companies < 1) {
            throw new IllegalArgumentException("a split needs at least one company: " + companies);
        }
    }

    /** Names of the companies, in the order of their numbers. */
    public List<String> companyNames() {
        return layout.companyNames(companies);
    }

    /** Whether the company has rows of the table to share. */
    public boolean shares(TpchTable table, int company) {
        return layout.slots(table, companies).contains(company);
    }

    /**
     * The company that gets a row.
     *
     * @param index number of the row in its table, from 0
     */
    public int companyOf(TpchTable table, long index, Object[] row) {
        Layout.Slots slots = layout.slots(table, companies);
        if (slots.count() == 1) {
            return slots.first();
        }
        return slots.first() + (layout == Layout.EVEN ? (int) (index % slots.count()) : range(table, row, slots));
    }

    // The same ranges as the generator's parts, so that a company's rows can be generated without everybody else's.
    private int range(TpchTable table, Object[] row, Layout.Slots slots) {
        long width = table.keys(scale) / slots.count();
        int last = slots.count() - 1;
        return width == 0 ? last : (int) Math.min(table.keyIndex(row) / width, last);
    }

    /** The rows of one company, in the order of their keys; none if the company does not share the table. */
    public Iterator<Object[]> rows(TpchTable table, int company) {
        Layout.Slots slots = layout.slots(table, companies);
        if (!slots.contains(company)) {
            return Collections.emptyIterator();
        }
        if (layout != Layout.EVEN || slots.count() == 1) {
            return table.rows(scale, company - slots.first() + 1, slots.count());
        }
        return everyNth(table.rows(scale, 1, 1), company, slots.count());
    }

    private static Iterator<Object[]> everyNth(Iterator<Object[]> all, int first, int step) {
        return new AbstractIterator<>() {
            private int skip = first;

            @Override
            protected Object @Nullable [] computeNext() {
                for (; skip > 0 && all.hasNext(); skip--) {
                    all.next();
                }
                skip = step - 1;
                return all.hasNext() ? all.next() : endOfData();
            }
        };
    }
}
