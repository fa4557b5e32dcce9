package org.bestpeer.node.tpch;

import io.trino.tpch.Customer;
import io.trino.tpch.LineItem;
import io.trino.tpch.Nation;
import io.trino.tpch.Order;
import io.trino.tpch.Part;
import io.trino.tpch.PartSupplier;
import io.trino.tpch.Region;
import io.trino.tpch.Supplier;
import java.math.BigDecimal;

/** The generator's entities as rows: values in schema order, in the classes that the engine's types have. */
final class TpchRows {
    private TpchRows() {}

    static Object[] region(Region r) {
        return new Object[] {r.getRegionKey(), r.getName(), r.getComment()};
    }

    static Object[] nation(Nation n) {
        return new Object[] {n.getNationKey(), n.getName(), n.getRegionKey(), n.getComment()};
    }

    static Object[] supplier(Supplier s) {
        return new Object[] {
            s.getSupplierKey(),
            s.getName(),
            s.getAddress(),
            s.getNationKey(),
            s.getPhone(),
            hundredths(s.getAccountBalanceInCents()),
            s.getComment()
        };
    }

    static Object[] part(Part p) {
        return new Object[] {
            p.getPartKey(),
            p.getName(),
            p.getManufacturer(),
            p.getBrand(),
            p.getType(),
            p.getSize(),
            p.getContainer(),
            hundredths(p.getRetailPriceInCents()),
            p.getComment()
        };
    }

    static Object[] partSupplier(PartSupplier ps) {
        return new Object[] {
            ps.getPartKey(),
            ps.getSupplierKey(),
            ps.getAvailableQuantity(),
            hundredths(ps.getSupplyCostInCents()),
            ps.getComment()
        };
    }

    static Object[] customer(Customer c) {
        return new Object[] {
            c.getCustomerKey(),
            c.getName(),
            c.getAddress(),
            c.getNationKey(),
            c.getPhone(),
            hundredths(c.getAccountBalanceInCents()),
            c.getMarketSegment(),
            c.getComment()
        };
    }

    static Object[] order(Order o) {
        return new Object[] {
            o.getOrderKey(),
            o.getCustomerKey(),
            String.valueOf(o.getOrderStatus()),
            hundredths(o.getTotalPriceInCents()),
            o.getOrderDate(),
            o.getOrderPriority(),
            o.getClerk(),
            o.getShipPriority(),
            o.getComment()
        };
    }

    static Object[] lineItem(LineItem l) {
        return new Object[] {
            l.getOrderKey(),
            l.getPartKey(),
            l.getSupplierKey(),
            l.getLineNumber(),
            // The generator's quantities are whole; the schema has two decimals as in the standard.
            hundredths(l.getQuantity() * 100),
            hundredths(l.getExtendedPriceInCents()),
            hundredths(l.getDiscountPercent()),
            hundredths(l.getTaxPercent()),
            l.getReturnFlag(),
            l.getStatus(),
            l.getShipDate(),
            l.getCommitDate(),
            l.getReceiptDate(),
            l.getShipInstructions(),
            l.getShipMode(),
            l.getComment()
        };
    }

    private static BigDecimal hundredths(long value) {
        return BigDecimal.valueOf(value, 2);
    }
}
