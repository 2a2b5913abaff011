package dev.yodel.server.websocket.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ControlHandlerTest {

  private final EmbeddedChannel channel = new EmbeddedChannel(new ControlHandler(true));

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  private void writable(boolean writable) {
    channel.unsafe().outboundBuffer().setUserDefinedWritability(1, writable);
    channel.runPendingTasks();
  }

  private ByteBuf ping(int number) {
    ByteBuf payload = Unpooled.buffer().writeByte(number);
    channel.writeInbound(new PingWebSocketFrame(payload));
    return payload;
  }

  @Test
  void theLastPingIsAnsweredOnceThePeerReadsAgain() {
    writable(false);
    ByteBuf first = ping(1);
    ping(2);
    assertThat(first.refCnt()).isZero();
    assertThat(channel.outboundMessages()).isEmpty();
    writable(true);
    PongWebSocketFrame pong = channel.readOutbound();
    assertThat(pong.content().readByte()).isEqualTo((byte) 2);
    pong.release();
    assertThat(channel.outboundMessages()).isEmpty();
  }

  @Test
  void aPingThatWaitsIsReleasedWhenTheConnectionEnds() {
    writable(false);
    ByteBuf ping = ping(1);
    channel.close();
    assertThat(ping.refCnt()).isZero();
  }
}
