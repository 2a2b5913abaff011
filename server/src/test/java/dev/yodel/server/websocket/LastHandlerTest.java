package dev.yodel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.LogCapture;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LastHandlerTest {

  private static List<String> logged(String request) {
    EmbeddedChannel channel =
        new EmbeddedChannel(
            new HttpServerCodec(), new HttpObjectAggregator(1024), new LastHandler());
    try (LogCapture log = new LogCapture()) {
      channel.writeInbound(Unpooled.copiedBuffer(request, StandardCharsets.ISO_8859_1));
      channel.finishAndReleaseAll();
      return log.lines();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Content-Length: 10\r\n\r\nabc",
        "Content-Length: 10\r\nExpect: 100-continue\r\n\r\n",
        "Transfer-Encoding: chunked\r\n\r\n5\r\nab",
      })
  void aConnectionLostWithinABodyIsNoError(String rest) {
    assertThat(logged("POST / HTTP/1.1\r\nHost: localhost\r\n" + rest)).isEmpty();
  }

  @Test
  void whatNobodyCaughtIs() {
    EmbeddedChannel channel = new EmbeddedChannel(new LastHandler());
    try (LogCapture log = new LogCapture()) {
      channel.pipeline().fireExceptionCaught(new IllegalStateException("a bug"));
      assertThat(log.lines()).singleElement().asString().startsWith("connection failed id=");
      assertThat(channel.isOpen()).isFalse();
    }
  }
}
