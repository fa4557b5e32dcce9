package org.bestpeer.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.admission.Admission;
import org.bestpeer.engine.exec.MemoryPool;
import org.bestpeer.engine.exec.Workspace;
import org.bestpeer.engine.placement.SiteLocator;
import org.bestpeer.engine.placement.Statistics;
import org.bestpeer.node.bootstrap.MemberPlace;
import org.bestpeer.node.bootstrap.NetworkAuthorities;
import org.bestpeer.node.config.ConfigKey;
import org.bestpeer.node.config.NodeConfig;
import org.bestpeer.node.exchange.ContactBook;
import org.bestpeer.node.exchange.FragmentClient;
import org.bestpeer.node.exchange.FragmentServer;
import org.bestpeer.node.exchange.PeerSignatures;
import org.bestpeer.node.exchange.StreamWindows;
import org.bestpeer.node.identity.Fingerprint;
import org.bestpeer.node.index.Histograms;
import org.bestpeer.node.index.IndexListing;
import org.bestpeer.node.index.IndexPublisher;
import org.bestpeer.node.index.LoadPublisher;
import org.bestpeer.node.index.OverlaySiteLocator;
import org.bestpeer.node.index.OverlayStatistics;
import org.bestpeer.node.index.TableSummaries;
import org.bestpeer.node.membership.BootstrapLink;
import org.bestpeer.node.membership.CatalogueChange;
import org.bestpeer.node.membership.CatalogueHolder;
import org.bestpeer.node.membership.Membership;
import org.bestpeer.node.spill.SpillDirectory;
import org.bestpeer.node.store.PeerStore;
import org.bestpeer.node.system.NodeTables;
import org.bestpeer.overlay.NodeReport;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.runtime.OverlayConfig;
import org.bestpeer.overlay.runtime.OverlayPeer;
import org.bestpeer.overlay.transport.NettyTransport;
import org.bestpeer.overlay.transport.PeerIdentity;
import org.bestpeer.overlay.transport.Service;
import org.bestpeer.overlay.transport.TransportConfig;
import org.bestpeer.overlay.transport.TransportTraffic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A peer's place in its network: transport, overlay, index, fragments, and the line to the bootstrap. */
final class NetworkLink implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(NetworkLink.class);
    private static final Duration REPUBLISH = Duration.ofSeconds(1);
    private static final Duration GREETING = Duration.ofSeconds(15);
    /** How far clocks may run apart: a promise is waited for this many percent longer than it lasts. */
    private static final int CLOCK_MARGIN = 110;

    /** The store needs the disk more. */
    private static final long SPILL_FREE_BYTES = 1L << 30;
    /** So small a part of the memory is for rows on their way from owners. */
    private static final int BUFFERS = 8;

    private final Resources resources = new Resources();
    private final Path directory;
    private final PeerContact self;
    private final Membership membership;
    private final NettyTransport transport;
    private final OverlayPeer overlay;
    private final BootstrapLink bootstrap;
    private final FragmentServer fragments;
    private final FragmentClient exchange;
    private final SiteLocator locator;
    private final Statistics statistics;
    private final SharedData data;
    private final MemoryPool memory;
    private final SpillDirectory spill;
    private final Supplier<Workspace> workspaces;
    private final long incarnation;
    private final CompletableFuture<Void> published = new CompletableFuture<>();

    NetworkLink(
            NodeConfig config,
            Path directory,
            Membership membership,
            GuardedStore guarded,
            PeerAddress listen,
            PeerAddress advertised)
            throws IOException {
        Clock clock = Clock.systemUTC();
        PeerStore store = guarded.store();
        PeerIdentity identity = membership.credentials().get().identity();
        Duration promise = config.duration(ConfigKey.INDEX_PROMISE);
        CatalogueHolder catalogue = membership.catalogue();
        PeerSignatures signatures = new PeerSignatures(membership.credentials());
        ContactBook contacts = new ContactBook();

        long queryMemory = config.size(ConfigKey.LIMITS_QUERY_MEMORY);
        long all = config.memory(ConfigKey.LIMITS_MEMORY);
        this.memory = new MemoryPool(all - all / BUFFERS);
        SpillDirectory spill =
                SpillDirectory.open(directory.resolve("spill"), config.size(ConfigKey.LIMITS_SPILL), SPILL_FREE_BYTES);
        this.spill = spill;
        this.workspaces = () -> new Workspace(queryMemory, memory, spill.area());
        this.directory = directory;
        this.membership = membership;
        this.incarnation = clock.millis();
        this.self = new PeerContact(identity.peer(), advertised);
        this.transport = resources.own(new NettyTransport(
                identity,
                new TransportConfig(listen, membership.credentials().tls()).withLimits(NodeLimits.transport(config))));
        PeerContact scheduler = new PeerContact(NetworkAuthorities.BOOTSTRAP, membership.bootstrap());
        this.overlay = resources.own(
                OverlayPeer.create(overlayConfig(directory, promise), self, scheduler, identity.network(), transport));
        this.bootstrap = new BootstrapLink(transport, scheduler, catalogue, membership.credentials()::trust);
        StreamWindows windows = new StreamWindows(all / BUFFERS);
        this.fragments = new FragmentServer(
                identity,
                signatures,
                clock,
                () -> catalogue.catalog().version(),
                new MemberTravel(catalogue, identity),
                new FragmentServer.Work(
                        new StoreRunner(guarded, catalogue, workspaces),
                        NodeLimits.fragments(config, identity.company()),
                        workspaces,
                        transport,
                        windows));
        this.exchange = new FragmentClient(transport, contacts, identity, signatures, clock, windows);
        Histograms histograms = new Histograms(overlay, System::nanoTime);
        TableSummaries summaries = new TableSummaries(overlay, System::nanoTime);
        OverlaySiteLocator owners = new OverlaySiteLocator(
                overlay,
                promise,
                catalogue,
                System::nanoTime,
                new OverlaySiteLocator.Estimates(histograms, summaries),
                contacts::add);
        catalogue.onChange(change -> changed(owners, change));
        this.locator = owners;
        this.statistics = new OverlayStatistics(summaries, histograms);
        IndexPublisher publisher = new IndexPublisher(overlay, self, identity.company(), clock);
        LoadPublisher loads = new LoadPublisher(
                publisher,
                tables -> bootstrap.recordShares(tables, identity.company()),
                config.isTrue(ConfigKey.INDEX_WAIT)
                        ? promise.multipliedBy(CLOCK_MARGIN).dividedBy(100)
                        : Duration.ZERO);
        this.data = new SharedData(store, catalogue::catalog, publisher, loads);
        serve(identity);
    }

    private static void changed(OverlaySiteLocator locator, CatalogueChange change) {
        if (change.owners()) {
            locator.invalidate(List.copyOf(change.tables()));
        } else {
            locator.changed(change.tables());
        }
    }

    private static OverlayConfig overlayConfig(Path directory, Duration promise) throws IOException {
        Path state = Files.createDirectories(directory.resolve("overlay")).resolve("node");
        OverlayConfig usual = OverlayConfig.at(state);
        return new OverlayConfig(state, usual.settings().withPromise(promise), usual.mailbox());
    }

    private void serve(PeerIdentity identity) {
        fragments.register();
        transport.onMessage(Service.CONTROL, (from, payload) -> {
            if (from.company().isEmpty() && from.network().equals(identity.network())) {
                bootstrap.pushed(payload);
            }
        });
        // The bootstrap's questions: whether this peer is there (no words), and where it stands in the tree.
        transport.onCall(
                Service.CONTROL,
                (from, request) -> from.company().isEmpty() && MemberPlace.isQuestion(request)
                        ? MemberPlace.answer(overlay.report())
                        : new byte[0]);
        transport.start();
    }

    /** Takes this peer's place in the overlay, and publishes what its store holds. */
    void join() {
        if (overlay.report().isPresent()) {
            // It serves in its place at once, whoever else is there.
            var unused = overlay.join().exceptionally(failure -> {
                LOG.warn("this peer's place is not confirmed: {}", failure.getMessage());
                return null;
            });
            bootstrap.hello(self.address(), incarnation);
        } else {
            takeFirstPlace();
        }
        ScheduledExecutorService timer =
                Executors.newSingleThreadScheduledExecutor(Threads.daemon(self.id() + "-timer"));
        resources.own(timer::shutdownNow);
        timer.execute(() -> publish(timer));
        var unused = timer.scheduleWithFixedDelay(
                this::keepUp, GREETING.toMillis(), GREETING.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void takeFirstPlace() {
        if (!bootstrap.hello(self.address(), incarnation)) {
            throw new BestPeerException(
                    ErrorCode.OWNER_UNREACHABLE,
                    "the bootstrap at %s is not reachable, and this peer has not joined its network before"
                            .formatted(membership.bootstrap()));
        }
        try {
            overlay.join().join();
        } catch (CompletionException e) {
            throw new BestPeerException(
                    ErrorCode.INTERNAL, "the peer could not join the overlay: " + e.getMessage(), e);
        }
    }

    /** After an outage of many peers the holders of the index come back one by one: tries until all have its entries. */
    private void publish(ScheduledExecutorService timer) {
        var unused = data.publishAll().whenComplete((done, failure) -> {
            if (failure == null) {
                published.complete(null);
            } else if (!timer.isShutdown()) {
                LOG.debug("entries are not all published yet", failure);
                later(() -> publish(timer), timer);
            }
        });
    }

    private static void later(Runnable action, ScheduledExecutorService timer) {
        var unused = timer.schedule(action, REPUBLISH.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Done when the index has what the store held at the start. */
    CompletableFuture<Void> published() {
        return published;
    }

    /** Greets the bootstrap, so that a missed snapshot is made up for, and renews the certificate when it is time. */
    private void keepUp() {
        try {
            if (!bootstrap.hello(self.address(), incarnation)) {
                return;
            }
            if (Clock.systemUTC()
                    .instant()
                    .isAfter(membership.credentials().get().renewFrom())) {
                membership.renewed(
                        directory,
                        bootstrap.renew(
                                Fingerprint.of(membership.credentials().get().authority())));
            }
        } catch (RuntimeException e) {
            LOG.warn("upkeep failed and will be tried again: {}", e.getMessage());
        }
    }

    SharedData data() {
        return data;
    }

    FragmentClient exchange() {
        return exchange;
    }

    SiteLocator locator() {
        return locator;
    }

    Statistics statistics() {
        return statistics;
    }

    Membership membership() {
        return membership;
    }

    CatalogueHolder catalogue() {
        return membership.catalogue();
    }

    /** What the peer's system tables are made of. */
    NodeTables.Sources systemSources() {
        return new NodeTables.Sources(
                catalogue()::catalog,
                catalogue()::snapshot,
                new IndexListing(overlay),
                // Any answer to the bootstrap's question will do; others than the bootstrap get no more than that.
                (peer, patience) ->
                        transport.call(BootstrapLink.contact(peer), Service.CONTROL, MemberPlace.question(), patience),
                self.id().value());
    }

    /** What each statement or fragment may hold. */
    Supplier<Workspace> workspaces() {
        return workspaces;
    }

    SpillDirectory spill() {
        return spill;
    }

    MemoryPool memory() {
        return memory;
    }

    Admission fragments() {
        return fragments.admission();
    }

    TransportTraffic traffic() {
        return transport.traffic();
    }

    Counters counters() {
        return new Counters(
                fragments.fragmentsServed(), fragments.rowsSent(), fragments.bytesSent(), fragments.bytesReceived());
    }

    /** Fragments that were taken on here and have not ended. */
    int fragmentsOpen() {
        return fragments.running();
    }

    /** Fragments at owners whose rows are awaited here. */
    int streamsOpen() {
        return exchange.open();
    }

    Optional<NodeReport> report() {
        return overlay.report();
    }

    int port() {
        return transport.localAddress().port();
    }

    /** Drops all sockets before anything else ends, so that nobody hears a last word. */
    void cut() {
        transport.close();
    }

    @Override
    public void close() {
        resources.close();
    }
}
