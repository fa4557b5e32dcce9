package org.bestpeer.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.SQLException;

/** Calls of Avatica's methods, with whatever they throw made an SQLException as users should see it. */
final class CleanCalls {
    private CleanCalls() {}

    /** A call that gives something. */
    interface Call<T> {
        T call() throws SQLException;
    }

    static <T> T call(Call<T> call) throws SQLException {
        try {
            return call.call();
        } catch (SQLException | RuntimeException e) {
            throw SqlErrors.clean(e);
        }
    }

    /** The object, seen through an interface that throws clean exceptions only. */
    static <T> T of(Class<T> type, T target) {
        Object proxy = Proxy.newProxyInstance(
                type.getClassLoader() == null ? CleanCalls.class.getClassLoader() : type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> {
                    try {
                        return method.invoke(target, arguments);
                    } catch (InvocationTargetException e) {
                        throw SqlErrors.clean(e.getTargetException());
                    }
                });
        return type.cast(proxy);
    }
}
