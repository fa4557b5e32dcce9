package org.bestpeer.overlay.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.bestpeer.overlay.draw.TreeLayout.Placed;
import org.bestpeer.overlay.tree.Side;
import org.junit.jupiter.api.Test;

class TreeLayoutTest {
    @Test
    void standsPeersInKeyOrder() {
        TreeLayout layout = TreeLayout.of(List.of(
                Trees.at("c", 0, 1),
                Trees.at("b", 1, 1),
                Trees.at("e", 1, 2),
                Trees.at("a", 2, 1),
                Trees.at("d", 2, 3)));
        assertThat(layout.placed()).extracting(p -> p.peer().peer().value()).containsExactly("a", "b", "c", "d", "e");
        assertThat(layout.placed()).extracting(Placed::column).containsExactly(0, 1, 2, 3, 4);
        Placed d = layout.placed().get(3);
        assertThat(layout.parent(d)).contains(layout.placed().get(4));
        assertThat(layout.adjacent(d, Side.LEFT)).contains(layout.placed().get(2));
        assertThat(layout.table(d, Side.LEFT)).containsExactly(layout.placed().get(0));
    }

    @Test
    void leavesAColumnFreeWhereAPeerIsMissing() {
        TreeLayout layout = TreeLayout.of(List.of(Trees.at("a", 1, 1), Trees.at("b", 1, 2)));
        assertThat(layout.placed()).extracting(Placed::column).containsExactly(0, 2);
    }

    @Test
    void givesAClaimedPositionToTheReachable() {
        DrawnPeer here = Trees.at("b", 0, 1);
        DrawnPeer gone = new DrawnPeer(Trees.at("a", 0, 1).peer(), "acme", here.position(), here.range(), 1, false);
        TreeLayout layout = TreeLayout.of(List.of(gone, here));
        assertThat(layout.placed()).extracting(Placed::peer).containsExactly(here);
        assertThat(layout.outside()).containsExactly(gone);
    }
}
