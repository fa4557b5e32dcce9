package org.bestpeer.node.cli;

import java.util.ArrayList;
import java.util.List;

/** Cuts SQL text at semicolons that stand outside quotes and comments. */
final class SqlScript {
    private final String text;
    private int at;

    private SqlScript(String text) {
        this.text = text;
    }

    /** The statements, without their semicolons; those that hold nothing but blanks and comments are left out. */
    static List<String> split(String text) {
        return new SqlScript(text).statements();
    }

    private List<String> statements() {
        List<String> statements = new ArrayList<>();
        int start = 0;
        boolean something = false;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ';') {
                if (something) {
                    statements.add(text.substring(start, at).strip());
                }
                at++;
                start = at;
                something = false;
            } else if (!skipComment()) {
                something |= !Character.isWhitespace(c);
                skipToken(c);
            }
        }
        if (something) {
            statements.add(text.substring(start).strip());
        }
        return statements;
    }

    private void skipToken(char c) {
        at = c == '\'' || c == '"' ? after(text.indexOf(c, at + 1), 1) : at + 1;
    }

    private boolean skipComment() {
        if (text.startsWith("--", at)) {
            at = after(text.indexOf('\n', at), 1);
            return true;
        }
        if (text.startsWith("/*", at)) {
            at = after(text.indexOf("*/", at + 2), 2);
            return true;
        }
        return false;
    }

    private int after(int found, int length) {
        return found < 0 ? text.length() : found + length;
    }
}
