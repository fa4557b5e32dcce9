package org.bestpeer.overlay.draw;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.bestpeer.overlay.Key;
import org.junit.jupiter.api.Test;

class LetteringTest {
    @Test
    void shortensToWhatFits() {
        double room = Lettering.width("123456789", 10);
        assertThat(Lettering.fit("company-1", room, 10)).isEqualTo("company-1");
        assertThat(Lettering.fit("company-12", room, 10)).isEqualTo("company-…");
        assertThat(Lettering.fitKeepingEnd("company-12", room, 10)).isEqualTo("comp…y-12");
        assertThat(Lettering.fit("𝒳𝒳𝒳𝒳𝒳𝒳𝒳𝒳", room, 10)).isEqualTo("𝒳𝒳𝒳𝒳…");
        assertThat(Lettering.fit("abc", 1, 10)).isEmpty();
    }

    @Test
    void writesCountsInFourCharacters() {
        assertThat(Lettering.compact(0)).isEqualTo("0");
        assertThat(Lettering.compact(999)).isEqualTo("999");
        assertThat(Lettering.compact(1000)).isEqualTo("1.0k");
        assertThat(Lettering.compact(9999)).isEqualTo("9.9k");
        assertThat(Lettering.compact(123_456)).isEqualTo("123k");
        assertThat(Lettering.compact(2_345_678_901L)).isEqualTo("2.3G");
    }

    @Test
    void showsKeysAsTextOrHexadecimal() {
        Key index = Key.of("\u0001orders\u0000\u0001acme-1\u0000\u0001".getBytes(UTF_8));
        assertThat(KeyText.brief(index)).isEqualTo("orders·acme-1");
        assertThat(KeyText.exact(index)).isEqualTo("\\x01orders\\x00\\x01acme-1\\x00\\x01");
        Key number = Key.of(new byte[] {3, (byte) 0x80, 0, 'a'});
        assertThat(KeyText.brief(number)).isEqualTo("0x03800061");
        assertThat(KeyText.brief(Key.of(new byte[] {'@'}))).isEqualTo("0x40");
        assertThat(KeyText.exact(Key.MIN)).isEqualTo("start");
        assertThat(KeyText.brief(null)).isEqualTo("end");
    }
}
