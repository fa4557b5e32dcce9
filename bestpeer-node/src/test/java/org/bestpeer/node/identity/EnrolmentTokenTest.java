package org.bestpeer.node.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.bestpeer.node.identity.Given.RANDOM;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.Test;

class EnrolmentTokenTest {
    private final Fingerprint fingerprint = Given.authority("trade").fingerprint();
    private final EnrolmentToken token = EnrolmentToken.create("trade", "acme", fingerprint, 7480, RANDOM);

    @Test
    void comesBackFromItsText() {
        assertThat(token.encode()).startsWith("bp1.").matches("[A-Za-z0-9._-]+");
        assertThat(EnrolmentToken.parse(" " + token.encode() + "\n")).isEqualTo(token);
    }

    @Test
    void matchesOnlyItsOwnHash() {
        EnrolmentToken other = EnrolmentToken.create("trade", "acme", fingerprint, 7480, RANDOM);

        assertThat(Base64.getUrlDecoder().decode(token.secret())).hasSize(32);
        assertThat(EnrolmentToken.matches(token.secret(), token.secretHash())).isTrue();
        assertThat(EnrolmentToken.matches(other.secret(), token.secretHash())).isFalse();
        assertThat(EnrolmentToken.matches("", token.secretHash())).isFalse();
    }

    @Test
    void hidesItsSecret() {
        assertThat(token.toString()).contains("acme", "trade").doesNotContain(token.secret());
    }

    @Test
    void refusesWhatIsNoTokenWithoutRepeatingIt() {
        String cut = token.encode().substring(0, 60);
        String empty = "bp1."
                + Base64.getUrlEncoder().encodeToString("{\"secret\":\"hush\"}".getBytes(StandardCharsets.UTF_8));

        for (String text : new String[] {"", "hello", "bp1.", "bp1.%%%", cut, empty, "bp1." + "A".repeat(5000)}) {
            assertThatThrownBy(() -> EnrolmentToken.parse(text))
                    .isInstanceOf(IdentityException.class)
                    .hasMessageContaining("enrolment token")
                    .hasMessageNotContaining("hush")
                    .hasNoCause();
        }
    }
}
