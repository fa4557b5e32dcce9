package org.bestpeer.engine.exec.operator;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.exec.StoreScan;
import org.bestpeer.engine.exec.TableSource;
import org.bestpeer.engine.type.TypeKind;

/**
 * What of a plan's bottom a store reads by itself: a scan, with the conjuncts of a filter directly over it that the store
 * evaluates as we do.
 *
 * @param scan what to ask the store for
 * @param rest the conjuncts that run on our side
 */
record StorePushdown(StoreScan scan, Optional<Scalar> rest) {
    /** Empty unless the operator is a scan, or a filter over one. */
    static Optional<StorePushdown> of(Operator operator, TableSource source) {
        if (operator instanceof Operator.Scan scan) {
            return Optional.of(new StorePushdown(
                    new StoreScan(scan, Optional.empty(), List.of(), OptionalLong.empty()), Optional.empty()));
        }
        if (operator instanceof Operator.Filter filter && filter.input() instanceof Operator.Scan scan) {
            List<Scalar> pushed = new ArrayList<>();
            List<Scalar> rest = new ArrayList<>();
            Conjuncts.of(filter.condition()).forEach(part -> (source.canEvaluate(part) ? pushed : rest).add(part));
            return Optional.of(new StorePushdown(
                    new StoreScan(scan, Conjuncts.all(pushed), List.of(), OptionalLong.empty()), Conjuncts.all(rest)));
        }
        return Optional.empty();
    }

    /** The same with the first rows only, if the store can tell which these are. */
    StorePushdown limited(List<SortKey> order, long rows) {
        if (rest.isPresent() || order.stream().anyMatch(this::isCollated)) {
            return this;
        }
        return new StorePushdown(new StoreScan(scan.scan(), scan.filter(), order, OptionalLong.of(rows)), rest);
    }

    /** Stores have their own idea of the order of texts. */
    private boolean isCollated(SortKey key) {
        TypeKind kind = scan.scan().fields().get(key.column()).type().kind();
        return kind == TypeKind.VARCHAR || kind == TypeKind.VARBINARY;
    }
}
