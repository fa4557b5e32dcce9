package org.bestpeer.engine.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.Principal;
import org.bestpeer.engine.algebra.Operator;
import org.bestpeer.engine.type.DataType;
import org.bestpeer.engine.type.Field;
import org.junit.jupiter.api.Test;

class StandardRoleTest {
    private final StandardRole role = new StandardRole(Set.of("acme")::contains, Set.of("orders")::contains);

    private static Operator.Scan scan(String table) {
        return new Operator.Scan(table, List.of(new Field("x", DataType.INTEGER)));
    }

    @Test
    void aUserOfAMemberReadsWhatIsShared() {
        assertThat(role.rewrite(scan("orders"), new Principal("net", "acme", "ann")))
                .isEqualTo(scan("orders"));
    }

    @Test
    void everythingElseIsDeniedNamingTheTable() {
        denied("orders", new Principal("net", "stranger", "ann"));
        denied("salaries", new Principal("net", "acme", "ann"));
        denied("orders", new Principal("net", "acme", ""));
    }

    private void denied(String table, Principal principal) {
        assertThatThrownBy(() -> role.rewrite(scan(table), principal))
                .hasMessageContaining("table " + table)
                .isInstanceOfSatisfying(
                        BestPeerException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.ACCESS_DENIED));
    }
}
