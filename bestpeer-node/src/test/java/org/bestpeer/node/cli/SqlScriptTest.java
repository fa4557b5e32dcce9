package org.bestpeer.node.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SqlScriptTest {
    @Test
    void cutsAtSemicolonsBetweenStatementsOnly() {
        assertThat(SqlScript.split("select 1; select 2")).containsExactly("select 1", "select 2");
        assertThat(SqlScript.split("select ';' , \"a;b\", 'it''s;';"))
                .containsExactly("select ';' , \"a;b\", 'it''s;'");
        assertThat(SqlScript.split("select 1 -- not; here\n; /* nor; here */ select 2"))
                .containsExactly("select 1 -- not; here", "/* nor; here */ select 2");
        assertThat(SqlScript.split("select 4/2-1")).containsExactly("select 4/2-1");
    }

    @Test
    void leavesOutWhatHoldsNoStatement() {
        assertThat(SqlScript.split(" ;; -- nothing\n; /* nothing */")).isEmpty();
        assertThat(SqlScript.split("select 1;\n-- the end")).containsExactly("select 1");
    }

    @Test
    void takesTheRestWhereAQuoteOrCommentIsOpen() {
        assertThat(SqlScript.split("select 'a; b")).containsExactly("select 'a; b");
        assertThat(SqlScript.split("select 1 /* a; b")).containsExactly("select 1 /* a; b");
    }
}
