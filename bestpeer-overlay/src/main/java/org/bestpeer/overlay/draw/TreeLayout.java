package org.bestpeer.overlay.draw;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.bestpeer.overlay.tree.Position;
import org.bestpeer.overlay.tree.Side;

/**
 * Who stands in which column. Columns follow the key order, one for each peer, so that the tree has no crossing lines
 * and the ranges tile from left to right. Where a peer is missing between two of a level, a column stays free.
 */
final class TreeLayout {
    private final List<DrawnPeer> outside = new ArrayList<>();
    private final NavigableMap<Position, Placed> placed = new TreeMap<>();
    private int columns;
    private int levels;

    private TreeLayout() {}

    /** Of several peers that claim a position a reachable one gets it; the others are shown outside of the tree. */
    static TreeLayout of(Collection<DrawnPeer> peers) {
        TreeLayout layout = new TreeLayout();
        Map<Position, DrawnPeer> holders = new HashMap<>();
        peers.stream()
                .sorted(Comparator.comparing((DrawnPeer peer) -> !peer.reachable())
                        .thenComparing(DrawnPeer::peer))
                .forEach(peer -> {
                    Position position = peer.position();
                    if (position == null || holders.putIfAbsent(position, peer) != null) {
                        layout.outside.add(peer);
                    }
                });
        Map<Integer, Integer> lastOfLevel = new HashMap<>();
        holders.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(holder -> {
            Position position = holder.getKey();
            int free = lastOfLevel.getOrDefault(position.level(), -2) + 2;
            int column = Math.max(layout.columns, free);
            lastOfLevel.put(position.level(), column);
            layout.add(new Placed(holder.getValue(), position, column));
        });
        return layout;
    }

    private void add(Placed peer) {
        placed.put(peer.position(), peer);
        columns = peer.column() + 1;
        levels = Math.max(levels, peer.position().level() + 1);
    }

    /** The peers of the tree in key order. */
    List<Placed> placed() {
        return List.copyOf(placed.values());
    }

    /** Peers without a place, by name. */
    List<DrawnPeer> outside() {
        return outside.stream()
                .sorted(Comparator.comparing(peer -> peer.peer().value(), Palette.NATURAL))
                .toList();
    }

    int columns() {
        return columns;
    }

    int levels() {
        return levels;
    }

    Optional<Placed> parent(Placed peer) {
        return peer.position().isRoot()
                ? Optional.empty()
                : Optional.ofNullable(placed.get(peer.position().parent()));
    }

    /** The peers in key order before and behind it. */
    Optional<Placed> adjacent(Placed peer, Side side) {
        return Optional.ofNullable(
                        side == Side.LEFT ? placed.lowerEntry(peer.position()) : placed.higherEntry(peer.position()))
                .map(Map.Entry::getValue);
    }

    /** The peers in its routing table on a side, nearest first. */
    List<Placed> table(Placed peer, Side side) {
        List<Placed> table = new ArrayList<>();
        Position position = peer.position();
        for (int slot = 0; slot < position.tableSize(side); slot++) {
            long distance = 1L << slot;
            Placed neighbour = placed.get(
                    new Position(position.level(), position.number() + (side == Side.LEFT ? -distance : distance)));
            if (neighbour != null) {
                table.add(neighbour);
            }
        }
        return table;
    }

    /** A peer of the tree and its column, counted from 0. */
    record Placed(DrawnPeer peer, Position position, int column) {}
}
