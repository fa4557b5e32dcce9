package org.bestpeer.engine.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.calcite.rel.RelCollation;
import org.apache.calcite.rel.RelFieldCollation;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.Correlate;
import org.apache.calcite.rel.core.Filter;
import org.apache.calcite.rel.core.Intersect;
import org.apache.calcite.rel.core.Join;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rel.core.Match;
import org.apache.calcite.rel.core.Minus;
import org.apache.calcite.rel.core.Project;
import org.apache.calcite.rel.core.RepeatUnion;
import org.apache.calcite.rel.core.Sample;
import org.apache.calcite.rel.core.SetOp;
import org.apache.calcite.rel.core.Sort;
import org.apache.calcite.rel.core.TableFunctionScan;
import org.apache.calcite.rel.core.TableScan;
import org.apache.calcite.rel.core.Uncollect;
import org.apache.calcite.rel.core.Union;
import org.apache.calcite.rel.core.Values;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
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
    private final RexBuilder builder;
    private final OuterRows outerRows = new OuterRows();
    private final RexTranslator expressions;
    private int joins;

    RelTranslator(RexBuilder builder) {
        this.builder = builder;
        this.expressions = new RexTranslator(builder, outerRows);
    }

    Operator translate(RelNode node) {
        if (node instanceof TableScan scan) {
            return new Operator.Scan(CatalogView.tableName(scan.getTable().getQualifiedName()), fields(scan));
        }
        if (node instanceof Filter filter) {
            return filter(
                    translate(filter.getInput()),
                    filter.getCondition(),
                    SubQueries.variables(filter.getVariablesSet()));
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
        if (node instanceof Intersect intersect && intersect.all) {
            return SetOperations.intersectAll(conformed(intersect));
        }
        if (node instanceof Minus minus && minus.all) {
            return SetOperations.exceptAll(conformed(minus));
        }
        if (node instanceof Correlate correlate) {
            return correlate(correlate);
        }
        throw RexTranslator.refused(name(node));
    }

    private static String name(RelNode node) {
        if (node instanceof RepeatUnion) {
            return "WITH RECURSIVE";
        }
        if (node instanceof Sample) {
            return "TABLESAMPLE";
        }
        if (node instanceof Match) {
            return "MATCH_RECOGNIZE";
        }
        if (node instanceof Uncollect) {
            return "UNNEST";
        }
        return node instanceof TableFunctionScan ? "a table function" : "this form of query";
    }

    private static List<Field> fields(RelNode node) {
        List<Field> fields = new ArrayList<>();
        for (RelDataTypeField field : node.getRowType().getFieldList()) {
            fields.add(new Field(field.getName(), TypeMapping.toEngine(field.getType())));
        }
        return fields;
    }

    private Operator project(Project project) {
        SubQueries subQueries = subQueries(translate(project.getInput()));
        SubQueries.Scope scope = SubQueries.variables(project.getVariablesSet());
        List<RexNode> projects = project.getProjects().stream()
                .map(p -> subQueries.extracted(p, scope))
                .toList();
        List<String> names = project.getRowType().getFieldNames();
        if (project.containsOver()) {
            return new WindowTranslator(expressions, subQueries.input()).translate(projects, names);
        }
        List<Scalar> scalars = projects.stream().map(expressions::translate).toList();
        return Operators.project(subQueries.input(), scalars, names);
    }

    private SubQueries subQueries(Operator input) {
        return new SubQueries(input, outerRows, expressions, this::translate, builder);
    }

    /** The rows of the input for which the condition, which may have sub-queries, is TRUE. */
    Operator filter(Operator input, RexNode condition, SubQueries.Scope scope) {
        SubQueries subQueries = subQueries(input);
        RexNode extracted = subQueries.extracted(condition, scope);
        Operator filtered = Operators.filter(subQueries.input(), Scalars.conjuncts(expressions.translate(extracted)));
        int width = input.fields().size();
        return filtered.fields().size() == width
                ? filtered
                : Operators.select(filtered, IntStream.range(0, width).boxed().toList());
    }

    private Operator join(Join join) {
        StatementLimits.checkRepeatedJoins(++joins);
        if (Correlations.hasSubQuery(join.getCondition())) {
            return new DependentJoins(builder, outerRows, this).join(join);
        }
        return JoinBuilder.join(
                kind(join.getJoinType()),
                translate(join.getLeft()),
                translate(join.getRight()),
                Scalars.conjuncts(expressions.translate(join.getCondition())));
    }

    /** What refers to the outer row no longer, because it turned out to be empty, is an ordinary join. */
    private Operator correlate(Correlate correlate) {
        if (Correlations.free(correlate.getRight()).contains(correlate.getCorrelationId())) {
            return new DependentJoins(builder, outerRows, this).lateral(correlate);
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
        List<SortKey> keys = sortKeys(sort.getCollation());
        return new Operator.Sort(translate(sort.getInput()), keys, count(sort.offset), count(sort.fetch));
    }

    static List<SortKey> sortKeys(RelCollation collation) {
        List<SortKey> keys = new ArrayList<>();
        for (RelFieldCollation key : collation.getFieldCollations()) {
            boolean descending = key.getDirection().isDescending();
            boolean nullsFirst =
                    switch (key.nullDirection) {
                        case FIRST -> true;
                        case LAST -> false;
                        case UNSPECIFIED -> descending;
                    };
            keys.add(new SortKey(key.getFieldIndex(), descending, nullsFirst));
        }
        return keys;
    }

    private Optional<Scalar> count(@Nullable RexNode node) {
        return node == null
                ? Optional.empty()
                : Optional.of(RexTranslator.as(expressions.translate(node), DataType.BIGINT));
    }

    private Operator union(Union union) {
        List<Operator> inputs = conformed(union);
        Operator all = inputs.size() == 1 ? inputs.get(0) : new Operator.Union(inputs);
        List<Integer> keys =
                IntStream.range(0, union.getRowType().getFieldCount()).boxed().toList();
        return union.all ? all : new Operator.Aggregate(all, keys, List.of());
    }

    /** The inputs under the types of the result. */
    private List<Operator> conformed(SetOp operation) {
        List<DataType> types = fields(operation).stream().map(Field::type).toList();
        List<Operator> inputs = new ArrayList<>();
        for (RelNode input : operation.getInputs()) {
            inputs.add(conformed(translate(input), types));
        }
        return inputs;
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
