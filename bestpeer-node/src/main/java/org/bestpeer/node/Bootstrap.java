package org.bestpeer.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.node.admin.AdminAddress;
import org.bestpeer.node.admin.AdminToken;
import org.bestpeer.node.bootstrap.CatalogueSnapshot.Participant;
import org.bestpeer.node.bootstrap.Census;
import org.bestpeer.node.bootstrap.ConsoleRoutes;
import org.bestpeer.node.bootstrap.ControlCodec;
import org.bestpeer.node.bootstrap.ControlService;
import org.bestpeer.node.bootstrap.MemberPlace;
import org.bestpeer.node.bootstrap.NetworkAuthorities;
import org.bestpeer.node.bootstrap.NetworkStatus;
import org.bestpeer.node.bootstrap.Registry;
import org.bestpeer.node.bootstrap.SchemaCheck;
import org.bestpeer.node.cli.Nodes.RunningNode;
import org.bestpeer.node.config.ConfigKey;
import org.bestpeer.node.config.NodeConfig;
import org.bestpeer.node.http.HttpServer;
import org.bestpeer.node.identity.CertificateAuthority;
import org.bestpeer.node.identity.NetworkCredentials;
import org.bestpeer.node.membership.BootstrapLink;
import org.bestpeer.node.schema.SchemaFile;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.runtime.OverlayConfig;
import org.bestpeer.overlay.runtime.OverlayScheduler;
import org.bestpeer.overlay.transport.Endpoint;
import org.bestpeer.overlay.transport.PeerIdentity;
import org.bestpeer.overlay.transport.PeerTransport;
import org.bestpeer.overlay.transport.Service;
import org.bestpeer.overlay.transport.TransportConfig;

/** The bootstrap peer: admits peers, keeps the global schemas, and is never on the way of a query. */
public final class Bootstrap implements RunningNode {
    private static final Duration PROBE = Duration.ofSeconds(2);
    /** Changes within this time are told together: each peer verifies the signature of all that it hears. */
    private static final Duration GATHERING = Duration.ofMillis(50);

    private static final Duration RENEWAL = Duration.ofHours(8);
    private static final String OVERLAY = "overlay";

    private final Registry registry;
    private final NetworkAuthorities authorities;
    private final ControlService control;
    private final Endpoint endpoint;
    private final HttpServer console;
    private final AdminToken adminToken;
    private final Path data;
    private final PeerAddress advertised;
    private final Resources schedulers = new Resources();
    private final Map<String, PeerTransport> transports = new ConcurrentHashMap<>();
    /** Networks of whose changes their peers are to hear. */
    private final Set<String> changed = ConcurrentHashMap.newKeySet();

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(Threads.daemon("bootstrap-timer"));

    private Bootstrap(NodeConfig config, Path data) throws IOException {
        Clock clock = Clock.systemUTC();
        SecureRandom random = new SecureRandom();
        PeerAddress listen = Addresses.withPort(config.address(ConfigKey.PEER_LISTEN));
        PeerAddress consoleListen = Addresses.withPort(config.address(ConfigKey.CONSOLE_LISTEN));
        this.advertised = Addresses.advertised(config, listen);
        List<String> names = Addresses.names(advertised);
        CertificateAuthority consoleAuthority = consoleAuthority(data.resolve("console.p12"), clock, random);
        NetworkCredentials credentials = new NetworkCredentials(clock);
        credentials.console(consoleAuthority.server(names, CertificateAuthority.LIFETIME));

        this.data = data;
        this.adminToken =
                AdminToken.openOrCreate(data, consoleAuthority.fingerprint().toString(), random);
        this.authorities =
                new NetworkAuthorities(data.resolve("ca"), credentials, names, consoleListen.port(), clock, random);
        this.registry = Registry.open(
                data.resolve("registry"), SchemaCheck.remembering(SchemaFile::read), authorities, clock, random);
        this.control = new ControlService(registry, authorities);
        this.endpoint = new Endpoint(new TransportConfig(listen, credentials.tls()));
        Set<String> populated = registry.networks().stream()
                .filter(network -> network.peers() > 0)
                .map(NetworkStatus::network)
                .collect(Collectors.toUnmodifiableSet());
        this.authorities.onNetwork(network -> serve(network, populated.contains(network)));
        this.registry.onSnapshotChanged(this::pushSoon);
        this.console = HttpServer.start(
                Https.console(consoleListen, credentials),
                Https.routes(ConsoleRoutes.of(registry, new Census(registry, this::place), adminToken)));
        AdminAddress.write(data, new PeerAddress("localhost", console.localPort()));
        var unused = timer.scheduleAtFixedRate(
                () -> {
                    authorities.renew();
                    credentials.console(consoleAuthority.server(names, CertificateAuthority.LIFETIME));
                },
                RENEWAL.toMillis(),
                RENEWAL.toMillis(),
                TimeUnit.MILLISECONDS);
    }

    /**
     * Starts a bootstrap; returns once it serves.
     *
     * @param data directory of its state, made if it is missing
     */
    public static Bootstrap start(NodeConfig config, Path data) {
        try {
            Files.createDirectories(data.resolve(OVERLAY));
            Bootstrap bootstrap = new Bootstrap(config, data);
            bootstrap.endpoint.start();
            return bootstrap;
        } catch (IOException e) {
            throw new BestPeerException(ErrorCode.INTERNAL, "the bootstrap did not start: " + e.getMessage(), e);
        }
    }

    /** Networks, companies, schemas. */
    public Registry registry() {
        return registry;
    }

    /** Where peers dial. */
    public PeerAddress peerAddress() {
        return endpoint.localAddress();
    }

    /** Port of the HTTPS console. */
    public int consolePort() {
        return console.localPort();
    }

    @Override
    public String description() {
        return "bootstrap peer on port %d, console https://localhost:%d\nadmin token in %s"
                .formatted(peerAddress().port(), consolePort(), data.resolve(AdminToken.FILE_NAME));
    }

    @Override
    public void close() {
        timer.shutdownNow();
        console.close();
        schedulers.close();
        endpoint.close();
        registry.close();
    }

    private void serve(String network, boolean hasPeers) {
        transports.computeIfAbsent(network, name -> {
            PeerTransport transport = endpoint.transport(new PeerIdentity(name, "", NetworkAuthorities.BOOTSTRAP));
            transport.onCall(Service.CONTROL, control::handle);
            schedulers.own(OverlayScheduler.create(
                    OverlayConfig.at(data.resolve(OVERLAY).resolve(name)),
                    new PeerContact(NetworkAuthorities.BOOTSTRAP, advertised),
                    name,
                    hasPeers,
                    transport));
            return transport;
        });
    }

    private void pushSoon(String network) {
        if (changed.add(network)) {
            var unused = timer.schedule(
                    () -> {
                        changed.remove(network);
                        push(network);
                    },
                    GATHERING.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    private void push(String network) {
        PeerTransport transport = transports.get(network);
        if (transport != null) {
            byte[] snapshot = ControlCodec.write(control.signedSnapshot(network));
            for (Participant peer : registry.snapshot(network).participants()) {
                transport.send(BootstrapLink.contact(peer), Service.CONTROL, snapshot);
            }
        }
    }

    private CompletableFuture<Optional<MemberPlace>> place(String network, Participant peer) {
        PeerTransport transport = transports.get(network);
        return transport == null
                ? CompletableFuture.completedFuture(Optional.empty())
                : transport
                        .call(BootstrapLink.contact(peer), Service.CONTROL, MemberPlace.question(), PROBE)
                        .thenApply(MemberPlace::read);
    }

    private static CertificateAuthority consoleAuthority(Path file, Clock clock, SecureRandom random) {
        if (Files.exists(file)) {
            return CertificateAuthority.load(file, clock, random);
        }
        CertificateAuthority authority = CertificateAuthority.create("the console", clock, random);
        authority.save(file);
        return authority;
    }
}
