package org.bestpeer.overlay.baton;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bestpeer.overlay.PeerContact;

/**
 * The holder's side of promises: for how long a publisher stands by an entry being its newest. Renewed from the
 * publisher in batches, for entries that are looked up, and counted from when the renewal was asked for.
 */
final class Promises {
    private static final int REMEMBERED = 20_000;
    private static final Duration GATHERING = Duration.ofMillis(5);

    private final Node node;
    private final Requests requests;
    private final Publication publication;
    private final Map<Stamped, Lease> leases = new LinkedHashMap<>();
    private final Set<Stamped> due = new HashSet<>();
    private boolean gathering;
    private boolean ticking;

    Promises(Node node, Requests requests, Publication publication) {
        this.node = node;
        this.requests = requests;
        this.publication = publication;
    }

    /** What is left of an entry's promise, which is from now on kept alive for a while. */
    Duration lookedUp(Versioned entry) {
        if (entry.publisher().equals(node.self.id())) {
            return publication.isCurrent(entry.stamp()) ? node.settings.promise() : Duration.ZERO;
        }
        Stamped name = new Stamped(entry.entry().publisher(), entry.stamp());
        Lease lease = leases.get(name);
        if (lease == null) {
            if (leases.size() >= REMEMBERED) {
                return Duration.ZERO;
            }
            lease = new Lease(node.now());
            leases.put(name, lease);
        }
        lease.lastLookup = node.now();
        long left = lease.until - node.now();
        if (left < node.settings.promise().toNanos() / 2) {
            request(name);
        }
        startTicking();
        return Duration.ofNanos(Math.max(0, left));
    }

    private void request(Stamped name) {
        due.add(name);
        if (!gathering) {
            gathering = true;
            node.env.scheduler().after(GATHERING, this::askPublishers);
        }
    }

    private void askPublishers() {
        gathering = false;
        Map<PeerContact, List<Stamped>> batches = new LinkedHashMap<>();
        for (Stamped name : leases.keySet()) {
            if (due.contains(name)) {
                batches.computeIfAbsent(name.publisher, publisher -> new ArrayList<>())
                        .add(name);
            }
        }
        due.clear();
        batches.forEach((publisher, names) -> {
            for (int from = 0; from < names.size(); from += Settings.BATCH_ENTRIES) {
                ask(publisher, names.subList(from, Math.min(names.size(), from + Settings.BATCH_ENTRIES)));
            }
        });
    }

    private void ask(PeerContact publisher, List<Stamped> names) {
        long sent = node.now();
        Map<Stamp, Stamped> byStamp = new HashMap<>();
        names.forEach(name -> byStamp.put(name.stamp, name));
        requests.ask(
                publisher,
                1,
                id -> new BatonMessage.Renew(id, List.copyOf(byStamp.keySet())),
                answer -> renewed(byStamp, sent, (BatonMessage.Renewed) answer),
                () -> {});
    }

    private void renewed(Map<Stamp, Stamped> asked, long sent, BatonMessage.Renewed answer) {
        for (Stamp stamp : answer.confirmed()) {
            Stamped name = asked.get(stamp);
            Lease lease = name == null ? null : leases.get(name);
            if (lease != null) {
                lease.until = Math.max(lease.until, sent + answer.promise().toNanos());
            }
        }
    }

    private void startTicking() {
        if (!ticking) {
            ticking = true;
            node.env.scheduler().after(node.settings.promise().dividedBy(4), this::tick);
        }
    }

    private void tick() {
        ticking = false;
        long now = node.now();
        long idle = node.settings.promiseIdle().toNanos();
        leases.values().removeIf(lease -> now - lease.lastLookup > idle);
        long early = node.settings.promise().toNanos() / 4 * 3;
        leases.forEach((name, lease) -> {
            if (lease.until - now < early) {
                request(name);
            }
        });
        if (!leases.isEmpty()) {
            startTicking();
        }
    }

    private record Stamped(PeerContact publisher, Stamp stamp) {}

    private static final class Lease {
        private long until;
        private long lastLookup;

        Lease(long now) {
            until = now;
            lastLookup = now;
        }
    }
}
