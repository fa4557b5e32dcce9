package org.bestpeer.overlay.epoch;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.bestpeer.overlay.Key;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonMessage;
import org.bestpeer.overlay.baton.Done;
import org.bestpeer.overlay.baton.Envelope;
import org.bestpeer.overlay.baton.Peers;
import org.bestpeer.overlay.baton.Place;
import org.bestpeer.overlay.baton.Settings;
import org.bestpeer.overlay.env.Environment;
import org.bestpeer.overlay.tree.Affected;
import org.bestpeer.overlay.tree.Balancer;
import org.bestpeer.overlay.tree.Change;
import org.bestpeer.overlay.tree.Plans;
import org.bestpeer.overlay.tree.Side;
import org.bestpeer.overlay.tree.Tree;

/**
 * Decides on the structure of a network's tree: who has which place, and when it changes. Without a world around it, as
 * {@link org.bestpeer.overlay.baton.BatonPeer}: messages go in here, all else goes through the environment.
 *
 * <p>A change is written down, prepared by every peer whose range or replica duty it changes, decided, written down and
 * told: two-phase commit with presumed abort. Changes run at the same time if they concern no peer in common.
 */
public final class EpochScheduler {
    private static final int DECISIONS = 5;
    private static final int BALANCINGS = 5;

    private final String network;
    private final PeerContact self;
    private final long incarnation;
    private final Settings settings;
    private final Environment<Envelope, Ledger> env;
    private final Peers peers;
    private final Structure structure;
    private final Agenda agenda;
    private final Mourning mourning;
    private final Map<Long, Epoch> running = new LinkedHashMap<>();
    private final Map<Long, Cutting> cutting = new LinkedHashMap<>();
    private final Set<PeerId> busy = new HashSet<>();
    private long epoch;
    private boolean scheduling;
    private int lostRanges;

    /**
     * Takes up what the disk has; finishes or rolls back what was open there.
     *
     * @param self where peers reach it
     * @param incarnation number of this life, if the disk knows of no later one
     */
    public EpochScheduler(
            String network, PeerContact self, long incarnation, Settings settings, Environment<Envelope, Ledger> env) {
        Optional<Ledger> saved = env.disk().load();
        this.network = network;
        this.self = self;
        this.settings = settings;
        this.env = env;
        this.peers = new Peers(env.clock(), settings);
        this.incarnation = Math.max(incarnation, saved.map(Ledger::incarnation).orElse(0L) + 1);
        this.epoch = saved.map(Ledger::epoch).orElse(0L);
        this.structure = saved.map(Structure::new).orElseGet(Structure::new);
        this.mourning = new Mourning(structure, settings, env, this::send, this::schedule);
        this.agenda = new Agenda(structure, mourning);
        structure.members.values().forEach(member -> peers.learn(member.contact, member.incarnation));
        List<Ledger.Intent> open = saved.map(Ledger::intents).orElse(List.of());
        save(open);
        open.forEach(this::tellAgain);
        mourning.start();
        balanceNowAndThen();
    }

    /** Who did not hear of a decision asks, too: this is only to be quicker. */
    private void tellAgain(Ledger.Intent intent) {
        boolean committed = intent.state() == Ledger.State.COMMITTED;
        for (PeerId id : intent.unsettled()) {
            send(
                    structure.member(id).contact,
                    committed ? new BatonMessage.Commit(intent.epoch()) : new BatonMessage.Abort(intent.epoch()));
        }
    }

    /** The structure as decided; not to be changed. */
    public Tree tree() {
        return structure.tree;
    }

    /** Where a peer was reached last. */
    public Optional<PeerContact> contact(PeerId id) {
        return Optional.ofNullable(structure.members.get(id)).map(member -> member.contact);
    }

    /** Number of entries a peer holds, as it said last. */
    public long entries(PeerId id) {
        return structure.load(id);
    }

    /** Number of the newest change. */
    public long epoch() {
        return epoch;
    }

    public long incarnation() {
        return incarnation;
    }

    /** How often, in this life, a range was given on of which nobody was left who had its entries. */
    public int lostRanges() {
        return lostRanges;
    }

    /** Number of changes that are planned or on their way. */
    public int open() {
        return running.size() + cutting.size();
    }

    /** Hears a message of a peer, unless it is of another network, an earlier life or an older epoch of its sender. */
    public void receive(Envelope envelope) {
        PeerContact sender = envelope.sender();
        if (envelope.network().equals(network)
                && !sender.id().equals(self.id())
                && peers.heard(sender, envelope.incarnation(), envelope.epoch())) {
            Member member = structure.heard(sender, envelope.incarnation());
            mourning.heard(member);
            envelope.message().dispatch(new Reception(sender.id(), member));
        }
    }

    private void send(PeerContact to, BatonMessage message) {
        env.net().send(peers.current(to), new Envelope(network, self, incarnation, epoch, message));
    }

    void onHello(PeerId id, Member member, BatonMessage.Hello hello) {
        boolean inTree = structure.tree.contains(id);
        if (!inTree || hello.epoch() == member.epoch) {
            // It is back before its place was given to another one.
            member.dead = false;
        }
        member.entries = hello.entries();
        member.recovering = hello.recovering();
        member.hasReported = true;
        member.wantsPlace = hello.wish() == BatonMessage.Wish.PLACE;
        member.wantsToLeave = hello.wish() == BatonMessage.Wish.LEAVE;
        if (hello.prepared() > 0) {
            tellDecision(member, hello.prepared());
        } else if (!inTree && hello.epoch() > 0) {
            send(member.contact, new BatonMessage.Expelled(epoch));
        } else if (inTree && hello.epoch() < member.epoch) {
            // It has lost its place: its disk is gone, or was set back. What it holds now is worth nothing.
            member.dead = true;
            member.lostItsPlace = true;
        } else if (inTree && hello.epoch() == member.epoch) {
            if (hello.recovering() || structure.digest(id) != hello.digest()) {
                send(member.contact, new BatonMessage.Seated(structure.place(id)));
            }
        }
        structure.notice(id);
        schedule();
    }

    private void tellDecision(Member member, long prepared) {
        Epoch open = running.get(prepared);
        if (member.epoch == prepared) {
            send(member.contact, new BatonMessage.Commit(prepared));
        } else if (open == null || open.state == Ledger.State.ROLLED_BACK) {
            send(member.contact, new BatonMessage.Abort(prepared));
        }
    }

    /** Begins what can be begun, soon: not in the middle of another step. */
    void schedule() {
        if (!scheduling) {
            scheduling = true;
            env.scheduler().after(Duration.ZERO, () -> {
                scheduling = false;
                begin();
            });
        }
    }

    private void begin() {
        boolean more = true;
        while (more) {
            more = agenda.next(busy)
                    .map(planned -> {
                        Affected affected = Affected.of(structure.tree, planned.change());
                        return isFree(affected.touched()) && prepare(planned.change(), affected);
                    })
                    .orElse(false);
        }
        Optional<PeerId> joiner = agenda.joiner(busy);
        while (joiner.isPresent() && admit(joiner.get())) {
            joiner = agenda.joiner(busy);
        }
    }

    private boolean isFree(Set<PeerId> touched) {
        return touched.stream().noneMatch(busy::contains);
    }

    private boolean admit(PeerId joiner) {
        if (structure.tree.size() == 0) {
            Change change = Plans.found(joiner);
            return open() == 0 && prepare(change, Affected.of(structure.tree, change));
        }
        Optional<Plans.Opening> opening = agenda.opening(busy);
        if (opening.isEmpty()) {
            return false;
        }
        Plans.Opening place = opening.get();
        Set<PeerId> touched = agenda.neighbourhood(joiner, place);
        if (!isFree(touched)) {
            return false;
        }
        cut(place.donor(), place.side(), 0.5, touched, at -> agenda.join(joiner, place, at));
        return true;
    }

    private void cut(
            PeerId donor, Side side, double share, Set<PeerId> touched, Function<Key, Optional<Change>> change) {
        new Cutting(donor, new BatonMessage.AskCut(env.random().nextLong(), side, share), touched, change).ask();
    }

    /** Evens out loads now and then, if nothing else is to be done. */
    private void balanceNowAndThen() {
        env.scheduler().after(settings.refresh().dividedBy(BALANCINGS), () -> {
            boolean more = busy.isEmpty();
            while (more) {
                more = agenda.balance(busy).map(this::balance).orElse(false);
            }
            balanceNowAndThen();
        });
    }

    private boolean balance(Balancer.Advice advice) {
        Set<PeerId> touched = agenda.neighbourhood(advice);
        if (!isFree(touched)) {
            return false;
        }
        if (advice instanceof Balancer.ShiftBorder shift) {
            Side side = shift.giver().equals(shift.left()) ? Side.RIGHT : Side.LEFT;
            cut(shift.giver(), side, shift.share(), touched, at -> agenda.shift(shift, at));
        } else if (advice instanceof Balancer.Relocate move) {
            cut(move.heavy(), move.side(), 0.5, touched, at -> agenda.relocate(move, at, busy));
        }
        return true;
    }

    private boolean prepare(Change change, Affected concerned) {
        long number = epoch + 1;
        Structure.Draft draft = structure.draft(change, number, concerned);
        Set<PeerId> missing = structure.missing(draft, usable(concerned.core()));
        Affected affected = concerned.with(missing);
        if (!isFree(affected.touched())) {
            return false;
        }
        Epoch next = new Epoch(
                number,
                change,
                affected,
                missing.isEmpty() ? draft : structure.draft(change, number, affected),
                usable(affected.core()),
                env.clock().nanos() + settings.operationTimeout().toNanos());
        epoch = number;
        running.put(number, next);
        busy.addAll(affected.touched());
        saveRunning();
        sendPrepare(next);
        return true;
    }

    private Set<PeerId> usable(Set<PeerId> peers) {
        Set<PeerId> usable = new TreeSet<>(peers);
        usable.removeIf(id -> !structure.isUsable(id));
        return usable;
    }

    private void sendPrepare(Epoch change) {
        if (change.state != Ledger.State.PREPARING) {
            return;
        }
        if (env.clock().nanos() >= change.deadline) {
            change.unprepared.forEach(id -> mourning.suspect(structure.member(id)));
            decide(change, false);
            return;
        }
        for (PeerId id : change.unprepared) {
            Member member = structure.member(id);
            Place place = change.draft.places().get(id);
            long base = structure.tree.contains(id) ? member.epoch : 0;
            send(
                    member.contact,
                    new BatonMessage.Prepare(
                            change.number,
                            base,
                            place,
                            place == null ? List.of() : structure.sources(id, place, change.asked)));
        }
        env.scheduler().after(settings.hopTimeout(), () -> sendPrepare(change));
    }

    void onPrepared(PeerId id, BatonMessage.Prepared message) {
        Epoch change = running.get(message.epoch());
        if (change != null && change.state == Ledger.State.PREPARING && change.unprepared.remove(id)) {
            if (change.unprepared.isEmpty()) {
                decide(change, true);
            }
        }
    }

    private void decide(Epoch change, boolean commit) {
        change.state = commit ? Ledger.State.COMMITTED : Ledger.State.ROLLED_BACK;
        if (commit) {
            for (PeerId id : change.asked) {
                Place place = change.draft.places().get(id);
                if (place != null
                        && structure.sources(id, place, change.asked).stream()
                                .anyMatch(source -> source.from().isEmpty())) {
                    lostRanges++;
                }
            }
            structure.apply(change.change, change.number, change.affected.core());
            if (structure.tree.size() == 0) {
                lostRanges++;
            }
        }
        saveRunning();
        if (commit) {
            change.draft
                    .relinks()
                    .forEach((id, relinking) -> send(
                            structure.member(id).contact, new BatonMessage.Relink(relinking.now(), relinking.gone())));
        }
        tell(change);
    }

    private void tell(Epoch change) {
        if (!running.containsKey(change.number)) {
            return;
        }
        if (change.unsettled.isEmpty() || change.decisionsSent == DECISIONS) {
            end(change);
            return;
        }
        change.decisionsSent++;
        for (PeerId id : change.unsettled) {
            send(
                    structure.member(id).contact,
                    change.state == Ledger.State.COMMITTED
                            ? new BatonMessage.Commit(change.number)
                            : new BatonMessage.Abort(change.number));
        }
        env.scheduler().after(settings.hopTimeout(), () -> tell(change));
    }

    void onSettled(PeerId id, BatonMessage.Settled message) {
        Epoch change = running.get(message.epoch());
        if (change != null && change.state != Ledger.State.PREPARING && change.unsettled.remove(id)) {
            if (change.unsettled.isEmpty()) {
                end(change);
            }
        }
    }

    private void end(Epoch change) {
        if (running.remove(change.number) != null) {
            busy.removeAll(change.affected.touched());
            schedule();
        }
    }

    private void saveRunning() {
        List<Ledger.Intent> intents = new ArrayList<>();
        running.values()
                .forEach(one -> intents.add(
                        new Ledger.Intent(one.number, one.state, List.copyOf(new TreeSet<>(one.unsettled)))));
        save(intents);
    }

    private void save(List<Ledger.Intent> intents) {
        env.disk()
                .save(new Ledger(
                        network,
                        incarnation,
                        epoch,
                        structure.tree.seats(),
                        structure.participants(),
                        intents));
    }

    /** A change that waits for a peer to say where its range is to be cut. */
    private final class Cutting {
        private final PeerId donor;
        private final BatonMessage.AskCut question;
        private final Set<PeerId> touched;
        private final Function<Key, Optional<Change>> change;
        private int asked;

        Cutting(
                PeerId donor,
                BatonMessage.AskCut question,
                Set<PeerId> touched,
                Function<Key, Optional<Change>> change) {
            this.donor = donor;
            this.question = question;
            this.touched = touched;
            this.change = change;
            cutting.put(question.request(), this);
            busy.addAll(touched);
        }

        void ask() {
            if (!cutting.containsKey(question.request())) {
                return;
            }
            if (asked == DECISIONS) {
                mourning.suspect(structure.member(donor));
                drop();
                schedule();
                return;
            }
            asked++;
            send(structure.member(donor).contact, question);
            env.scheduler().after(settings.hopTimeout(), this::ask);
        }

        private void drop() {
            cutting.remove(question.request());
            busy.removeAll(touched);
        }

        void answered(Key cut) {
            drop();
            Member member = structure.member(donor);
            member.narrow = structure.tree.contains(donor)
                    && cut.equals(structure.tree.range(donor).low());
            change.apply(cut).ifPresent(planned -> {
                Affected affected = Affected.of(structure.tree, planned);
                if (isFree(affected.touched())) {
                    prepare(planned, affected);
                }
            });
            schedule();
        }
    }

    private final class Reception implements BatonMessage.Handler<Done> {
        private final PeerId sender;
        private final Member member;

        Reception(PeerId sender, Member member) {
            this.sender = sender;
            this.member = member;
        }

        @Override
        public Done onHello(BatonMessage.Hello message) {
            EpochScheduler.this.onHello(sender, member, message);
            return Done.DONE;
        }

        @Override
        public Done onSuspect(BatonMessage.Suspect message) {
            mourning.onSuspect(message.peer());
            return Done.DONE;
        }

        @Override
        public Done onAskCut(BatonMessage.AskCut message) {
            // A sign of life, if anything.
            return Done.DONE;
        }

        @Override
        public Done onCut(BatonMessage.Cut message) {
            Cutting open = cutting.get(message.request());
            if (open != null && open.donor.equals(sender)) {
                open.answered(message.cut());
            }
            return Done.DONE;
        }

        @Override
        public Done onPrepare(BatonMessage.Prepare message) {
            // A sign of life, if anything.
            return Done.DONE;
        }

        @Override
        public Done onPrepared(BatonMessage.Prepared message) {
            EpochScheduler.this.onPrepared(sender, message);
            return Done.DONE;
        }

        @Override
        public Done onCommit(BatonMessage.Commit message) {
            // A sign of life, if anything.
            return Done.DONE;
        }

        @Override
        public Done onAbort(BatonMessage.Abort message) {
            // A sign of life, if anything.
            return Done.DONE;
        }

        @Override
        public Done onSettled(BatonMessage.Settled message) {
            EpochScheduler.this.onSettled(sender, message);
            return Done.DONE;
        }

        @Override
        public Done onRelink(BatonMessage.Relink message) {
            // A sign of life, if anything.
            return Done.DONE;
        }

        @Override
        public Done onSeated(BatonMessage.Seated message) {
            // A sign of life, if anything.
            return Done.DONE;
        }

        @Override
        public Done onExpelled(BatonMessage.Expelled message) {
            // A sign of life, if anything.
            return Done.DONE;
        }

        @Override
        public Done onPing(BatonMessage.Ping message) {
            send(member.contact, new BatonMessage.Pong(message.request()));
            return Done.DONE;
        }

        @Override
        public Done onPong(BatonMessage.Pong message) {
            // A sign of life, if anything.
            return Done.DONE;
        }

        @Override
        public Done onPingFor(BatonMessage.PingFor message) {
            // A sign of life, if anything.
            return Done.DONE;
        }

        @Override
        public Done onFetch(BatonMessage.Fetch message) {
            // A sign of life, if anything.
            return Done.DONE;
        }

        @Override
        public Done onFetched(BatonMessage.Fetched message) {
            // A sign of life, if anything.
            return Done.DONE;
        }

        @Override
        public Done onReplicate(BatonMessage.Replicate message) {
            // A sign of life, if anything.
            return Done.DONE;
        }

        @Override
        public Done onConfirm(BatonMessage.Confirm message) {
            // A sign of life, if anything.
            return Done.DONE;
        }

        @Override
        public Done onAgreed(BatonMessage.Agreed message) {
            // A sign of life, if anything.
            return Done.DONE;
        }

        @Override
        public Done onNotNow(BatonMessage.NotNow message) {
            // A sign of life, if anything.
            return Done.DONE;
        }

        @Override
        public Done onForward(BatonMessage.Forward message) {
            // A sign of life, if anything.
            return Done.DONE;
        }

        @Override
        public Done onForwardAck(BatonMessage.ForwardAck message) {
            // A sign of life, if anything.
            return Done.DONE;
        }

        @Override
        public Done onUnavailable(BatonMessage.Unavailable message) {
            // A sign of life, if anything.
            return Done.DONE;
        }

        @Override
        public Done onFound(BatonMessage.Found message) {
            // A sign of life, if anything.
            return Done.DONE;
        }

        @Override
        public Done onStored(BatonMessage.Stored message) {
            // A sign of life, if anything.
            return Done.DONE;
        }

        @Override
        public Done onRenew(BatonMessage.Renew message) {
            // A sign of life, if anything.
            return Done.DONE;
        }

        @Override
        public Done onRenewed(BatonMessage.Renewed message) {
            // A sign of life, if anything.
            return Done.DONE;
        }
    }
}
