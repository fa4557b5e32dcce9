package org.bestpeer.node.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bestpeer.engine.BestPeerException;
import org.bestpeer.engine.ErrorCode;
import org.bestpeer.engine.MissingOwner;
import org.junit.jupiter.api.Test;

class MissingMarkTest {
    private static final MissingOwner SOUTH = new MissingOwner("south", Optional.of("south-1"), List.of("a", "b\r\nc"));

    private static String told(List<MissingOwner> owners) {
        MissingMark mark = new MissingMark(true);
        mark.tell(owners);
        String header = mark.headers().getOrDefault(MissingMark.RESPONSE_HEADER, "");
        assertThat(header.length()).isLessThan(4_100);
        assertThat(header).matches("[A-Za-z0-9.*_+%-]*");
        return URLDecoder.decode(header, StandardCharsets.UTF_8);
    }

    @Test
    void aCompleteAnswerHasNoMark() {
        MissingMark mark = new MissingMark(true);
        assertThat(mark.headers()).isEqualTo(Map.of());
        mark.tell(List.of());
        assertThat(mark.headers()).isEqualTo(Map.of());
    }

    @Test
    void namesTravelWhateverTheyAre() {
        assertThat(told(List.of(SOUTH, new MissingOwner("östlich", Optional.empty(), List.of("日本")))))
                .isEqualTo("company south (peer south-1): tables a, b\r\nc; company östlich: table 日本");
    }

    @Test
    void manyNamesAreCountedAndLongOnesCut() {
        List<MissingOwner> many = IntStream.range(0, 500)
                .mapToObj(i -> new MissingOwner("company-" + i, Optional.empty(), List.of("t")))
                .toList();
        assertThat(told(many))
                .startsWith("company company-0: table t; company company-1: table t;")
                .matches("(?s).*; and \\d+ more");

        MissingOwner wide = new MissingOwner("w", Optional.empty(), Collections.nCopies(100, "😀".repeat(50)));
        assertThat(told(List.of(wide, wide, SOUTH)))
                .startsWith("company w: tables 😀")
                .endsWith("…; and 2 more");
    }

    @Test
    void nobodyIsToldWhoDoesNotListen() {
        BestPeerException refused =
                catchThrowableOfType(BestPeerException.class, () -> new MissingMark(false).tell(List.of(SOUTH)));

        assertThat(refused.code()).isEqualTo(ErrorCode.NOT_SUPPORTED);
    }
}
