package org.bestpeer.overlay.epoch;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.OverlayException;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.BatonMessage;
import org.bestpeer.overlay.baton.Done;
import org.bestpeer.overlay.baton.Envelope;
import org.bestpeer.overlay.baton.Peers;
import org.bestpeer.overlay.baton.Settings;
import org.bestpeer.overlay.env.Environment;
import org.bestpeer.overlay.tree.Balancer;
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
    private final Changes changes;
    private final Refiling refiling;
    private final Hindsight hindsight;
    private final Cuttings cuttings;
    private boolean scheduling;
    private boolean broken;

    /**
     * Takes up what the disk has; finishes or rolls back what was open there.
     *
     * @param self where peers reach it
     * @param incarnation number of this life, if the disk knows of no later one; above the number of changes that there were
     *     in all earlier ones together, whatever became of the disk
     * @param hasPeers whether peers may have places already: if the disk knows of none, it was lost or set back
     * @throws OverlayException if the disk is another network's
     */
    public EpochScheduler(
            String network,
            PeerContact self,
            long incarnation,
            boolean hasPeers,
            Settings settings,
            Environment<Envelope, Ledger> env) {
        Optional<Ledger> saved = env.disk().load();
        saved.filter(ledger -> !ledger.network().equals(network)).ifPresent(ledger -> {
            throw new OverlayException("the structure kept for network %s is that of %s; use another data directory"
                    .formatted(network, ledger.network()));
        });
        this.network = network;
        this.self = self;
        this.settings = settings;
        this.env = env;
        this.peers = new Peers(env.clock(), settings);
        this.incarnation = saved.map(ledger -> Math.max(incarnation, ledger.incarnation() + 1))
                .orElse(incarnation);
        this.structure = saved.map(ledger -> new Structure(ledger, hasPeers)).orElseGet(() -> new Structure(hasPeers));
        Outside outside = new Outside(settings, env, this::send, this::schedule);
        this.mourning = new Mourning(structure, outside);
        this.hindsight = new Hindsight(outside, saved, this.incarnation);
        if (hasPeers && structure.tree.size() == 0) {
            hindsight.lost();
        }
        this.changes = new Changes(structure, mourning, outside, hindsight, this::save);
        this.cuttings = new Cuttings(structure, mourning, changes, outside);
        this.agenda = new Agenda(structure, changes);
        this.refiling = new Refiling(structure, outside, changes::nextNumber);
        structure.members.values().forEach(member -> peers.learn(member.contact, member.incarnation));
        List<Ledger.Intent> open = saved.map(Ledger::intents).orElse(List.of());
        save(open);
        open.forEach(this::tellAgain);
        mourning.start();
        tendNowAndThen();
    }

    /** Who did not hear of a decision asks, too: this is only to be quicker. */
    private void tellAgain(Ledger.Intent intent) {
        boolean committed = intent.state() == Ledger.State.COMMITTED;
        if (hindsight.isInDoubt(intent.epoch())) {
            return;
        }
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
        return changes.epoch();
    }

    public long incarnation() {
        return incarnation;
    }

    /** How often, in this life, a range was given on of which nobody was left who had its entries for certain. */
    public int lostRanges() {
        return changes.lostRanges();
    }

    /** Whether there are ranges of which entries are gone, and not all publishers have filed theirs again. */
    public boolean hasGaps() {
        return !structure.gaps.isEmpty();
    }

    /**
     * Peers that were given up with most of those that kept the same range, in this life. Were they not dead but cut off
     * together, they could go on answering until they hear of it.
     */
    public Set<PeerId> outvoted() {
        return Collections.unmodifiableSet(changes.outvoted());
    }

    /** Whether a peer is taken for dead. */
    public boolean isGivenUp(PeerId id) {
        Member member = structure.members.get(id);
        return member != null && member.dead;
    }

    /** Whether a save has failed: it does nothing any more, and another one is to be made from the same disk. */
    public boolean isBroken() {
        return broken;
    }

    /** Whether a number was given by an earlier life of which the disk, lost or set back, knows nothing. */
    public boolean isUnknown(long number) {
        return hindsight.isUnknown(number);
    }

    /** Number of changes that are planned or on their way. */
    public int open() {
        return changes.size() + cuttings.size();
    }

    /** Hears a message of a peer, unless it is of another network, an earlier life or an older epoch of its sender. */
    public void receive(Envelope envelope) {
        PeerContact sender = envelope.sender();
        if (!broken
                && envelope.network().equals(network)
                && !sender.id().equals(self.id())
                && peers.heard(sender, envelope.incarnation(), envelope.epoch())) {
            Member member = structure.heard(sender, envelope.incarnation());
            if (hindsight.isNews(envelope.epoch())) {
                changes.reveal();
            }
            if (member.recovering && !member.greeted) {
                changes.restarted(sender.id());
            }
            mourning.heard(member);
            envelope.message().dispatch(new Reception(sender.id(), member));
        }
    }

    private void send(PeerContact to, BatonMessage message) {
        if (!broken) {
            env.net().send(peers.current(to), new Envelope(network, self, incarnation, changes.epoch(), message));
        }
    }

    private void greeted(PeerId id, Member member, BatonMessage.Hello hello) {
        boolean inTree = structure.tree.contains(id);
        boolean isAhead = (member.epoch > 0 && hello.epoch() > member.epoch) || hindsight.isInDoubt(hello.epoch());
        if (isAhead && !hindsight.isLost()) {
            changes.reveal();
        }
        if (!inTree || hello.epoch() == member.epoch) {
            // It is back before its place was given to another one.
            member.dead = false;
        }
        member.placeless = hello.epoch() == 0 && hello.prepared() == 0;
        member.entries = hello.entries();
        if (hello.recovering() && member.recovering && !member.greeted && structure.isAlone(id)) {
            // Nobody else can say whether its disk has all that it had.
            changes.lose(KeyRange.ALL);
        }
        member.recovering = hello.recovering();
        member.greeted = true;
        member.hasReported = true;
        member.wantsPlace = hello.wish() == BatonMessage.Wish.PLACE;
        member.wantsToLeave = hello.wish() == BatonMessage.Wish.LEAVE;
        changes.settleDoubts();
        if (hello.prepared() > 0) {
            changes.tellDecision(member, hello.prepared());
        } else if (hello.epoch() == member.epoch && inTree) {
            if (hello.recovering() || structure.digest(id) != hello.digest()) {
                send(member.contact, new BatonMessage.Seated(structure.place(id)));
            }
        } else if (hello.epoch() > 0) {
            send(member.contact, new BatonMessage.Expelled(hello.epoch()));
        }
        if (inTree && hello.prepared() == 0 && hello.epoch() < member.epoch && !member.dead) {
            // It has lost its place: its disk is gone or was set back, or a change was made without it.
            mourning.giveUp(member);
        }
        refiling.remind(member);
        structure.notice(id);
        schedule();
    }

    /** Begins what can be begun, soon: not in the middle of another step. */
    void schedule() {
        if (!scheduling && !broken) {
            scheduling = true;
            env.scheduler().after(Duration.ZERO, () -> {
                scheduling = false;
                if (!broken) {
                    begin();
                }
            });
        }
    }

    private void begin() {
        if (!hindsight.mayChange()) {
            return;
        }
        agenda.beginRepairsAndDepartures();
        Optional<PeerId> joiner = agenda.joiner();
        while (joiner.isPresent() && admit(joiner.get())) {
            joiner = agenda.joiner();
        }
    }

    private boolean admit(PeerId joiner) {
        if (structure.tree.size() == 0) {
            return open() == 0 && changes.begin(Plans.found(joiner), false);
        }
        Optional<Plans.Opening> opening = agenda.opening();
        if (opening.isEmpty()) {
            return false;
        }
        Plans.Opening place = opening.get();
        return cuttings.begin(new Cutting(
                place.donor(),
                cuttings.question(place.side(), 0.5),
                agenda.neighbourhood(joiner, place),
                at -> agenda.join(joiner, place, at)));
    }

    /** Evens out loads now and then, if nothing else is to be done, and sees after what was lost. */
    private void tendNowAndThen() {
        env.scheduler().after(settings.refresh().dividedBy(BALANCINGS), () -> {
            if (broken) {
                return;
            }
            boolean more = changes.busy().isEmpty() && hindsight.mayChange();
            while (more) {
                more = agenda.balance().map(this::balance).orElse(false);
            }
            refiling.check();
            changes.settleDoubts();
            schedule();
            tendNowAndThen();
        });
    }

    private boolean balance(Balancer.Advice advice) {
        if (advice instanceof Balancer.ShiftBorder shift) {
            Side side = shift.giver().equals(shift.left()) ? Side.RIGHT : Side.LEFT;
            return cuttings.begin(new Cutting(
                    shift.giver(),
                    cuttings.question(side, shift.share()),
                    agenda.neighbourhood(advice),
                    at -> agenda.shift(shift, at)));
        }
        if (advice instanceof Balancer.Relocate move) {
            return cuttings.begin(new Cutting(
                    move.heavy(),
                    cuttings.question(move.side(), 0.5),
                    agenda.neighbourhood(advice),
                    at -> agenda.relocate(move, at)));
        }
        return false;
    }

    /** What is not written down is not told; after a failure only the disk says what was decided. */
    private void save(List<Ledger.Intent> intents) {
        if (broken) {
            throw new OverlayException(
                    "the structure of network %s could not be saved before; restart".formatted(network));
        }
        broken = true;
        env.disk()
                .save(new Ledger(
                        network,
                        incarnation,
                        hindsight.newest(changes.epoch()),
                        structure.tree.seats(),
                        structure.participants(),
                        intents,
                        structure.gaps.all()));
        broken = false;
    }

    private final class Reception extends SignsOfLife {
        private final PeerId sender;
        private final Member member;

        Reception(PeerId sender, Member member) {
            this.sender = sender;
            this.member = member;
        }

        @Override
        public Done onHello(BatonMessage.Hello message) {
            greeted(sender, member, message);
            return Done.DONE;
        }

        @Override
        public Done onSuspect(BatonMessage.Suspect message) {
            mourning.onSuspect(message.peer());
            return Done.DONE;
        }

        @Override
        public Done onCut(BatonMessage.Cut message) {
            cuttings.answered(message.request(), sender).ifPresent(open -> {
                member.narrow = structure.tree.contains(sender)
                        && message.cut().equals(structure.tree.range(sender).low());
                open.change().apply(message.cut()).ifPresent(change -> changes.begin(change, false));
                schedule();
            });
            return Done.DONE;
        }

        @Override
        public Done onPrepared(BatonMessage.Prepared message) {
            changes.onPrepared(sender, message.epoch());
            return Done.DONE;
        }

        @Override
        public Done onSettled(BatonMessage.Settled message) {
            changes.onSettled(sender, message.epoch());
            return Done.DONE;
        }

        @Override
        public Done onRefiled(BatonMessage.Refiled message) {
            refiling.filed(member, message.round());
            return Done.DONE;
        }

        @Override
        public Done onPing(BatonMessage.Ping message) {
            send(member.contact, new BatonMessage.Pong(message.request()));
            return Done.DONE;
        }
    }
}
