package org.bestpeer.node;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.bestpeer.engine.Engine;
import org.bestpeer.engine.Statements;
import org.bestpeer.engine.admission.Admission;
import org.bestpeer.engine.plan.CostParameters;
import org.bestpeer.engine.plan.LearntSpeeds;
import org.bestpeer.engine.plan.PlanRule;
import org.bestpeer.engine.plan.PlanRules;
import org.bestpeer.engine.plan.Speeds;
import org.bestpeer.engine.progress.QueryRegistry;
import org.bestpeer.engine.progress.RecentQueries;
import org.bestpeer.node.admin.AdminAddress;
import org.bestpeer.node.admin.AdminToken;
import org.bestpeer.node.config.ConfigKey;
import org.bestpeer.node.config.NodeConfig;
import org.bestpeer.node.config.SentAlong;
import org.bestpeer.node.gateway.AvaticaGateway;
import org.bestpeer.node.gateway.GatewayConfig;
import org.bestpeer.node.http.HttpServer;
import org.bestpeer.node.identity.Fingerprint;
import org.bestpeer.node.system.NodeTables;
import org.bestpeer.node.system.QueriesTables;
import org.bestpeer.node.users.UserStore;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.transport.PeerIdentity;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A peer's door for its users and its administrator. */
final class Front implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Front.class);
    private static final long SWEEP_SECONDS = 1;
    private static final int REMEMBERED_QUERIES = 100;

    private final Resources resources = new Resources();
    private final UserStore users;
    private final QueryRegistry queries;
    private final Statements statements;
    private final AvaticaGateway gateway;
    private final HttpServer server;

    Front(NodeConfig config, Path directory, Peer peer, NetworkLink network) throws IOException {
        PeerIdentity identity = peer.identity();
        SecureRandom random = new SecureRandom();
        this.queries = new QueryRegistry(identity.peer().value(), REMEMBERED_QUERIES);
        this.statements = new Statements(
                queries,
                NodeLimits.statements(config),
                network.workspaces(),
                config.isTrue(ConfigKey.QUERY_LEARN_SPEEDS)
                        ? Optional.of(new LearntSpeeds(Speeds.DEFAULT))
                        : Optional.empty());
        Engine engine = new Engine(
                network.catalogue()::catalog,
                network.statistics(),
                network.locator(),
                network.exchange(),
                new CoordinatorRunner(),
                new Engine.Environment(
                        Clock.systemUTC(),
                        random,
                        rules(config, network, identity),
                        statements,
                        Optional.of(new WritableShare(config, network.data(), network.catalogue(), identity)),
                        NodeTables.of(network.systemSources(), QueriesTables.of(queries, Clock.systemUTC()))));
        this.users = resources.own(UserStore.open(directory.resolve("users"), random));
        this.gateway = resources.own(new AvaticaGateway(
                new GatewayConfig(identity.network(), identity.company(), GatewaySettings.of(config)),
                engine,
                users,
                Clock.systemUTC()));
        AdminToken token = AdminToken.openOrCreate(
                directory,
                Fingerprint.of(network.membership().credentials().get().authority())
                        .toString(),
                random);
        PeerAddress listen = config.address(ConfigKey.FRONT_LISTEN);
        this.server = resources.own(HttpServer.start(
                Https.front(listen, network.membership().credentials(), NodeLimits.front(config)),
                PeerRoutes.of(peer, gateway, users, token, config)));
        AdminAddress.write(directory, new PeerAddress("localhost", server.localPort()));
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Threads.daemon("front-timer"));
        resources.own(timer::shutdownNow);
        var unused = timer.scheduleWithFixedDelay(
                () -> endExpired(engine, gateway), SWEEP_SECONDS, SWEEP_SECONDS, TimeUnit.SECONDS);
        Executors.newSingleThreadExecutor(Threads.daemon("warm-up")).execute(engine::warmUp);
    }

    /**
     * The engine ends queries and knows why they end: it goes first. Results are the gateway's: those of no query, too, and one
     * that nobody reads counts as open, and keeps its rows, until it is given up there.
     */
    private static void endExpired(Engine engine, AvaticaGateway gateway) {
        for (Runnable sweep : List.<Runnable>of(engine::endExpired, gateway::sweep)) {
            try {
                sweep.run();
            } catch (RuntimeException e) {
                LOG.warn("a statement whose time is over did not end cleanly", e);
            }
        }
    }

    private static PlanRules rules(NodeConfig config, NetworkLink network, PeerIdentity identity) {
        PlanRules rules = new PlanRules(CostParameters.DEFAULT, new MemberTravel(network.catalogue(), identity));
        Set<SentAlong> sent = config.sentAlong(ConfigKey.QUERY_SEND_ALONG);
        PlanRules ofKeys = sent.contains(SentAlong.KEYS) ? rules : rules.withoutKeys();
        PlanRules ofRows = sent.contains(SentAlong.ROWS) ? ofKeys : ofKeys.without(PlanRule.REPLICATION);
        return sent.contains(SentAlong.REPARTITION) ? ofRows : ofRows.without(PlanRule.REPARTITION);
    }

    RecentQueries queries() {
        return queries;
    }

    /** Places for statements. */
    Admission statements() {
        return statements.admission();
    }

    UserStore users() {
        return users;
    }

    int port() {
        return server.localPort();
    }

    int connections() {
        return gateway.connections();
    }

    int openResults() {
        return gateway.openResults();
    }

    int runningQueries() {
        return queries.running();
    }

    @Override
    public void close() {
        resources.close();
    }
}
