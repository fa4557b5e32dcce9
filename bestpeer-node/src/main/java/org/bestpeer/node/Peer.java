package org.bestpeer.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.progress.RecentQueries;
import org.bestpeer.node.cli.Nodes.Enrolment;
import org.bestpeer.node.cli.Nodes.RunningNode;
import org.bestpeer.node.config.ConfigKey;
import org.bestpeer.node.config.NodeConfig;
import org.bestpeer.node.identity.Fingerprint;
import org.bestpeer.node.membership.Membership;
import org.bestpeer.node.schema.SchemaFile;
import org.bestpeer.node.store.PeerStore;
import org.bestpeer.node.store.StoreOptions;
import org.bestpeer.overlay.NodeReport;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.transport.PeerIdentity;
import org.bestpeer.overlay.transport.TransportTraffic;

/** A normal peer: the rows that a company shares, and the door for its users. */
public final class Peer implements RunningNode {
    private final Resources resources = new Resources();
    private final Path directory;
    private final PeerIdentity identity;
    private final Fingerprint authority;
    private final PeerStore store;
    private final NetworkLink network;
    private final Front front;

    private Peer(
            NodeConfig config,
            Path directory,
            Membership membership,
            OwnerRules rules,
            PeerAddress listen,
            PeerAddress advertised)
            throws IOException {
        this.directory = directory;
        this.identity = membership.credentials().get().identity();
        this.authority = Fingerprint.of(membership.credentials().get().authority());
        boolean started = false;
        try {
            this.store = resources.own(PeerStore.open(StoreOptions.at(directory.resolve("store"))
                    .withSnapshots(config.memory(ConfigKey.STORE_SNAPSHOT_MEMORY))
                    .withTablesInMemory(config.text(ConfigKey.STORE_TABLES).equals("memory"))));
            GuardedStore guarded = new GuardedStore(store, rules);
            this.network = resources.own(new NetworkLink(config, directory, membership, guarded, listen, advertised));
            this.network.join();
            this.front = resources.own(new Front(config, directory, this, network));
            started = true;
        } finally {
            if (!started) {
                resources.close();
            }
        }
    }

    /**
     * Starts a peer, enrolling it if it has no certificate yet; returns once it has joined and serves.
     *
     * @param directory directory of its state, made if it is missing
     * @param enrolment how to get in; where the bootstrap is now, for one that is in
     */
    public static Peer start(NodeConfig config, Path directory, Optional<Enrolment> enrolment) {
        return start(config, directory, enrolment, OwnerRules.NONE);
    }

    /**
     * The same with rules of the owner beside the standard role.
     *
     * @param rules what it hides of the rows that it shares
     */
    public static Peer start(NodeConfig config, Path directory, Optional<Enrolment> enrolment, OwnerRules rules) {
        try {
            Files.createDirectories(directory);
            PeerAddress listen = Addresses.withPort(config.address(ConfigKey.PEER_LISTEN));
            PeerAddress advertised = Addresses.advertised(config, listen);
            Membership membership = Membership.open(
                    directory,
                    enrolment.map(Enrolment::bootstrap),
                    enrolment.map(Enrolment::token),
                    advertised,
                    SchemaFile::read);
            return new Peer(config, directory, membership, rules, listen, advertised);
        } catch (IOException e) {
            throw new BestPeerException(ErrorCode.INTERNAL, "the peer did not start: " + e.getMessage(), e);
        }
    }

    /** Network, company and name. */
    public PeerIdentity identity() {
        return identity;
    }

    /** A URL that connects to this peer as it stands, with the fingerprint of the network's authority. */
    public String jdbcUrl() {
        return "jdbc:bestpeer://localhost:%d/%s?sslFingerprint=%s"
                .formatted(front.port(), identity.network(), authority);
    }

    /** Makes this a user of the company with this password. */
    public void setUser(String name, char[] password) {
        if (front.users().list().contains(name)) {
            front.users().remove(name);
        }
        front.users().create(name, password);
    }

    /**
     * Adds rows to this company's share of tables; returns once every query of the network sees them.
     *
     * @param rowsByTable values in the Java classes of the columns' types, in the order of the schema
     */
    public void load(Map<String, Iterator<Object[]>> rowsByTable) {
        network.data().load(rowsByTable);
    }

    /** Waits until the index has what this peer shared before its last start. */
    public void awaitPublished(Duration patience) {
        try {
            network.published().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            throw new BestPeerException(
                    ErrorCode.OWNER_UNREACHABLE,
                    "the index does not have the entries of %s yet: some of its holders are not there"
                            .formatted(identity.peer()),
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BestPeerException(ErrorCode.CANCELLED, "the start was interrupted", e);
        }
    }

    /** What it has done for others. */
    public Counters counters() {
        return network.counters();
    }

    /** What went and came between it and other peers, for whatever reason. */
    public TransportTraffic traffic() {
        return network.traffic();
    }

    /** What it is busy with now. */
    public Activity activity() {
        return new Activity(
                new Activity.Open(
                        front.runningQueries(), front.openResults(), network.streamsOpen(), network.fragmentsOpen()),
                Activity.Places.of(front.statements()),
                Activity.Places.of(network.fragments()),
                network.memory().reserved(),
                network.spill().used());
    }

    /** Queries of its own users: those that run, and the last that ended. */
    public RecentQueries queries() {
        return front.queries();
    }

    /** Open JDBC connections. */
    public int connections() {
        return front.connections();
    }

    /** Port that other peers dial. */
    public int peerPort() {
        return network.port();
    }

    /** Stops at once, as a crash would: nobody is told. */
    public void kill() {
        network.cut();
        close();
    }

    SharedData data() {
        return network.data();
    }

    /** For a person: one screen. */
    Map<String, Object> status() {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("node", identity.peer().value());
        status.put(
                "state", store.readOnlyReason().map(why -> "read-only: " + why).orElse("running"));
        status.put("network", identity.network());
        status.put("company", identity.company());
        status.put("schemaVersion", network.catalogue().catalog().version());
        status.put("tables", store.loadVersions());
        status.put("connections", connections());
        Optional<NodeReport> place = network.report();
        status.put("level", place.map(NodeReport::level).orElse(-1));
        status.put("position", place.map(NodeReport::number).orElse(-1L));
        status.put("indexEntries", place.map(NodeReport::entries).orElse(0));
        status.put("links", place.map(NodeReport::links).orElse(List.of()));
        return status;
    }

    @Override
    public String description() {
        return "peer %s of network %s on port %d\n%s\nadmin token in %s"
                .formatted(
                        identity.peer(),
                        identity.network(),
                        network.port(),
                        jdbcUrl(),
                        directory.resolve("admin.token"));
    }

    @Override
    public void close() {
        resources.close();
    }
}
