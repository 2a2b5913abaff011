package dev.yodel.server.websocket.frame;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.util.concurrent.FastThreadLocal;
import io.netty.util.concurrent.FastThreadLocalThread;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What compression costs whoever agrees on it and is idle: nothing that the others do not have. */
class CompressionTest {

  private static final String OFFER = "permessage-deflate; client_max_window_bits";

  private final AtomicInteger engines = new AtomicInteger();
  private final Compression compression =
      new Compression(
          () -> {
            engines.incrementAndGet();
            return new DeflateEngine();
          });

  @Test
  void allConnectionsOfALoopShareOneEngine() throws InterruptedException {
    FastThreadLocalThread loop = new FastThreadLocalThread(this::serveMany);
    loop.start();
    loop.join();
    FastThreadLocalThread other = new FastThreadLocalThread(this::serveMany);
    other.start();
    other.join();

    assertThat(engines).hasValue(2);
  }

  private void serveMany() {
    EmbeddedChannel channel = new EmbeddedChannel();
    HttpHeaders request = new DefaultHttpHeaders().set("Sec-WebSocket-Extensions", OFFER);
    for (int i = 0; i < 1_000; i++) {
      compression.agree(channel, request, new DefaultHttpHeaders());
    }
    byte[] text = "again ".repeat(100).getBytes(StandardCharsets.UTF_8);
    var frame = compression.text(UnpooledByteBufAllocator.DEFAULT, text);
    assertThat(frame).isNotNull();
    frame.release();
    channel.finishAndReleaseAll();
    FastThreadLocal.removeAll();
  }
}
