package org.bestpeer.node;

import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedKeyManager;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.node.admin.RouteTable;
import org.bestpeer.node.http.HttpConfig;
import org.bestpeer.node.http.HttpLimits;
import org.bestpeer.node.http.PlainPolicy;
import org.bestpeer.node.http.Route;
import org.bestpeer.node.identity.CurrentCredentials;
import org.bestpeer.node.identity.NetworkCredentials;
import org.bestpeer.node.identity.RenewableKeys;
import org.bestpeer.overlay.PeerAddress;

/** HTTP servers with the node's current certificates. */
final class Https {
    private Https() {}

    /** The console: always TLS. */
    static HttpConfig console(PeerAddress listen, NetworkCredentials credentials) {
        return new HttpConfig(
                "console",
                Addresses.socket(listen),
                Optional.of(context(credentials::keys)),
                PlainPolicy.NEVER,
                HttpLimits.defaults());
    }

    /** A peer's front: TLS, and plain from this machine. */
    static HttpConfig front(PeerAddress listen, CurrentCredentials credentials, HttpLimits limits) {
        return new HttpConfig(
                "front",
                Addresses.socket(listen),
                Optional.of(context(() -> credentials.get().keyManager())),
                PlainPolicy.LOOPBACK,
                limits);
    }

    /** The routes of a table, for a server; the table itself finds the action by method and path. */
    static List<Route> routes(RouteTable table) {
        List<Route> routes = new ArrayList<>();
        for (String method : List.of("GET", "POST", "DELETE")) {
            table.routes().stream()
                    .filter(route -> route.method().equals(method))
                    .map(route -> "/" + route.template().split("/", -1)[1])
                    .distinct()
                    .forEach(first -> routes.add(Route.under(method, first, table)));
        }
        return routes;
    }

    private static SSLContext context(Supplier<X509ExtendedKeyManager> keys) {
        try {
            SSLContext context = SSLContext.getInstance("TLSv1.3");
            context.init(new KeyManager[] {new RenewableKeys(keys)}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new BestPeerException(ErrorCode.INTERNAL, "TLS cannot be set up: " + e.getMessage(), e);
        }
    }
}
