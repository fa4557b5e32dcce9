package org.bestpeer.overlay.draw;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.bestpeer.overlay.KeyRange;
import org.bestpeer.overlay.PeerId;
import org.bestpeer.overlay.draw.Picture.Area;
import org.bestpeer.overlay.tree.Position;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TreeDrawingTest {
    private static final String LONG = "x".repeat(40) + "-";

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 8, 16, 17, 50, 64, 65, 200, 500})
    void nothingOverlaps(int count) {
        isClear(new Picture(TreeDrawing.svg("shop", Trees.of(count))));
        isClear(new Picture(TreeDrawing.svg("shop " + LONG.repeat(9), Trees.of(count, LONG, LONG))));
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 50, 200})
    void nothingOverlapsWherePeersAreMissing(int count) {
        List<DrawnPeer> some = new ArrayList<>();
        for (DrawnPeer peer : Trees.of(count)) {
            boolean isHigh = peer.position() != null && peer.position().level() < 3;
            some.add(isHigh ? new DrawnPeer(peer.peer(), peer.company(), null, null, 0, false) : peer);
        }
        some.add(Trees.at("twin", 3, 1));
        isClear(new Picture(TreeDrawing.svg("shop", some)));
    }

    private static void isClear(Picture picture) {
        List<Area> shapes = picture.shapes();
        List<Area> labels = picture.labels();
        Area whole = picture.whole();
        assertThat(shapes).allMatch(whole::holds);
        assertThat(labels).allMatch(whole::holds);
        for (int i = 0; i < shapes.size(); i++) {
            Area shape = shapes.get(i);
            assertThat(shapes.subList(i + 1, shapes.size()))
                    .as("beside %s", shape)
                    .noneMatch(shape::meets);
            assertThat(labels).as("on or beside %s", shape).noneMatch(l -> shape.meets(l) && !shape.holds(l));
        }
        for (int i = 0; i < labels.size(); i++) {
            Area label = labels.get(i);
            assertThat(labels.subList(i + 1, labels.size()))
                    .as("beside %s", label)
                    .noneMatch(label::meets);
        }
    }

    @Test
    void saysOfEachPeerWhatFitsAndTheRestInTooltips() {
        Picture small = new Picture(TreeDrawing.svg("shop", Trees.of(8)));
        assertThat(small.texts("text")).contains("acme-3", "company-1", "8002 entries", "≥ orders·o…ate-00002·acme");
        Picture large = new Picture(TreeDrawing.svg("shop", Trees.of(200)));
        assertThat(large.texts("text")).contains("acme-3", "acme-200").doesNotContain("8002 entries");
        assertThat(large.texts("title"))
                .hasSize(201)
                .contains(
                        """
                        peer acme-3
                        company company-1
                        level 7, number 2
                        keys from \\x03orders\\x00\\x01o_orderdate-00002\\x00\\x01acme
                        to before \\x03orders\\x00\\x01o_orderdate-00003\\x00\\x01acme
                        entries 8002 (0.0 % of all)""");
    }

    @Test
    void showsTotalsAndCompanies() {
        assertThat(new Picture(TreeDrawing.svg("Overlay of shop", Trees.of(8))).texts("text"))
                .contains("Overlay of shop", "company-0 (2)", "company-3 (2)", "level 3", "mean")
                .anyMatch(
                        text -> text.startsWith("8 peers · height 4 · 441,021 entries · mean 55,127.6, most 216,006"));
    }

    @Test
    void marksWhoIsNotReachableOrHasNoPlace() {
        List<DrawnPeer> peers = List.of(
                Trees.at("here", 0, 1),
                new DrawnPeer(new PeerId("gone"), "acme", new Position(1, 1), KeyRange.ALL, 7, false),
                new DrawnPeer(new PeerId("new"), "acme", null, null, 0, true));
        Picture picture = new Picture(TreeDrawing.svg("shop", peers));
        // Its box, its bar, and the legend's.
        assertThat(picture.elements("rect", "gone")).hasSize(3);
        assertThat(picture.texts("text"))
                .contains("not reachable", "new", "without a place in the tree")
                .anyMatch(text -> text.endsWith("1 not reachable · 1 without a place"));
        assertThat(TreeDrawing.svg("shop", Trees.of(8))).doesNotContain("class=\"box gone\"");
    }

    @Test
    void drawsLinksWithoutScript() {
        Picture picture = new Picture(TreeDrawing.svg("shop", Trees.of(7)));
        assertThat(picture.elements("g", "links")).hasSize(7);
        // Each of the six below the root, once in the tree and once among its own links.
        assertThat(picture.elements("path", "edge")).hasSize(2 * 6 + 1);
        assertThat(picture.elements("script")).isEmpty();
        assertThat(TreeDrawing.svg("shop", Trees.of(7))).contains(":hover", "prefers-color-scheme:dark");
    }

    @Test
    void namesCannotLeaveTheirPlace() {
        String hostile = "</text><script>alert('x')</script>&amp;\"'\u0000\u0008\ud800]]>\ufffe𝒳";
        DrawnPeer peer = new DrawnPeer(new PeerId("acme-1"), hostile, new Position(0, 1), KeyRange.ALL, 1, true);
        Picture picture = new Picture(TreeDrawing.svg(hostile, List.of(peer)));
        assertThat(picture.elements("script")).isEmpty();
        String shown = "</text><script>alert('x')</script>&amp;\"'\ufffd\ufffd\ufffd]]>\ufffd𝒳";
        assertThat(picture.texts("title")).contains(shown).anyMatch(text -> text.contains("company " + shown));
    }

    @Test
    void equalPeersGiveEqualPictures() {
        List<DrawnPeer> turned = new ArrayList<>(Trees.of(50));
        Collections.reverse(turned);
        assertThat(TreeDrawing.svg("shop", turned)).isEqualTo(TreeDrawing.svg("shop", Trees.of(50)));
    }
}
