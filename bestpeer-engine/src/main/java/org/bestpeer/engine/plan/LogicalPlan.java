package org.bestpeer.engine.plan;

import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
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
    private static final LocalDateTime EPOCH = LocalDateTime.of(1970, 1, 1, 0, 0);

    public LogicalPlan {
        fields = List.copyOf(fields);
        parameterTypes = List.copyOf(parameterTypes);
    }

    /**
     * The plan with values in place of parameters, and what became constant computed.
     *
     * @param now the time as the session reads it; one and the same in the whole execution
     */
    public Operator bind(List<? extends @Nullable Object> values, LocalDateTime now) {
        if (values.size() != parameterTypes.size()) {
            throw new BestPeerException(
                    ErrorCode.INVALID_PARAMETER,
                    "the statement has %d parameters, but %d values were given"
                            .formatted(parameterTypes.size(), values.size()));
        }
        long micros = ChronoUnit.MICROS.between(EPOCH, now);
        return Operators.mapScalars(
                root,
                scalar -> ConstantFolding.fold(Scalars.rewrite(
                        scalar, part -> part instanceof Scalar.Parameter p ? bound(p, values, micros) : part)));
    }

    private static Scalar bound(Scalar.Parameter parameter, List<? extends @Nullable Object> values, long now) {
        if (parameter.isOuter()) {
            return parameter;
        }
        Object value = parameter.index() == Scalar.Parameter.NOW ? (Object) now : values.get(parameter.index());
        return new Scalar.Literal(value, parameter.type());
    }
}
