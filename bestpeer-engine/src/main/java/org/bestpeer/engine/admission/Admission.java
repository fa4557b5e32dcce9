package org.bestpeer.engine.admission;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.jspecify.annotations.Nullable;

/**
 * A bounded number of places for work, in all and for each party, and a bounded queue in front of them. A place is held by work
 * that goes on: one that stands still for longer than {@link AdmissionLimits#idle}, because nobody takes its results, keeps
 * its place only while nobody waits for it, and takes one again, before those who have not begun, when it goes on. So work that
 * waits for its reader never keeps others from beginning, whatever its reader waits for. Thread-safe; one lock.
 */
public final class Admission {
    private final AdmissionLimits limits;
    private final AdmissionTexts texts;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, Integer> places = new HashMap<>();
    /** Those that stand still in their places, the longest first. */
    private final Set<Ticket> idle = new LinkedHashSet<>();
    /** Those that had a place before. */
    private final Deque<Ticket> returning = new ArrayDeque<>();

    private final Deque<Ticket> queue = new ArrayDeque<>();
    private int taken;

    public Admission(AdmissionLimits limits, AdmissionTexts texts) {
        this.limits = limits;
        this.texts = texts;
    }

    /** Takes everybody at once. */
    public static Admission unbounded() {
        return new Admission(AdmissionLimits.NONE, new AdmissionTexts("", "", "", "", "", ""));
    }

    /** A ticket of that party, which has no place yet; it must be closed. */
    public Ticket ticket(String party) {
        return new Ticket(this, lock.newCondition(), party);
    }

    /** Places that are taken now. */
    public int running() {
        return locked(() -> taken);
    }

    /** Tickets that wait now. */
    public int waiting() {
        return locked(() -> queue.size() + returning.size());
    }

    private int locked(IntSupplier read) {
        lock.lock();
        try {
            return read.getAsInt();
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a place, if it has none. */
    void enter(Ticket ticket, Duration patience) {
        lock.lock();
        try {
            if (ticket.state == Ticket.State.IDLE) {
                idle.remove(ticket);
                ticket.state = Ticket.State.RUNNING;
                return;
            }
            if (ticket.state == Ticket.State.CLOSED) {
                throw Ticket.cancelled(null);
            }
            ticket.state = Ticket.State.WAITING;
            (ticket.begun ? returning : queue).add(ticket);
            hand();
            if (ticket.state != Ticket.State.RUNNING) {
                refuseIfFull(ticket);
                await(ticket, System.nanoTime() + nanos(patience));
            }
        } finally {
            lock.unlock();
        }
    }

    private static long nanos(Duration patience) {
        // Half the range of the clock: what is later is never reached, and sums do not overflow.
        long most = Long.MAX_VALUE / 2;
        return patience.compareTo(Duration.ofNanos(most)) > 0 ? most : patience.toNanos();
    }

    private void refuseIfFull(Ticket ticket) {
        if (ticket.begun) {
            return;
        }
        long ofParty = queue.stream().filter(t -> t.party.equals(ticket.party)).count();
        boolean partyFull = ofParty > limits.queuedPerParty();
        if (partyFull || queue.size() > limits.queued()) {
            leaveLine(ticket);
            throw refused(ticket.party, partyFull);
        }
    }

    private BestPeerException refused(String party, boolean partyFull) {
        String full = partyFull
                ? "%d %s of %s %s wait already, of %d that may (%s)"
                        .formatted(
                                limits.queuedPerParty(),
                                texts.work(),
                                texts.party(),
                                party,
                                limits.queued(),
                                texts.queue())
                : "%d %s wait already (%s)".formatted(limits.queued(), texts.work(), texts.queue());
        return new BestPeerException(
                ErrorCode.OVERLOADED,
                "%s is overloaded: %s; repeat the statement later, or run fewer at once"
                        .formatted(texts.place(), full));
    }

    private void await(Ticket ticket, long deadline) {
        try {
            while (ticket.state == Ticket.State.WAITING) {
                long now = System.nanoTime();
                if (now - deadline >= 0) {
                    throw late(ticket);
                }
                long wake = ticket == head() ? Math.min(deadline - now, untilNextIdle(now)) : deadline - now;
                ticket.watches = ticket == head() && wake < deadline - now;
                long unused = ticket.turn.awaitNanos(wake);
                if (ticket.state == Ticket.State.WAITING) {
                    hand();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Ticket.cancelled(e);
        } finally {
            leaveLine(ticket);
        }
        if (ticket.state == Ticket.State.CLOSED) {
            throw Ticket.cancelled(null);
        }
    }

    private BestPeerException late(Ticket ticket) {
        boolean ofParty = isFull(ticket.party);
        String limit = ofParty
                ? "%s %s has its %d %s at once (%s)"
                        .formatted(texts.party(), ticket.party, limits.perParty(), texts.work(), texts.each())
                : "%d %s run at once (%s)".formatted(limits.running(), texts.work(), texts.total());
        return new BestPeerException(
                ErrorCode.DEADLINE_EXCEEDED,
                "no turn came at %s within the time limit: %s; repeat later, run fewer at once or raise queryTimeout"
                        .formatted(texts.place(), limit));
    }

    /** It waits no longer, whether or not it has a place now. */
    private void leaveLine(Ticket ticket) {
        boolean wasHead = ticket == head();
        if (!returning.remove(ticket) && !queue.remove(ticket)) {
            return;
        }
        if (ticket.state == Ticket.State.WAITING) {
            ticket.state = Ticket.State.AWAY;
        }
        if (wasHead) {
            wakeHead();
        }
    }

    /** The first of those that wait; it alone looks at the clock for those that stand still. */
    private @Nullable Ticket head() {
        return returning.isEmpty() ? queue.peekFirst() : returning.peekFirst();
    }

    private void wakeHead() {
        Ticket head = head();
        if (head != null) {
            head.turn.signal();
        }
    }

    private long untilNextIdle(long now) {
        for (Ticket ticket : idle) {
            long left = ticket.idleSince + nanos(limits.idle()) - now;
            if (left > 0) {
                return left;
            }
        }
        return Long.MAX_VALUE;
    }

    /** Gives places to those that wait, in their order, leaving out those whose party has all of its own. */
    private void hand() {
        List<Ticket> order = Stream.concat(returning.stream(), queue.stream()).toList();
        List<Ticket> given = new ArrayList<>();
        for (Ticket ticket : order) {
            if (isFull(ticket.party) || taken >= limits.running()) {
                Ticket lender = lender(ticket.party);
                if (lender == null) {
                    if (taken >= limits.running() && lender(null) == null) {
                        break;
                    }
                    continue;
                }
                idle.remove(lender);
                vacate(lender);
                lender.state = Ticket.State.AWAY;
            }
            take(ticket);
            given.add(ticket);
        }
        for (Ticket ticket : given) {
            leaveLine(ticket);
            ticket.turn.signal();
        }
    }

    /** Who has stood still for too long in a place that this party, or any if null, could have. */
    private @Nullable Ticket lender(@Nullable String party) {
        long now = System.nanoTime();
        for (Ticket ticket : idle) {
            if (now - ticket.idleSince < nanos(limits.idle())) {
                return null;
            }
            if (party == null || !isFull(party) || ticket.party.equals(party)) {
                return ticket;
            }
        }
        return null;
    }

    private boolean isFull(String party) {
        return places.getOrDefault(party, 0) >= limits.perParty();
    }

    private void take(Ticket ticket) {
        places.merge(ticket.party, 1, Integer::sum);
        taken++;
        ticket.state = Ticket.State.RUNNING;
        ticket.begun = true;
    }

    private void vacate(Ticket ticket) {
        places.computeIfPresent(ticket.party, (party, count) -> count > 1 ? count - 1 : null);
        taken--;
    }

    /** It stands still, but keeps its place until somebody wants it. */
    void leave(Ticket ticket) {
        lock.lock();
        try {
            if (ticket.state == Ticket.State.RUNNING && ticket.closing) {
                end(ticket);
            } else if (ticket.state == Ticket.State.RUNNING) {
                ticket.state = Ticket.State.IDLE;
                ticket.idleSince = System.nanoTime();
                idle.add(ticket);
                Ticket head = head();
                if (head != null && !head.watches) {
                    head.turn.signal();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** It is over; a place is given back when the work in it has come to its end. */
    void close(Ticket ticket) {
        lock.lock();
        try {
            ticket.closing = true;
            if (ticket.state != Ticket.State.RUNNING && ticket.state != Ticket.State.CLOSED) {
                end(ticket);
            }
        } finally {
            lock.unlock();
        }
    }

    private void end(Ticket ticket) {
        boolean had = ticket.state == Ticket.State.RUNNING || idle.remove(ticket);
        ticket.state = Ticket.State.CLOSED;
        leaveLine(ticket);
        ticket.turn.signal();
        if (had) {
            vacate(ticket);
            hand();
        }
    }
}
