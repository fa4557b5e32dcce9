package org.bestpeer.overlay.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.DecoderException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FrameTest {
    private static final TransportLimits.Sizes SIZES = new TransportLimits.Sizes(64, 100, 1000, 1000);
    private static final Frame HELLO = Frame.hello(new Hello(new VersionRange(1, 2), "trade"));

    private final EmbeddedChannel channel = new EmbeddedChannel(new FrameDecoder(SIZES));

    private static ByteBuf bytes(Frame frame) {
        return frame.encode(UnpooledByteBufAllocator.DEFAULT);
    }

    private static Frame frame(FrameType type, int size) {
        return new Frame(type, 1, 77, new byte[size]);
    }

    private void accepts(Frame frame) {
        channel.writeInbound(bytes(frame));
        assertThat(channel.<Frame>readInbound()).usingRecursiveComparison().isEqualTo(frame);
    }

    private void refuses(Frame frame) {
        assertThatThrownBy(() -> channel.writeInbound(bytes(frame)))
                .isInstanceOf(DecoderException.class)
                .hasMessageContaining("is not allowed");
    }

    @Test
    void comesBackWhenItsBytesDribbleIn() {
        ByteBuf bytes = bytes(HELLO);
        while (bytes.readableBytes() > 1) {
            assertThat(channel.writeInbound(Unpooled.copiedBuffer(bytes.readBytes(1))))
                    .isFalse();
        }
        assertThat(channel.writeInbound(bytes)).isTrue();

        Hello hello = Hello.decode(channel.<Frame>readInbound().payload());
        assertThat(hello).isEqualTo(new Hello(new VersionRange(1, 2), "trade"));
    }

    @Test
    void keepsToTheLimitOfItsKind() {
        accepts(HELLO);
        accepts(frame(FrameType.MESSAGE, 100));
        accepts(frame(FrameType.ITEM, 1000));
        refuses(frame(FrameType.MESSAGE, 101));
        refuses(frame(FrameType.ITEM, 1001));
    }

    @Test
    void keepsToTheSmallLimitBeforeTheGreeting() {
        accepts(frame(FrameType.ITEM, 64));
        refuses(frame(FrameType.ITEM, 65));
    }

    @Test
    void isRefusedByItsLengthAlone() {
        assertThatThrownBy(() -> channel.writeInbound(
                        Unpooled.buffer().writeInt(Integer.MAX_VALUE).writeByte(0)))
                .isInstanceOf(DecoderException.class);
        assertThatThrownBy(() ->
                        channel.writeInbound(Unpooled.buffer().writeInt(-1).writeByte(0)))
                .isInstanceOf(DecoderException.class);
        assertThatThrownBy(() ->
                        channel.writeInbound(Unpooled.buffer().writeInt(20).writeByte(99)))
                .isInstanceOf(DecoderException.class)
                .hasMessageContaining("unknown kind of frame: 99");
    }

    @Test
    void carriesFailuresAndNumbers() {
        TransportException.Remote failure = Frame.failure(3, new TransportException.Remote("STALE", "täble"))
                .failure();

        assertThat(failure.code()).isEqualTo("STALE");
        assertThat(failure).hasMessage("täble");
        assertThat(Frame.credit(3, 5).number()).isEqualTo(5);
        assertThatThrownBy(() -> frame(FrameType.CREDIT, 2).number()).isInstanceOf(TransportException.class);
        assertThatThrownBy(() ->
                        Frame.of(FrameType.FAILURE, 1, new byte[] {0, 9, 1}).failure())
                .isInstanceOf(TransportException.class);
    }

    @Test
    void aGreetingMayGrowButNotShrink() {
        byte[] hello = new Hello(new VersionRange(1, 2), "trade").encode();

        assertThat(Hello.decode(Arrays.copyOf(hello, hello.length + 5)).network())
                .isEqualTo("trade");
        for (int length = 0; length < hello.length; length++) {
            byte[] cut = Arrays.copyOf(hello, length);
            assertThatThrownBy(() -> Hello.decode(cut)).isInstanceOf(TransportException.class);
        }
    }
}
