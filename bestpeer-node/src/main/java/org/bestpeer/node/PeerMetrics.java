package org.bestpeer.node;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.bestpeer.node.http.Response;
import org.bestpeer.overlay.transport.TransportTraffic;

/** What a peer tells Prometheus. */
final class PeerMetrics {
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    PeerMetrics(Peer peer) {
        FunctionCounter.builder(
                        "bestpeer.fragments.served", peer, p -> p.counters().fragmentsServed())
                .description("Fragments taken on for any peer of the network")
                .register(registry);
        FunctionCounter.builder(
                        "bestpeer.fragment.rows.sent", peer, p -> p.counters().rowsSent())
                .description("Rows of fragments sent")
                .register(registry);
        FunctionCounter.builder(
                        "bestpeer.fragment.bytes.sent", peer, p -> p.counters().bytesSent())
                .description("Bytes of these rows")
                .register(registry);
        FunctionCounter.builder("bestpeer.fragment.bytes.received", peer, p -> p.counters()
                        .bytesReceived())
                .description("Bytes of fragments' plans, with the keys and rows sent along with them")
                .register(registry);
        registerTraffic(peer);
        Gauge.builder("bestpeer.statements.running", peer, p -> p.activity()
                        .statements()
                        .taken())
                .description("Statements of its users that have a place")
                .register(registry);
        Gauge.builder("bestpeer.statements.waiting", peer, p -> p.activity()
                        .statements()
                        .waiting())
                .description("Statements that wait for their turn")
                .register(registry);
        Gauge.builder("bestpeer.fragments.running", peer, p -> p.activity()
                        .fragments()
                        .taken())
                .description("Fragments that have a place")
                .register(registry);
        Gauge.builder("bestpeer.fragments.waiting", peer, p -> p.activity()
                        .fragments()
                        .waiting())
                .description("Fragments that wait for their turn")
                .register(registry);
        Gauge.builder("bestpeer.memory.held", peer, p -> p.activity().memory())
                .baseUnit("bytes")
                .description("Memory that statements and fragments hold")
                .register(registry);
        Gauge.builder("bestpeer.spill.used", peer, p -> p.activity().spill())
                .baseUnit("bytes")
                .description("Rows of statements and fragments in files")
                .register(registry);
        Gauge.builder("bestpeer.connections", peer, Peer::connections)
                .description("Open JDBC connections")
                .register(registry);
        Gauge.builder("bestpeer.fragments.open", peer, p -> p.activity().open().fragments())
                .description("Fragments that were taken on and have not ended")
                .register(registry);
        Gauge.builder("bestpeer.streams.open", peer, p -> p.activity().open().streams())
                .description("Fragments at owners whose rows are still awaited")
                .register(registry);
        Gauge.builder("bestpeer.results.open", peer, p -> p.activity().open().results())
                .description("Results of users that have more rows to give")
                .register(registry);
        Gauge.builder("bestpeer.queries.running", peer, p -> p.activity().open().queries())
                .description("Queries of users that have not ended")
                .register(registry);
    }

    private void registerTraffic(Peer peer) {
        registerTraffic("messages", "Messages of the index and the bootstrap", peer, TransportTraffic::messages);
        registerTraffic("exchanges", "Frames of fragments and of calls", peer, TransportTraffic::exchanges);
    }

    private void registerTraffic(
            String name, String what, Peer peer, Function<TransportTraffic, TransportTraffic.Count> kind) {
        Map<String, ToDoubleFunction<TransportTraffic.Count>> counters = Map.of(
                "sent", TransportTraffic.Count::sent,
                "bytes.sent", TransportTraffic.Count::bytesSent,
                "received", TransportTraffic.Count::received,
                "bytes.received", TransportTraffic.Count::bytesReceived);
        counters.forEach((counter, value) -> FunctionCounter.builder(
                        "bestpeer." + name + "." + counter, peer, p -> value.applyAsDouble(kind.apply(p.traffic())))
                .description(what + " between this peer and others, before encryption")
                .register(registry));
    }

    Response scrape() {
        byte[] text = registry.scrape().getBytes(StandardCharsets.UTF_8);
        return new Response(200, "text/plain; version=0.0.4; charset=utf-8", text, Map.of());
    }
}
