package org.bestpeer.engine.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.util.Util;
import org.bestpeer.engine.algebra.JoinKind;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.SortKey;
import org.bestpeer.engine.plan.JoinBuilder;
import org.bestpeer.engine.plan.Operators;
import org.bestpeer.engine.plan.Scalars;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.jspecify.annotations.Nullable;

/** Calcite's relational tree in the engine's algebra. */
final class RelTranslator {
    private final RexTranslator expressions;
    private int joins;

    RelTranslator(RexBuilder builder) {
        this.expressions = new RexTranslator(builder);
    }

    Operator translate(RelNode node) {
        if (node instanceof TableScan scan) {
            return new Operator.Scan(Util.last(scan.getTable().getQualifiedName()), fields(scan));
        }
        if (node instanceof Filter filter) {
            return Operators.filter(
                    translate(filter.getInput()), Scalars.conjuncts(expressions.translate(filter.getCondition())));
        }
        if (node instanceof Project project) {
            return project(project);
        }
        if (node instanceof Join join) {
            return join(join);
        }
        if (node instanceof org.apache.calcite.rel.core.Aggregate aggregate) {
            return new AggregateTranslator(expressions).translate(aggregate, translate(aggregate.getInput()));
        }
        if (node instanceof Sort sort) {
            return sort(sort);
        }
        if (node instanceof Union union) {
            return union(union);
        }
        if (node instanceof Values values) {
            return values(values);
        }
        if (node instanceof Correlate correlate) {
            return correlate(correlate);
        }
        throw RexTranslator.refused(name(node));
    }

    private static String name(RelNode node) {
        if (node instanceof Minus) {
            return "EXCEPT ALL";
        }
        return node instanceof Intersect ? "INTERSECT ALL" : "this form of query";
    }

    private static List<Field> fields(RelNode node) {
        List<Field> fields = new ArrayList<>();
        for (RelDataTypeField field : node.getRowType().getFieldList()) {
            fields.add(new Field(field.getName(), TypeMapping.toEngine(field.getType())));
        }
        return fields;
    }

    private Operator project(Project project) {
        Operator input = translate(project.getInput());
        List<Scalar> scalars = new ArrayList<>();
        for (RexNode expression : project.getProjects()) {
            scalars.add(expressions.translate(expression));
        }
        return Operators.project(input, scalars, project.getRowType().getFieldNames());
    }

    private Operator join(Join join) {
        StatementLimits.checkRepeatedJoins(++joins);
        return JoinBuilder.join(
                kind(join.getJoinType()),
                translate(join.getLeft()),
                translate(join.getRight()),
                Scalars.conjuncts(expressions.translate(join.getCondition())));
    }

    /** What refers to the outer row no longer, because it turned out to be empty, is an ordinary join. */
    private Operator correlate(Correlate correlate) {
        if (Correlations.free(correlate.getRight()).contains(correlate.getCorrelationId())) {
            throw RexTranslator.refused("a correlated sub-query of this form");
        }
        StatementLimits.checkRepeatedJoins(++joins);
        return JoinBuilder.join(
                kind(correlate.getJoinType()),
                translate(correlate.getLeft()),
                translate(correlate.getRight()),
                List.of());
    }

    private static JoinKind kind(JoinRelType type) {
        return switch (type) {
            case INNER -> JoinKind.INNER;
            case LEFT -> JoinKind.LEFT;
            case RIGHT -> JoinKind.RIGHT;
            case FULL -> JoinKind.FULL;
            case SEMI -> JoinKind.SEMI;
            case ANTI -> JoinKind.ANTI;
            default -> throw RexTranslator.refused("a join of this kind");
        };
    }

    private Operator sort(Sort sort) {
        List<SortKey> keys = new ArrayList<>();
        for (RelFieldCollation key : sort.getCollation().getFieldCollations()) {
            boolean descending = key.getDirection().isDescending();
            boolean nullsFirst =
                    switch (key.nullDirection) {
                        case FIRST -> true;
                        case LAST -> false;
                        case UNSPECIFIED -> descending;
                    };
            keys.add(new SortKey(key.getFieldIndex(), descending, nullsFirst));
        }
        return new Operator.Sort(translate(sort.getInput()), keys, count(sort.offset), count(sort.fetch));
    }

    private Optional<Scalar> count(@Nullable RexNode node) {
        return node == null
                ? Optional.empty()
                : Optional.of(RexTranslator.as(expressions.translate(node), DataType.BIGINT));
    }

    private Operator union(Union union) {
        List<DataType> types = fields(union).stream().map(Field::type).toList();
        List<Operator> inputs = new ArrayList<>();
        for (RelNode input : union.getInputs()) {
            inputs.add(conformed(translate(input), types));
        }
        Operator all = inputs.size() == 1 ? inputs.get(0) : new Operator.Union(inputs);
        List<Integer> keys = IntStream.range(0, types.size()).boxed().toList();
        return union.all ? all : new Operator.Aggregate(all, keys, List.of());
    }

    private static Operator conformed(Operator input, List<DataType> types) {
        List<Scalar> columns = Scalars.references(input.fields());
        List<Scalar> conformed = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            conformed.add(RexTranslator.as(columns.get(i), types.get(i)));
        }
        return Operators.project(
                input, conformed, input.fields().stream().map(Field::name).toList());
    }

    private Operator values(Values values) {
        List<Field> fields = fields(values);
        List<List<Scalar>> rows = new ArrayList<>();
        for (List<RexLiteral> tuple : values.getTuples()) {
            List<Scalar> row = new ArrayList<>();
            for (int i = 0; i < fields.size(); i++) {
                row.add(RexTranslator.as(
                        expressions.translate(tuple.get(i)), fields.get(i).type()));
            }
            rows.add(row);
        }
        return new Operator.Values(fields, rows);
    }
}
