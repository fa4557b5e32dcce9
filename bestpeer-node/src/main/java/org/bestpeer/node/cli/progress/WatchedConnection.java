package org.bestpeer.node.cli.progress;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;

/** A connection that shows a line while its statements are executed. Everything else goes to the connection behind it. */
final class WatchedConnection implements InvocationHandler {
    private final Connection connection;
    private final ProgressLine line;
    private final FigureSource figures;

    private WatchedConnection(Connection connection, ProgressLine line, FigureSource figures) {
        this.connection = connection;
        this.line = line;
        this.figures = figures;
    }

    /** The figures are closed with the connection. */
    static Connection of(Connection connection, ProgressLine line, FigureSource figures) {
        return proxy(Connection.class, new WatchedConnection(connection, line, figures));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        if (method.getName().equals("close")) {
            try (figures) {
                return call(connection, method, arguments);
            }
        }
        Object result = call(connection, method, arguments);
        if (result instanceof PreparedStatement prepared && method.getReturnType() == PreparedStatement.class) {
            return proxy(PreparedStatement.class, statement(prepared, text(arguments)));
        }
        return result instanceof Statement plain && method.getReturnType() == Statement.class
                ? proxy(Statement.class, statement(plain, null))
                : result;
    }

    private InvocationHandler statement(Statement statement, @Nullable String prepared) {
        return (proxy, method, arguments) -> {
            String given = text(arguments);
            String sql = given == null ? prepared : given;
            if (sql == null || !method.getName().startsWith("execute")) {
                return call(statement, method, arguments);
            }
            ProgressLine.Watch watch = line.watch(sql, figures);
            try (watch) {
                return call(statement, method, arguments);
            }
        };
    }

    private static @Nullable String text(@Nullable Object @Nullable [] arguments) {
        return arguments != null && arguments.length > 0 && arguments[0] instanceof String text ? text : null;
    }

    private static @Nullable Object call(Object target, Method method, @Nullable Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(WatchedConnection.class.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
