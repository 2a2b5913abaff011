package dev.yodel.server.websocket.lab;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import org.junit.jupiter.api.Test;

class InflateGateHandlerTest {

  private int completed;

  @Test
  void framesWaitWhileTheConnectionIsNotRead() {
    EmbeddedChannel channel = new EmbeddedChannel(new InflateGateHandler(), completions());
    channel.config().setAutoRead(false);
    WebSocketFrame first = new BinaryWebSocketFrame(Unpooled.buffer().writeByte(1));
    WebSocketFrame second = new BinaryWebSocketFrame(Unpooled.buffer().writeByte(2));
    channel.inboundMessages().clear();
    channel.writeInbound(first, second);
    assertThat(channel.inboundMessages().size()).isLessThan(2);
    assertThat(completed).isPositive();
    channel.config().setAutoRead(true);
    assertThat(channel.inboundMessages()).containsExactly(first, second);
    channel.finishAndReleaseAll();
  }

  private ChannelInboundHandlerAdapter completions() {
    return new ChannelInboundHandlerAdapter() {
      @Override
      public void channelReadComplete(ChannelHandlerContext context) {
        completed++;
      }
    };
  }
}
