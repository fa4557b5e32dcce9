package org.bestpeer.overlay.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PositionTest {
    @Test
    void ordersAsAnInOrderWalk() {
        List<Position> walk = new ArrayList<>();
        walk(Position.ROOT, walk);
        for (int i = 0; i < walk.size(); i++) {
            for (int j = 0; j < walk.size(); j++) {
                assertThat(Integer.signum(walk.get(i).compareTo(walk.get(j)))).isEqualTo(Integer.compare(i, j));
            }
        }
    }

    private static void walk(Position position, List<Position> into) {
        if (position.level() < 6) {
            walk(position.child(Side.LEFT), into);
            into.add(position);
            walk(position.child(Side.RIGHT), into);
        }
    }

    @Test
    void tablesHoldTheNeighboursAtPowersOfTwo() {
        Position position = new Position(3, 4);
        assertThat(position.tableSize(Side.LEFT)).isEqualTo(2);
        assertThat(position.tableSize(Side.RIGHT)).isEqualTo(3);
        assertThat(position.slotOf(new Position(3, 2))).isEqualTo(1);
        assertThat(position.slotOf(new Position(3, 7))).isEqualTo(-1);
        assertThat(position.slotOf(position)).isEqualTo(-1);
    }

    @Test
    void refusesPlacesThatDoNotExist() {
        assertThatThrownBy(() -> new Position(2, 5)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Position(0, 0)).isInstanceOf(IllegalArgumentException.class);
    }
}
