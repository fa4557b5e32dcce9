package org.bestpeer.node;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.node.config.ConfigKey;
import org.bestpeer.node.config.NodeConfig;
import org.bestpeer.overlay.PeerAddress;

/** Where a node listens and what it tells others. */
final class Addresses {
    private static final Set<String> ANY = Set.of("0.0.0.0", "::", "[::]", "*");

    /** From those above, systems take ports for outgoing connections, maybe before anybody listens. */
    private static final int FIRST_FREE_PORT = 20_000;

    private static final int FREE_PORTS = 12_768;
    /** Each is given once, and every process begins elsewhere. */
    private static final AtomicInteger NEXT_FREE_PORT =
            new AtomicInteger(ThreadLocalRandom.current().nextInt(FREE_PORTS));

    private Addresses() {}

    /** The same address with a free port in place of 0: others are told the port before anybody can listen on it. */
    static PeerAddress withPort(PeerAddress address) {
        if (address.port() != 0) {
            return address;
        }
        String reason = "";
        for (int tried = 0; tried < FREE_PORTS; tried++) {
            int port = FIRST_FREE_PORT + Math.floorMod(NEXT_FREE_PORT.getAndIncrement(), FREE_PORTS);
            try (ServerSocket probe = new ServerSocket(port, 1, InetAddress.getByName(bare(address.host())))) {
                return new PeerAddress(address.host(), probe.getLocalPort());
            } catch (UnknownHostException e) {
                throw new BestPeerException(
                        ErrorCode.INTERNAL, "cannot listen on %s: there is no such host".formatted(address.host()), e);
            } catch (IOException e) {
                reason = String.valueOf(e.getMessage());
            }
        }
        throw new BestPeerException(ErrorCode.INTERNAL, "no free port on %s: %s".formatted(address.host(), reason));
    }

    /** What others dial: what is configured, else this machine's name with the port that is listened on. */
    static PeerAddress advertised(NodeConfig config, PeerAddress listening) {
        Optional<PeerAddress> configured = config.optionalAddress(ConfigKey.PEER_ADVERTISE);
        PeerAddress advertised = configured.orElseGet(
                () -> new PeerAddress(ANY.contains(listening.host()) ? machine() : listening.host(), listening.port()));
        return advertised.port() == 0 ? new PeerAddress(advertised.host(), listening.port()) : advertised;
    }

    /** Names under which a node on this address is reached, for its certificate. */
    static List<String> names(PeerAddress advertised) {
        Set<String> names = new LinkedHashSet<>(List.of(advertised.host(), machine()));
        return List.copyOf(names);
    }

    static InetSocketAddress socket(PeerAddress address) {
        return new InetSocketAddress(bare(address.host()), address.port());
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }
}
