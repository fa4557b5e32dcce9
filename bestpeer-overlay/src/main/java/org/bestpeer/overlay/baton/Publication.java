package org.bestpeer.overlay.baton;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.bestpeer.overlay.Entry;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.PeerContact;
import org.jspecify.annotations.Nullable;

/** The publisher's side: what this peer published, filed with its holders and filed anew now and then. */
final class Publication {
    private static final int FIRST_BATCH = 128;
    private static final int FEWEST_IN_BATCH = 16;

    private final Node node;
    private final Operations operations;
    private final TreeMap<Key, Versioned> own = new TreeMap<>();
    /** The same, as it is saved. */
    private EntryList list = EntryList.EMPTY;

    private long sequence;
    private boolean republishing;
    /** The round of filing that is under way; 0 if there is none. */
    private long refiling;

    Publication(Node node, Operations operations) {
        this.node = node;
        this.operations = operations;
        node.ownEntriesFrom(() -> list);
    }

    /** Takes up what was published before a restart, in the name of this life and from this address. */
    void restore(List<Versioned> published) {
        published.forEach(entry -> remember(entry.entry(), entry.withdrawn()));
    }

    void publish(List<Entry> entries, Completion<Done> completion) {
        for (Entry entry : entries) {
            Versioned before = own.get(entry.key());
            if (!entry.publisher().id().equals(node.self.id())) {
                completion.failed("entry %s is not of peer %s".formatted(entry, node.self));
                return;
            }
            if (before != null && before.entry().version() > entry.version()) {
                completion.failed("entry %s is older than version %d, which is published"
                        .formatted(entry, before.entry().version()));
                return;
            }
        }
        List<Versioned> news = new ArrayList<>();
        for (Entry entry : entries) {
            news.add(remember(entry, false));
        }
        file(news, completion);
    }

    void withdraw(List<Key> keys, Completion<Done> completion) {
        List<Versioned> news = new ArrayList<>();
        for (Key key : keys) {
            Versioned before = own.get(key);
            if (before != null) {
                news.add(remember(new Entry(key, node.self, before.entry().version(), new byte[0]), true));
            }
        }
        file(news, completion);
    }

    private Versioned remember(Entry entry, boolean withdrawn) {
        Entry ours =
                new Entry(entry.key(), node.self, entry.version(), entry.value().clone());
        Versioned versioned = new Versioned(ours, node.incarnation, ++sequence, withdrawn);
        own.put(entry.key(), versioned);
        list = list.with(versioned);
        return versioned;
    }

    private void file(List<Versioned> news, Completion<Done> completion) {
        if (news.isEmpty()) {
            completion.done(Done.DONE);
        } else {
            // What was acknowledged must be published again after a restart, so it is written down first.
            node.saveSoon(() -> operations.start(new Filing(news, completion)));
        }
    }

    /** Files everything anew, all of it after this was asked for; asked for again if it fails. */
    void refile(long round, Runnable filed) {
        if (own.isEmpty()) {
            filed.run();
            return;
        }
        if (refiling == round) {
            return;
        }
        refiling = round;
        operations.start(new Filing(List.copyOf(own.values()), new Completion<>() {
            @Override
            public void done(Done value) {
                refiling = 0;
                filed.run();
            }

            @Override
            public void failed(String reason) {
                refiling = 0;
            }
        }));
    }

    /** Files everything anew. Holders that have it do nothing. */
    void republish() {
        if (own.isEmpty() || republishing || !node.isMember()) {
            return;
        }
        republishing = true;
        operations.start(new Filing(List.copyOf(own.values()), new Completion<>() {
            @Override
            public void done(Done value) {
                republishing = false;
            }

            @Override
            public void failed(String reason) {
                republishing = false;
            }
        }));
    }

    /** Whether this is what this peer publishes under the key now. */
    boolean isCurrent(Stamp stamp) {
        Versioned entry = own.get(stamp.key());
        return entry != null && !entry.withdrawn() && entry.stamp().equals(stamp);
    }

    void onRenew(PeerContact sender, BatonMessage.Renew message) {
        List<Stamp> confirmed =
                message.stamps().stream().filter(this::isCurrent).toList();
        node.send(sender, new BatonMessage.Renewed(message.request(), confirmed, node.settings.promise()));
    }

    private void filed(Collection<Versioned> done) {
        boolean forgotten = false;
        for (Versioned entry : done) {
            if (entry.withdrawn() && own.remove(entry.key(), entry)) {
                list = list.without(entry.key(), entry.publisher());
                forgotten = true;
            }
        }
        if (forgotten) {
            node.saveSoon(() -> {});
        }
    }

    /** Entries on their way to their holders, in key order, one holder after the other. */
    private final class Filing implements Operation {
        private final TreeMap<Key, Versioned> open = new TreeMap<>();
        private final Completion<Done> completion;
        private List<Versioned> batch = List.of();
        /** A holder takes none but those of its own keys; all others in a message went there in vain. */
        private int most = FIRST_BATCH;

        private @Nullable PeerContact next;

        Filing(List<Versioned> entries, Completion<Done> completion) {
            entries.forEach(entry -> open.put(entry.key(), entry));
            this.completion = completion;
        }

        @Override
        public Key target() {
            return open.firstKey();
        }

        @Override
        public Task task() {
            List<Versioned> chosen = new ArrayList<>();
            int bytes = 0;
            for (Versioned entry : open.values()) {
                if (chosen.size() >= most || (bytes > 0 && bytes >= Settings.BATCH_BYTES)) {
                    break;
                }
                chosen.add(entry);
                bytes += Search.size(entry);
            }
            batch = List.copyOf(chosen);
            return new Task.Store(batch);
        }

        @Override
        public Optional<PeerContact> firstHop() {
            return Optional.ofNullable(next);
        }

        @Override
        public Progress accept(BatonMessage answer) {
            next = null;
            if (!(answer instanceof BatonMessage.Stored stored)
                    || !stored.covered().contains(target())) {
                return Progress.NONE;
            }
            List<Versioned> done = batch.stream()
                    .filter(entry -> stored.covered().contains(entry.key()))
                    .toList();
            done.forEach(entry -> open.remove(entry.key(), entry));
            filed(done);
            most = Math.max(FEWEST_IN_BATCH, Math.min(Settings.BATCH_ENTRIES, 2 * done.size()));
            next = stored.next();
            if (open.isEmpty()) {
                completion.done(Done.DONE);
                return Progress.FINISHED;
            }
            return Progress.SOME;
        }

        @Override
        public void fail(String reason) {
            completion.failed(reason);
        }
    }
}
