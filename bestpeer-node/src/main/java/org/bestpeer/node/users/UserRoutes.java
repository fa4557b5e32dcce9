package org.bestpeer.node.users;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.bestpeer.node.admin.AdminToken;
import org.bestpeer.node.admin.Json;
import org.bestpeer.node.admin.RouteTable;
import org.bestpeer.node.http.Request;
import org.bestpeer.node.http.Response;

/** Administration of users at a normal peer. */
public final class UserRoutes {
    private UserRoutes() {}

    /** Adds the routes under {@code /admin/users} to a table. */
    public static RouteTable.Builder addTo(RouteTable.Builder routes, UserStore users, AdminToken token) {
        return routes.guarded(token, "GET", "/admin/users", (request, path) -> list(users))
                .guarded(token, "POST", "/admin/users", (request, path) -> create(users, request))
                .guarded(token, "DELETE", "/admin/users/{user}", (request, path) -> {
                    String user = path.getOrDefault("user", "");
                    users.remove(user);
                    return Response.json(200, Json.write(Map.of("user", user)));
                });
    }

    private static Response list(UserStore users) {
        List<Map<String, String>> rows =
                users.list().stream().map(user -> Map.of("user", user)).toList();
        return Response.json(200, Json.write(rows));
    }

    private static Response create(UserStore users, Request request) {
        NewUser user = Json.read(request.body(), NewUser.class);
        char[] password = user.password().toCharArray();
        users.create(user.user(), password);
        Arrays.fill(password, '\0');
        return Response.json(201, Json.write(Map.of("user", user.user())));
    }

    /** Body of a request for a new user. */
    record NewUser(String user, String password) {
        @Override
        public String toString() {
            return "NewUser[" + user + "]";
        }
    }
}
