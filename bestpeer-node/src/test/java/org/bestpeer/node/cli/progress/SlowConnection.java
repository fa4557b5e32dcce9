package org.bestpeer.node.cli.progress;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;

/** A connection in whose statements time passes while they are executed. */
final class SlowConnection {
    private SlowConnection() {}

    static Connection of(Connection connection, Runnable meanwhile) {
        return proxy(Connection.class, connection, meanwhile);
    }

    private static <T> T proxy(Class<T> type, Object target, Runnable meanwhile) {
        return type.cast(Proxy.newProxyInstance(
                SlowConnection.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().startsWith("execute")) {
                        meanwhile.run();
                    }
                    Object result = call(target, method, arguments);
                    if (result instanceof PreparedStatement) {
                        return proxy(PreparedStatement.class, result, meanwhile);
                    }
                    return result instanceof Statement ? proxy(Statement.class, result, meanwhile) : result;
                }));
    }

    private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
