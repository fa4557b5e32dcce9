package org.bestpeer.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.apache.calcite.avatica.proto.Common;
import org.apache.calcite.avatica.proto.Responses;
import org.junit.jupiter.api.Test;

class WireTest {
    @Test
    void dropsClassesThatAServerNames() {
        Common.Signature hostile = Common.Signature.newBuilder()
                .setSql("q")
                .setCursorFactory(Common.CursorFactory.newBuilder()
                        .setStyle(Common.CursorFactory.Style.RECORD)
                        .setClassName("java.lang.Runtime"))
                .build();

        Common.Signature safe = Wire.safe(hostile);

        assertThat(safe.getCursorFactory().getClassName()).isEmpty();
        assertThat(safe.getCursorFactory().getStyle()).isEqualTo(Common.CursorFactory.Style.LIST);
        assertThat(safe.getSql()).isEqualTo("q");
    }

    @Test
    void refusesAnswersThatWereNotAskedFor() {
        byte[] other = Common.WireMessage.newBuilder()
                .setName("x$CommitResponse")
                .build()
                .toByteArray();

        assertThatThrownBy(() -> Wire.read(other, Responses.FetchResponse.getDefaultInstance()))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> Wire.read(new byte[] {1, 2, 3}, Responses.FetchResponse.getDefaultInstance()))
                .isInstanceOf(IOException.class);
    }
}
