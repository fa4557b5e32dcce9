package org.bestpeer.overlay.transport;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Handlers of one network's peer. */
final class Handlers {
    private final Map<Integer, PeerTransport.MessageHandler> messages = new ConcurrentHashMap<>();
    private final Map<Integer, PeerTransport.CallHandler> calls = new ConcurrentHashMap<>();
    private final Map<Integer, PeerTransport.StreamHandler> streams = new ConcurrentHashMap<>();

    void onMessage(Service service, PeerTransport.MessageHandler handler) {
        add(messages, service, handler);
    }

    void onCall(Service service, PeerTransport.CallHandler handler) {
        add(calls, service, handler);
    }

    void onStream(Service service, PeerTransport.StreamHandler handler) {
        add(streams, service, handler);
    }

    private static <H> void add(Map<Integer, H> handlers, Service service, H handler) {
        if (handlers.putIfAbsent(service.code(), handler) != null) {
            throw new IllegalStateException("service %s has a handler already".formatted(service));
        }
    }

    PeerTransport.@Nullable MessageHandler message(int service) {
        return messages.get(service);
    }

    PeerTransport.@Nullable CallHandler call(int service) {
        return calls.get(service);
    }

    PeerTransport.@Nullable StreamHandler stream(int service) {
        return streams.get(service);
    }
}
