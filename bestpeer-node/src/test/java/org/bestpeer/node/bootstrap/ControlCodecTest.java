package org.bestpeer.node.bootstrap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bestpeer.node.admin.AdminException;
import org.junit.jupiter.api.Test;

class ControlCodecTest {
    private static final List<ControlRequest> REQUESTS = List.of(
            new ControlRequest.Hello("h:1", 5, 9),
            new ControlRequest.GetSnapshot(),
            new ControlRequest.RecordShares(List.of("orders"), 2),
            new ControlRequest.Renew(new byte[] {7}));
    private static final List<ControlResponse> RESPONSES =
            List.of(new ControlResponse.UpToDate(), new ControlResponse.Renewed(List.of("PEM")));

    @Test
    void givesBackEveryRequest() {
        assertThat(REQUESTS).allSatisfy(r -> assertThat(ControlCodec.readRequest(ControlCodec.write(r)))
                .usingRecursiveComparison()
                .isEqualTo(r));
    }

    @Test
    void givesBackEveryResponse() {
        assertThat(RESPONSES).allSatisfy(r -> assertThat(ControlCodec.readResponse(ControlCodec.write(r)))
                .isEqualTo(r));
        byte[] bytes = {1, -1};
        var snapshot = (ControlResponse.Snapshot)
                ControlCodec.readResponse(ControlCodec.write(new ControlResponse.Snapshot(bytes, bytes)));
        assertThat(snapshot.snapshot()).isEqualTo(bytes);
        assertThat(snapshot.signature()).isEqualTo(bytes);
    }

    @Test
    void knowsEveryKind() {
        assertThat(names(ControlRequest.kinds().stream()))
                .isEqualTo(names(Arrays.stream(ControlRequest.class.getPermittedSubclasses())))
                .hasSameSizeAs(REQUESTS);
        assertThat(names(ControlResponse.kinds().stream()))
                .isEqualTo(names(Arrays.stream(ControlResponse.class.getPermittedSubclasses())));
    }

    @Test
    void refusesAKindThatIsNotInTheList() {
        byte[] json = "{\"kind\":\"java.lang.Runtime\"}".getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> ControlCodec.readRequest(json))
                .isInstanceOf(AdminException.class)
                .hasMessageContaining("does not know");
    }

    private static Set<String> names(Stream<? extends Class<?>> types) {
        return types.map(Class::getName).collect(Collectors.toSet());
    }
}
