package org.bestpeer.node.tpch;

import com.google.common.collect.Iterators;
import io.trino.tpch.CustomerGenerator;
import io.trino.tpch.LineItemGenerator;
import io.trino.tpch.NationGenerator;
import io.trino.tpch.OrderGenerator;
import io.trino.tpch.PartGenerator;
import io.trino.tpch.PartSupplierGenerator;
import io.trino.tpch.RegionGenerator;
import io.trino.tpch.SupplierGenerator;
import io.trino.tpch.TextPool;
import java.util.Iterator;
import java.util.Locale;

/** The eight tables, in an order in which every table comes after those it refers to. */
public enum TpchTable {
    REGION(Role.REFERENCE, 0),
    NATION(Role.REFERENCE, 0),
    SUPPLIER(Role.SUPPLIER, SupplierGenerator.SCALE_BASE),
    PART(Role.SUPPLIER, PartGenerator.SCALE_BASE),
    PARTSUPP(Role.SUPPLIER, PartGenerator.SCALE_BASE),
    CUSTOMER(Role.RETAILER, CustomerGenerator.SCALE_BASE),
    ORDERS(Role.RETAILER, OrderGenerator.SCALE_BASE),
    LINEITEM(Role.RETAILER, OrderGenerator.SCALE_BASE);

    /** Makes the text that comments are cut from, which takes seconds and which otherwise the first row does. */
    public static void prepareText() {
        TextPool.getDefaultTextPool();
    }

    /** Who has the table in the supply-chain layout. */
    enum Role {
        REFERENCE,
        SUPPLIER,
        RETAILER
    }

    private final Role role;
    private final int keysAtScaleOne;

    TpchTable(Role role, int keysAtScaleOne) {
        this.role = role;
        this.keysAtScaleOne = keysAtScaleOne;
    }

    /** Name in the schema. */
    public String tableName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether one company publishes the table for all. */
    public boolean isReference() {
        return role == Role.REFERENCE;
    }

    Role role() {
        return role;
    }

    /** Number of distinct values of the leading key: orders for lineitem, parts for partsupp. */
    long keys(double scale) {
        return (long) (keysAtScaleOne * scale);
    }

    /**
     * Which leading key, counted from 0, a row belongs to. Order keys have gaps: of every 32 only the first 8 are used.
     */
    long keyIndex(Object[] row) {
        long key = (Long) row[0];
        return this == ORDERS || this == LINEITEM ? (key >> 5 << 3) + (key & 7) - 1 : key - 1;
    }

    /** Rows of the part-th (from 1) of so many contiguous key ranges, generated as they are asked for. */
    Iterator<Object[]> rows(double scale, int part, int parts) {
        return switch (this) {
            case REGION -> Iterators.transform(new RegionGenerator().iterator(), TpchRows::region);
            case NATION -> Iterators.transform(new NationGenerator().iterator(), TpchRows::nation);
            case SUPPLIER ->
                Iterators.transform(new SupplierGenerator(scale, part, parts).iterator(), TpchRows::supplier);
            case PART -> Iterators.transform(new PartGenerator(scale, part, parts).iterator(), TpchRows::part);
            case PARTSUPP ->
                Iterators.transform(new PartSupplierGenerator(scale, part, parts).iterator(), TpchRows::partSupplier);
            case CUSTOMER ->
                Iterators.transform(new CustomerGenerator(scale, part, parts).iterator(), TpchRows::customer);
            case ORDERS -> Iterators.transform(new OrderGenerator(scale, part, parts).iterator(), TpchRows::order);
            case LINEITEM ->
                Iterators.transform(new LineItemGenerator(scale, part, parts).iterator(), TpchRows::lineItem);
        };
    }
}
