package org.bestpeer.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.bestpeer.engine.access.AccessPolicy;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.algebra.Scalar;
import org.bestpeer.engine.algebra.ScalarFunction;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.node.tpch.Layout;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.Test;

@NullUnmarked
class OwnerRulesIT {
    /** Shows the suppliers with keys up to 30, and nobody's telephone number. */
    private static AccessPolicy fewSuppliers(AccessPolicy standard) {
        return (scan, principal) -> {
            Operator allowed = standard.rewrite(scan, principal);
            return scan.table().equals("supplier") ? masked(scan, allowed) : allowed;
        };
    }

    private static Operator masked(Operator.Scan scan, Operator allowed) {
        List<Scalar> columns = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (int i = 0; i < scan.fields().size(); i++) {
            DataType type = scan.fields().get(i).type();
            names.add(scan.fields().get(i).name());
            columns.add(
                    names.get(i).equals("s_phone") ? new Scalar.Literal(null, type) : new Scalar.ColumnRef(i, type));
        }
        Scalar few = new Scalar.Call(
                ScalarFunction.LESS_OR_EQUAL,
                List.of(columns.get(names.indexOf("s_suppkey")), new Scalar.Literal(30L, DataType.BIGINT)),
                DataType.BOOLEAN);
        return new Operator.Project(new Operator.Filter(allowed, few), columns, names);
    }

    @Test
    void whatOwnersHideIsSeenNeitherByOthersNorByTheirOwnUsers() throws Exception {
        DemoSettings settings =
                DemoSettings.small().withLayout(Layout.EVEN).withScale(0.008).withRules(OwnerRulesIT::fewSuppliers);
        try (Demo demo = Demo.start(settings)) {
            for (int peer = 0; peer < 2; peer++) {
                try (Connection connection = demo.connect(peer)) {
                    assertThat(first(connection, "select count(s_suppkey) from supplier"))
                            .isEqualTo(30);
                    assertThat(first(connection, "select max(s_suppkey) from supplier where s_suppkey <> 7"))
                            .isEqualTo(30);
                    assertThat(first(connection, "select count(s_suppkey) from supplier where s_suppkey > 30"))
                            .isZero();
                    assertThat(first(
                                    connection,
                                    "select count(case when s_phone is null then s_suppkey end) from supplier"))
                            .isEqualTo(30);
                }
            }
        }
    }

    private static long first(Connection connection, String sql) throws Exception {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
