package org.bestpeer.overlay.epoch;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerContact;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.baton.NodeInfo;
import org.bestpeer.overlay.baton.Place;
import org.bestpeer.overlay.baton.Source;
import org.bestpeer.overlay.tree.Affected;
import org.bestpeer.overlay.tree.Change;
import org.bestpeer.overlay.tree.Seat;
import org.bestpeer.overlay.tree.Tree;
import org.jspecify.annotations.Nullable;

/** The tree with its members: who stands where since when, and what each is told of it. */
final class Structure {
    final Tree tree;
    final Map<PeerId, Member> members = new LinkedHashMap<>();

    /** Who wishes or suffers something, in order of their coming. */
    private final NavigableMap<Integer, PeerId> wanting = new TreeMap<>();
    /** Rises with every change of what any peer is told of its place. */
    private long version;
    /** How many members there were so far. */
    private int came;
    /** Whether somebody ever had a place. */
    private boolean hasHistory;

    final Gaps gaps;

    Structure(Ledger saved, boolean hasHistory) {
        gaps = new Gaps(saved.gaps());
        this.hasHistory = hasHistory || saved.epoch() > 0;
        tree = Tree.of(saved.seats());
        saved.participants().forEach(one -> members.put(one.contact().id(), Member.of(one, came++)));
    }

    /** @param hasHistory whether somebody may have had a place before */
    Structure(boolean hasHistory) {
        gaps = new Gaps(List.of());
        tree = new Tree();
        this.hasHistory = hasHistory;
    }

    Member member(PeerId id) {
        return requireNonNull(members.get(id), () -> "unknown peer " + id);
    }

    /** Notes a sign of life of a peer, maybe its first. */
    Member heard(PeerContact contact, long incarnation) {
        Member member = members.get(contact.id());
        if (member == null) {
            member = new Member(contact, incarnation, came++);
            members.put(contact.id(), member);
        }
        if (member.incarnation != incarnation) {
            member.recovering = tree.contains(contact.id());
            member.greeted = false;
        }
        if (member.incarnation != incarnation || !member.contact.equals(contact)) {
            member.contact = contact;
            member.incarnation = incarnation;
            version++;
        }
        return member;
    }

    /** Forgets those without a place of whom nothing was heard since then. */
    void forget(long before) {
        members.entrySet().removeIf(entry -> {
            Member member = entry.getValue();
            boolean gone = member.lastHeard < before && !tree.contains(entry.getKey());
            if (gone) {
                wanting.remove(member.number);
            }
            return gone;
        });
    }

    /** To be called when a peer's wishes, or whether it is dead, have changed. */
    void notice(PeerId id) {
        Member member = member(id);
        boolean wants = member.dead || member.wantsToLeave || (member.wantsPlace && !tree.contains(id));
        if (wants) {
            wanting.put(member.number, id);
        } else {
            wanting.remove(member.number);
        }
    }

    /** Every peer that is dead, or wants to leave, or wants a place and has none. */
    Collection<PeerId> wanting() {
        return Collections.unmodifiableCollection(wanting.values());
    }

    /** What is written down of every peer; in a loop, as it is done for every change. */
    List<Ledger.Participant> participants() {
        Ledger.Participant[] participants = new Ledger.Participant[members.size()];
        int i = 0;
        for (Member member : members.values()) {
            participants[i++] = member.saved();
        }
        return Collections.unmodifiableList(Arrays.asList(participants));
    }

    /** Whether a peer is there, has said how it is, and has all that it should. */
    boolean isWell(PeerId id) {
        Member member = member(id);
        return member.isUsable() && member.greeted && !member.recovering;
    }

    boolean isUsable(PeerId id) {
        return member(id).isUsable();
    }

    long load(PeerId id) {
        return member(id).entries;
    }

    /** The place of a peer of the tree as it is. */
    Place place(PeerId id) {
        return new View(this, tree, Map.of(), 0, List.of()).place(id, member(id).epoch);
    }

    /** The digest of that place. */
    long digest(PeerId id) {
        Member member = member(id);
        if (member.digestVersion != version) {
            member.digestVersion = version;
            member.digest = place(id).digest();
        }
        return member.digest;
    }

    /** What core peers are to be after a change, and what others are to be told of it. */
    Draft draft(Change change, long epoch, Affected affected, List<KeyRange> lost) {
        Map<PeerId, Seat> before = new LinkedHashMap<>();
        change.seats().forEach(seat -> before.put(seat.peer(), tree.seat(seat.peer())));
        Map<PeerId, Set<PeerId>> linksBefore = new LinkedHashMap<>();
        affected.linked().forEach(id -> linksBefore.put(id, tree.links(id)));
        Map<PeerId, @Nullable Place> places = new LinkedHashMap<>();
        Map<PeerId, Relinking> relinks = new LinkedHashMap<>();
        return tree.after(change, after -> {
            View view = new View(this, after, before, epoch, lost);
            affected.core().forEach(id -> places.put(id, after.contains(id) ? view.place(id, epoch) : null));
            linksBefore.forEach((id, links) -> relinks.put(id, view.relinking(after.links(id), links)));
            return new Draft(places, relinks);
        });
    }

    /** The ranges that a peer keeps: its own and its ring neighbours'. */
    private static List<Piece> pieces(Tree tree, PeerId id) {
        List<Piece> pieces = new ArrayList<>();
        pieces.add(new Piece(id, tree.range(id)));
        PeerId before = tree.ringBefore(id);
        PeerId after = tree.ringAfter(id);
        if (!before.equals(id)) {
            pieces.add(new Piece(before, tree.range(before)));
        }
        if (!after.equals(id) && !after.equals(before)) {
            pieces.add(new Piece(after, tree.range(after)));
        }
        return pieces;
    }

    /** Where a core peer gets what it lacks for a place: from those of the core that keep it now. */
    private List<Source> sources(PeerId peer, Place place, Set<PeerId> core) {
        Set<PeerId> had = new HashSet<>();
        if (tree.contains(peer) && !member(peer).recovering) {
            pieces(tree, peer).forEach(piece -> had.add(piece.holder()));
        }
        List<KeyRange> needs = new ArrayList<>();
        needs.add(place.info().range());
        place.neighbours().forEach(info -> needs.add(info.range()));
        List<Source> sources = new ArrayList<>();
        for (KeyRange need : needs) {
            for (PeerId holder : holders(need)) {
                if (!had.contains(holder)) {
                    intersection(need, tree.range(holder))
                            .ifPresent(part -> sources.add(new Source(part, keepers(holder, peer, core))));
                }
            }
        }
        return sources;
    }

    /** Whether a peer is the only one in the tree. */
    boolean isAlone(PeerId id) {
        return tree.size() == 1 && tree.contains(id);
    }

    /** To be called when what peers are told of their places has changed. */
    void changed() {
        version++;
    }

    /** What each of those that are asked lacks for its new place, and where it gets it. */
    Map<PeerId, List<Source>> sources(Draft draft, Set<PeerId> asked) {
        Map<PeerId, List<Source>> sources = new LinkedHashMap<>();
        for (PeerId id : asked) {
            Place place = draft.places().get(id);
            if (place != null) {
                sources.put(id, sources(id, place, asked));
            }
        }
        return sources;
    }

    /** Ranges that core peers will hold or keep, of which nobody takes part who has all entries for certain. */
    List<KeyRange> lost(Map<PeerId, List<Source>> sources) {
        if (tree.size() == 0) {
            // Whoever had a place before may still publish something.
            return hasHistory ? List.of(KeyRange.ALL) : List.of();
        }
        return sources.values().stream()
                .flatMap(List::stream)
                .filter(source -> source.from().isEmpty() || isUncertain(source))
                .map(Source::range)
                .toList();
    }

    private boolean isUncertain(Source source) {
        return source.from().stream().allMatch(contact -> member(contact.id()).recovering);
    }

    /** Those beside a dead one that alone have what core peers will lack: they are to take part, too. */
    Set<PeerId> missing(Draft draft, Set<PeerId> asked) {
        Set<PeerId> missing = new TreeSet<>();
        for (PeerId id : asked) {
            Place place = draft.places().get(id);
            if (place != null) {
                for (Source source : sources(id, place, asked)) {
                    if (source.from().isEmpty()) {
                        pieces(tree, tree.holder(source.range().low())).stream()
                                .map(Piece::holder)
                                .filter(keeper -> !keeper.equals(id) && isUsable(keeper))
                                .forEach(missing::add);
                    }
                }
            }
        }
        return missing;
    }

    /** The holder and its ring neighbours, as far as they take part; those that may lack entries come last. */
    private List<PeerContact> keepers(PeerId holder, PeerId asking, Set<PeerId> core) {
        List<PeerContact> certain = new ArrayList<>();
        List<PeerContact> recovering = new ArrayList<>();
        for (Piece piece : pieces(tree, holder)) {
            PeerId keeper = piece.holder();
            if (!keeper.equals(asking) && core.contains(keeper) && isUsable(keeper)) {
                (member(keeper).recovering ? recovering : certain).add(member(keeper).contact);
            }
        }
        return certain.isEmpty() ? recovering : certain;
    }

    List<PeerId> holders(KeyRange range) {
        List<PeerId> holders = new ArrayList<>();
        if (tree.size() == 0 || range.isEmpty()) {
            return holders;
        }
        PeerId holder = tree.holder(range.low());
        holders.add(holder);
        Optional<PeerId> next = tree.after(holder);
        while (next.isPresent()
                && (range.high() == null || tree.range(next.get()).low().compareTo(range.high()) < 0)) {
            holders.add(next.get());
            next = tree.after(next.get());
        }
        return holders;
    }

    private static Optional<KeyRange> intersection(KeyRange one, KeyRange other) {
        if (!one.intersects(other)) {
            return Optional.empty();
        }
        var low = one.low().compareTo(other.low()) > 0 ? one.low() : other.low();
        var high = one.high() == null
                ? other.high()
                : other.high() == null || one.high().compareTo(other.high()) < 0 ? one.high() : other.high();
        return Optional.of(new KeyRange(low, high));
    }

    /** Applies a change that has been decided. */
    void apply(Change change, long epoch, Set<PeerId> core) {
        for (Seat seat : change.seats()) {
            Seat before = tree.seat(seat.peer());
            Member member = member(seat.peer());
            if (!seat.equals(before)) {
                member.moved = epoch;
            }
            if (seat.range() == null) {
                // Its next place, if it wants one, is a new beginning.
                member.dead = false;
                member.wantsPlace = false;
                member.wantsToLeave = false;
                member.entries = 0;
            }
            if (seat.range() == null || !seat.range().equals(before.range())) {
                member.since = epoch;
            }
        }
        tree.apply(change);
        hasHistory = true;
        version++;
        change.seats().forEach(seat -> notice(seat.peer()));
        for (PeerId id : core) {
            member(id).epoch = epoch;
            member(id).hasReported = false;
            member(id).narrow = false;
        }
    }

    /**
     * What peers are told of a change.
     *
     * @param places new places of core peers, null for those that leave the tree
     * @param relinks changes of others' links
     */
    record Draft(Map<PeerId, @Nullable Place> places, Map<PeerId, Relinking> relinks) {}

    record Relinking(List<NodeInfo> now, List<PeerId> gone) {}

    private record Piece(PeerId holder, KeyRange range) {}
}
