package org.bestpeer.overlay.sim.explore;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bestpeer.overlay.PeerAddress;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.env.Environment;
import org.bestpeer.overlay.sim.world.EventHash;
import org.bestpeer.overlay.sim.world.Process;

/**
 * A toy: a coordinator carries several changes through two phases. Both repeat themselves only when one of them starts
 * again. One class plays both parts; what a process knows of a change is a word.
 */
final class TwoPhase implements Process<TwoPhase.Message> {
    static final PeerContact COORDINATOR = contact("coordinator");

    enum Bug {
        NONE,
        /** Who is told the decision a second time does not confirm it. */
        FORGOTTEN_ACK,
        /** The coordinator tells its decision before its disk has it. */
        DECISION_NOT_SAVED_FIRST,
        /** A vote that comes twice counts twice. */
        VOTES_COUNTED
    }

    record Message(String kind, int change, PeerContact from) {
        long hash() {
            return EventHash.of(kind) + change * 31L + EventHash.of(from.id().value());
        }

        @Override
        public String toString() {
            return "%s %d from %s".formatted(kind, change, from.id());
        }
    }

    /** What a process knows of each change. */
    record Knowledge(Map<Integer, String> changes) {
        Knowledge {
            changes = Map.copyOf(changes);
        }

        String of(int change) {
            return changes.getOrDefault(change, "unknown");
        }

        long hash() {
            return EventHash.of(new TreeMap<>(changes).toString());
        }
    }

    private final PeerContact self;
    private final Environment<Message, Knowledge> env;
    private final List<PeerContact> participants;
    private final Bug bug;
    private final Map<Integer, String> changes = new TreeMap<>();
    private final Map<Integer, List<PeerId>> answers = new TreeMap<>();

    TwoPhase(
            PeerContact self, long life, Environment<Message, Knowledge> env, List<PeerContact> participants, Bug bug) {
        this.self = self;
        this.env = env;
        this.participants = participants;
        this.bug = bug;
        env.disk().load().ifPresent(saved -> changes.putAll(saved.changes));
        if (self.equals(COORDINATOR)) {
            for (int change : List.copyOf(changes.keySet())) {
                resume(change);
            }
        } else if (life > 1) {
            env.net().send(COORDINATOR, new Message("again", 0, self));
        }
    }

    static PeerContact contact(String name) {
        return new PeerContact(new PeerId(name), new PeerAddress(name, 1));
    }

    private void resume(int change) {
        if (changes.get(change).equals("begun")) {
            note(change, "aborted");
        }
        if (!changes.get(change).endsWith("done")) {
            tellAll(changes.get(change), change);
        }
    }

    void begin(int change) {
        note(change, "begun");
        tellAll("prepare", change);
    }

    private void note(int change, String word) {
        changes.put(change, word);
        env.disk().save(new Knowledge(changes));
    }

    private void tellAll(String kind, int change) {
        answers.put(change, new ArrayList<>());
        participants.forEach(to -> env.net().send(to, new Message(kind, change, self)));
    }

    private void answer(Message message, String kind) {
        env.net().send(message.from, new Message(kind, message.change, self));
    }

    @Override
    public void receive(Message message) {
        String known = changes.getOrDefault(message.change, "unknown");
        switch (message.kind) {
            case "prepare" -> prepare(message, known);
            case "committed", "aborted" -> decided(message, known);
            case "yes" -> collect(message, known.equals("begun"), "committed");
            case "ack" -> collect(message, known.endsWith("ed"), known + " done");
            case "again" -> repeat(message.from);
            default -> throw new IllegalStateException("unknown kind of message: " + message);
        }
    }

    private void repeat(PeerContact to) {
        changes.forEach((change, known) -> {
            if (!known.endsWith("done")) {
                env.net().send(to, new Message(known.equals("begun") ? "prepare" : known, change, self));
            }
        });
    }

    private void prepare(Message message, String known) {
        if (known.equals("unknown")) {
            note(message.change, "prepared");
        }
        if (known.equals("unknown") || known.equals("prepared")) {
            answer(message, "yes");
        }
    }

    private void decided(Message message, String known) {
        if (!known.equals(message.kind)) {
            note(message.change, message.kind);
        } else if (bug == Bug.FORGOTTEN_ACK) {
            return;
        }
        answer(message, "ack");
    }

    private void collect(Message message, boolean expected, String outcome) {
        List<PeerId> from = answers.get(message.change);
        if (!expected || from == null) {
            return;
        }
        from.add(message.from.id());
        int count = bug == Bug.VOTES_COUNTED ? from.size() : new HashSet<>(from).size();
        if (count < participants.size()) {
            return;
        }
        if (outcome.endsWith("done")) {
            note(message.change, outcome);
        } else if (bug == Bug.DECISION_NOT_SAVED_FIRST) {
            tellAll(outcome, message.change);
            note(message.change, outcome);
        } else {
            note(message.change, outcome);
            tellAll(outcome, message.change);
        }
    }

    /** All that this process does depends on. */
    View view() {
        StringBuilder text = new StringBuilder(changes.toString());
        answers.forEach((change, from) ->
                text.append(change).append(from.stream().sorted().toList()));
        return new View(new Knowledge(changes), EventHash.of(text));
    }

    record View(Knowledge knowledge, long hash) {}
}
