package org.bestpeer.engine.plan;

import java.util.List;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/**
 * What a statement computes, without a place for any of it. Immutable, so that any number of executions share it.
 *
 * @param root the plan; values to be bound are {@link Scalar.Parameter}s
 * @param fields names and types of the result
 * @param parameterTypes type of each parameter
 * @param schemaVersion version of the global schema that it was made for
 */
public record LogicalPlan(Operator root, List<Field> fields, List<DataType> parameterTypes, long schemaVersion) {
    public LogicalPlan {
        fields = List.copyOf(fields);
        parameterTypes = List.copyOf(parameterTypes);
    }

    /** The plan with values in place of parameters, and what became constant computed. */
    public Operator bind(List<? extends @Nullable Object> values) {
        if (values.size() != parameterTypes.size()) {
            throw new BestPeerException(
                    ErrorCode.INVALID_PARAMETER,
                    "the statement has %d parameters, but %d values were given"
                            .formatted(parameterTypes.size(), values.size()));
        }
        return Operators.mapScalars(
                root,
                scalar -> ConstantFolding.fold(Scalars.rewrite(
                        scalar,
                        part -> part instanceof Scalar.Parameter p
                                ? new Scalar.Literal(values.get(p.index()), p.type())
                                : part)));
    }
}
