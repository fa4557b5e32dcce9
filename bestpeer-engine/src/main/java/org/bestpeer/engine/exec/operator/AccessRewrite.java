package org.bestpeer.engine.exec.operator;

import java.util.List;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.Operator;

/**
 * Puts the owner's rules under every scan of a plan, before anything of the plan reaches the store. A filter of the user
 * stays above them but for comparisons that see no more than the store does ({@link UserConditions}).
 */
final class AccessRewrite {
    private AccessRewrite() {}

    static Operator apply(Operator plan, OwnedTables tables) {
        if (plan instanceof Operator.Scan scan) {
            return allowed(scan, tables);
        }
        if (plan instanceof Operator.Filter filter && filter.input() instanceof Operator.Scan scan) {
            return UserConditions.over(allowed(scan, tables), filter.condition());
        }
        List<Operator> inputs =
                plan.inputs().stream().map(input -> apply(input, tables)).toList();
        return inputs.isEmpty() ? plan : plan.withInputs(inputs);
    }

    private static Operator allowed(Operator.Scan scan, OwnedTables tables) {
        Operator allowed = tables.policy().rewrite(scan, tables.principal());
        if (!allowed.fields().equals(scan.fields())) {
            throw new BestPeerException(
                    ErrorCode.INTERNAL, "the access policy of table %s changes its columns".formatted(scan.table()));
        }
        return allowed;
    }
}
