package org.bestpeer.engine.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.calcite.config.NullCollation;
import org.apache.calcite.plan.Contexts;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptRule;
import org.apache.calcite.plan.RelRule;
import org.apache.calcite.plan.hep.HepPlanner;
import org.apache.calcite.plan.hep.HepProgram;
import org.apache.calcite.plan.hep.HepProgramBuilder;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.rules.CoreRules;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.sql.SqlDynamicParam;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlOperatorTable;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.sql.util.SqlBasicVisitor;
import org.apache.calcite.sql.util.SqlOperatorTables;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.RelDecorrelator;
import org.apache.calcite.sql2rel.SqlToRelConverter;
import org.apache.calcite.tools.RelBuilder;
import org.apache.calcite.tools.RelBuilderFactory;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.placement.Statistics;
import org.bestpeer.engine.plan.ColumnPruning;
import org.bestpeer.engine.plan.JoinOrder;
import org.bestpeer.engine.plan.LogicalPlan;
import org.bestpeer.engine.plan.Operators;
import org.bestpeer.engine.plan.PlanRule;
import org.bestpeer.engine.plan.Scalars;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;

/** Syntax tree to logical plan: validate, convert, unnest sub-queries, push conditions down, order joins, prune. */
final class QueryPlanner {
    private static final int MAX_RULE_FIRINGS = 20_000;
    private static final int NO_SUB_QUERY_FOR_LISTS = Integer.MAX_VALUE;

    private static final SqlOperatorTable FUNCTIONS =
            SqlOperatorTables.chain(new MoreFunctions(), SqlStdOperatorTable.instance());

    private static final SqlValidator.Config VALIDATION = SqlValidator.Config.DEFAULT
            .withConformance(new Conformance())
            .withDefaultNullCollation(NullCollation.HIGH)
            .withTypeCoercionFactory(Coercion::new)
            .withIdentifierExpansion(true);

    private static final SqlToRelConverter.Config CONVERSION = SqlToRelConverter.config()
            .withExpand(false)
            .withTrimUnusedFields(false)
            // Merging moves columns past the project below twice where a sub-query refers to the outer row.
            .withRelBuilderConfigTransform(
                    builder -> builder.withBloat(-1).withSimplify(false).withAggregateUnique(true))
            .withInSubQueryThreshold(NO_SUB_QUERY_FOR_LISTS);

    // Simplifying takes IS NOT DISTINCT FROM for = under IS NOT FALSE, and drops IS TRUE over IN with a sub-query that
    // has
    // NULLs, where what is looked for is never NULL.
    // A full join of two rows that do not meet has two rows, which are taken for one where a DISTINCT over them is left
    // out.
    private static final RelBuilderFactory BUILDERS = RelBuilder.proto(
            Contexts.of(RelBuilder.Config.DEFAULT.withSimplify(false).withAggregateUnique(true)));

    private static final HepProgram SUB_QUERIES = new HepProgramBuilder()
            .addMatchLimit(MAX_RULE_FIRINGS)
            .addRuleCollection(List.of(
                    faithful(CoreRules.FILTER_SUB_QUERY_TO_CORRELATE),
                    faithful(CoreRules.PROJECT_SUB_QUERY_TO_CORRELATE),
                    // Of full joins: see JoinConditions and SubQueryRisks for the others.
                    faithful(CoreRules.JOIN_SUB_QUERY_TO_CORRELATE)))
            .build();

    private static final HepProgram SIMPLER = new HepProgramBuilder()
            .addMatchLimit(MAX_RULE_FIRINGS)
            .addRuleCollection(List.of(
                    faithful(CoreRules.INTERSECT_TO_DISTINCT),
                    faithful(CoreRules.MINUS_TO_DISTINCT),
                    faithful(CoreRules.AGGREGATE_GROUPING_SETS_TO_UNION)))
            .build();

    // Before unnesting: the decorrelator knows groups of one set only, and Calcite takes those of no rows for none.
    private static final HepProgram GROUPING_SETS = new HepProgramBuilder()
            .addMatchLimit(MAX_RULE_FIRINGS)
            .addRuleInstance(faithful(CoreRules.AGGREGATE_GROUPING_SETS_TO_UNION))
            .build();

    private static final HepProgram PUSH_DOWN = new HepProgramBuilder()
            .addMatchLimit(MAX_RULE_FIRINGS)
            .addRuleCollection(
                    List.of(faithful(CoreRules.INTERSECT_TO_DISTINCT), faithful(CoreRules.MINUS_TO_DISTINCT)))
            .addMatchLimit(MAX_RULE_FIRINGS)
            .addRuleCollection(List.of(
                    faithful(CoreRules.FILTER_INTO_JOIN),
                    faithful(CoreRules.JOIN_CONDITION_PUSH),
                    faithful(CoreRules.FILTER_PROJECT_TRANSPOSE),
                    faithful(CoreRules.FILTER_AGGREGATE_TRANSPOSE),
                    faithful(CoreRules.FILTER_SET_OP_TRANSPOSE),
                    faithful(CoreRules.FILTER_MERGE),
                    faithful(CoreRules.PROJECT_MERGE),
                    faithful(CoreRules.PROJECT_REMOVE)))
            .build();

    private final CatalogView catalog;
    private final Statistics statistics;
    private final Set<PlanRule> rules;

    /** @param rules the steps that are not left out */
    QueryPlanner(CatalogView catalog, Statistics statistics, Set<PlanRule> rules) {
        this.catalog = catalog;
        this.statistics = statistics;
        this.rules = rules;
    }

    /** Plans a tree as parsed; the validator changes it. */
    LogicalPlan plan(SqlNode query, int parameters) {
        try {
            return planned(query, parameters);
        } catch (CalciteContextException failure) {
            throw SqlErrors.invalid(failure);
        } catch (StackOverflowError failure) {
            throw new BestPeerException(
                    ErrorCode.LIMIT_EXCEEDED, "the statement is nested too deep to be planned", failure);
        } catch (BestPeerException failure) {
            throw failure;
        } catch (RuntimeException | AssertionError failure) {
            throw new BestPeerException(
                    ErrorCode.NOT_SUPPORTED,
                    "this form of query is not supported: " + SqlErrors.plain(failure.getMessage()),
                    failure);
        }
    }

    private LogicalPlan planned(SqlNode query, int parameters) {
        CalciteCatalogReader reader = catalog.reader();
        SqlValidator validator = new Validator(FUNCTIONS, reader, catalog.types(), VALIDATION);
        List<String> names;
        SqlNode original = query.clone(query.getParserPosition());
        SqlNode validated = validator.validate(query);
        RelDataType rowType = validator.getValidatedNodeType(validated);
        names = ColumnNames.of(original, rowType.getFieldNames());
        List<DataType> parameterTypes = parameterTypes(validator, validated, parameters);

        RexBuilder builder = new FaithfulRexBuilder(catalog.types());
        HepPlanner planner = new HepPlanner(HepProgram.builder().build());
        // Constants are computed by the engine: Calcite would do it by generated code, and not as we do.
        planner.setExecutor((rexBuilder, constants, reduced) -> reduced.addAll(constants));
        RelOptCluster cluster = RelOptCluster.create(planner, builder);
        SqlToRelConverter converter = new SqlToRelConverter(
                (rowTypeOfView, sql, schemaPath, viewPath) -> {
                    throw new UnsupportedOperationException("views");
                },
                validator,
                reader,
                cluster,
                new Convertlets(),
                CONVERSION);
        RelRoot root = converter.convertQuery(validated, false, true);
        StatementLimits.checkJoins(JoinCount.of(root.rel));
        JoinConditions conditions = new JoinConditions(builder);
        RelNode joined = EveryQuery.rewrite(root.project(), node -> node.accept(conditions));
        Operator operator = readable(translated(joined, builder), rowType);
        // Placing makes use of what is known of the tables then, also where no joins are to be ordered.
        Operators.scans(operator).stream()
                .filter(scan -> !scan.isOfSystemTable())
                .forEach(scan -> statistics.of(scan.table()));
        Operator ordered = rules.contains(PlanRule.JOIN_ORDER) ? new JoinOrder(statistics).order(operator) : operator;
        Operator pruned = rules.contains(PlanRule.COLUMN_PRUNING) ? ColumnPruning.prune(ordered) : ordered;
        Operator named = Operators.rename(pruned, names);
        List<Field> fields = named.fields();
        return new LogicalPlan(named, fields, parameterTypes, catalog.version());
    }

    /** Intervals leave as texts: there is no type for them. */
    private static Operator readable(Operator operator, RelDataType rowType) {
        List<RelDataTypeField> fields = rowType.getFieldList();
        List<Scalar> columns = new ArrayList<>(Scalars.references(operator.fields()));
        for (int i = 0; i < fields.size(); i++) {
            if (SqlTypeUtil.isInterval(fields.get(i).getType())) {
                columns.set(i, Intervals.text(columns.get(i), fields.get(i).getType()));
            }
        }
        return Operators.project(
                operator, columns, operator.fields().stream().map(Field::name).toList());
    }

    /** Sub-queries become joins, where that is known to work, else they run for each row of the query around them. */
    private Operator translated(RelNode query, RexBuilder builder) {
        if (!rules.contains(PlanRule.UNNESTING)) {
            return dependent(query, builder);
        }
        RelNode joined = query.accept(new SemiJoins(builder));
        if (!SubQueryRisks.in(joined)) {
            try {
                return new RelTranslator(builder).translate(unnested(joined, builder));
            } catch (BestPeerException | CalciteContextException failure) {
                throw failure;
            } catch (RuntimeException | AssertionError unnestable) {
                // Calcite met a form that it cannot unnest, and says so in many ways.
                return dependent(joined, builder);
            }
        }
        return dependent(joined, builder);
    }

    private static Operator dependent(RelNode joined, RexBuilder builder) {
        return new RelTranslator(builder).translate(EveryQuery.rewrite(joined, node -> run(SIMPLER, node)));
    }

    private RelNode unnested(RelNode joined, RexBuilder builder) {
        RelNode simple = EveryQuery.rewrite(joined, node -> run(GROUPING_SETS, node));
        RelNode unnested = run(SUB_QUERIES, simple).accept(new Unshared()).accept(new ConstantKeys(builder));
        RelNode decorrelated = RelDecorrelator.decorrelateQuery(unnested, BUILDERS.create(unnested.getCluster(), null));
        return run(rules.contains(PlanRule.PUSH_DOWN) ? PUSH_DOWN : SIMPLER, decorrelated);
    }

    /** The rule, with nothing simplified. */
    private static RelOptRule faithful(RelRule<?> rule) {
        return rule.config.withRelBuilderFactory(BUILDERS).toRule();
    }

    private static RelNode run(HepProgram program, RelNode node) {
        HepPlanner planner = new HepPlanner(program);
        planner.setRoot(node);
        return planner.findBestExp();
    }

    private static List<DataType> parameterTypes(SqlValidator validator, SqlNode query, int parameters) {
        Map<Integer, DataType> types = new TreeMap<>();
        query.accept(new SqlBasicVisitor<Void>() {
            @Override
            public Void visit(SqlDynamicParam parameter) {
                types.put(parameter.getIndex(), TypeMapping.toEngine(validator.getValidatedNodeType(parameter)));
                return super.visit(parameter);
            }
        });
        List<DataType> result = new ArrayList<>();
        for (int i = 0; i < parameters; i++) {
            result.add(types.getOrDefault(i, DataType.VARCHAR));
        }
        return result;
    }
}
