package dev.yodel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundHandlerAdapter;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.DefaultHttpResponse;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpVersion;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AnswerHandlerTest {

  private final EmbeddedChannel channel =
      new EmbeddedChannel(
          new AnswerHandler(new DefaultHttpHeaders().set("Sec-WebSocket-Extensions", "x")));

  private static HttpResponse answer(HttpResponseStatus status) {
    return new DefaultHttpResponse(HttpVersion.HTTP_1_1, status);
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void the101IsWrittenForTheHandshakeButLeavesOnlyWithTheHandler() {
    assertThat(channel.writeAndFlush(answer(HttpResponseStatus.SWITCHING_PROTOCOLS)).isSuccess())
        .isTrue();
    channel.flush();
    assertThat(channel.outboundMessages()).isEmpty();

    channel.pipeline().remove(AnswerHandler.class);

    HttpResponse left = channel.readOutbound();
    assertThat(left.headers().get("Sec-WebSocket-Extensions")).isEqualTo("x");
  }

  @Test
  void aRefusalLeavesAtOnceAndAsItIs() {
    channel.writeAndFlush(answer(HttpResponseStatus.UPGRADE_REQUIRED));

    HttpResponse left = channel.readOutbound();
    assertThat(left.headers()).isEmpty();
  }

  @Test
  void a101ThatCannotBeWrittenEndsTheConnection() {
    channel
        .pipeline()
        .addFirst(
            new ChannelOutboundHandlerAdapter() {
              @Override
              public void write(ChannelHandlerContext ctx, Object message, ChannelPromise promise) {
                promise.setFailure(new IllegalStateException("cannot be encoded"));
              }
            });

    channel.writeAndFlush(answer(HttpResponseStatus.SWITCHING_PROTOCOLS));

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void nothingIsAWebSocketThatClosedBefore() {
    channel.close();

    assertThat(channel.writeAndFlush(answer(HttpResponseStatus.SWITCHING_PROTOCOLS)).isSuccess())
        .isFalse();
  }
}
