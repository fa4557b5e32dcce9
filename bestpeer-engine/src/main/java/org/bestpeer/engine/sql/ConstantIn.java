package org.bestpeer.engine.sql;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalFilter;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSubQuery;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.fun.SqlStdOperatorTable;

/**
 * Says {@code 5 IN (SELECT …)} in terms of EXISTS. Calcite's own way with constants takes NULL for TRUE under
 * {@code IS TRUE} and its relatives.
 */
final class ConstantIn extends RexShuttle {
    private final RexBuilder builder;

    ConstantIn(RexBuilder builder) {
        this.builder = builder;
    }

    @Override
    public RexNode visitSubQuery(RexSubQuery query) {
        if (query.getKind() != SqlKind.IN) {
            return super.visitSubQuery(query);
        }
        if (!query.getOperands().stream().allMatch(ConstantIn::isConstant)) {
            return super.visitSubQuery(query);
        }
        List<RexNode> equalities = new ArrayList<>();
        for (int i = 0; i < query.getOperands().size(); i++) {
            RexNode constant = query.getOperands().get(i);
            if (!RexUtil.isNullLiteral(constant, true)) {
                equalities.add(
                        builder.makeCall(SqlStdOperatorTable.EQUALS, constant, builder.makeInputRef(query.rel, i)));
            }
        }
        RexNode equal = RexUtil.composeConjunction(builder, equalities);
        boolean neverTrue = equalities.size() < query.getOperands().size();
        RelDataType type = builder.getTypeFactory().createTypeWithNullability(query.getType(), true);
        List<RexNode> branches = new ArrayList<>();
        if (!neverTrue) {
            branches.add(exists(query.rel, equal));
            branches.add(builder.makeLiteral(true));
        }
        branches.add(exists(
                query.rel,
                builder.makeCall(neverTrue ? SqlStdOperatorTable.IS_NOT_FALSE : SqlStdOperatorTable.IS_NULL, equal)));
        branches.add(builder.makeNullLiteral(type));
        branches.add(builder.makeLiteral(false));
        return builder.makeCall(type, SqlStdOperatorTable.CASE, branches);
    }

    private static boolean isConstant(RexNode operand) {
        return RexUtil.removeCast(operand) instanceof RexLiteral;
    }

    private static RexNode exists(RelNode rows, RexNode condition) {
        return RexSubQuery.exists(LogicalFilter.create(rows, condition));
    }
}
