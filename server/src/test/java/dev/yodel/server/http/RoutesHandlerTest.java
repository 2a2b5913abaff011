package dev.yodel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.metrics.PrometheusMetrics;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RoutesHandlerTest {

  private final EmbeddedChannel channel =
      new EmbeddedChannel(
          new HttpServerCodec(),
          new SecurityHeadersHandler(new PrometheusMetrics("nio"), null),
          new HttpObjectAggregator(8192),
          new RequestHeadHandler(
              new PrometheusMetrics("nio"), HostPolicy.loopbackAnd(List.of("Yodel.Example"))),
          new RoutesHandler(PageFiles.routes()));

  private String answerTo(String request) {
    channel.writeInbound(Unpooled.copiedBuffer(request, StandardCharsets.ISO_8859_1));
    StringBuilder all = new StringBuilder();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      all.append(part.toString(StandardCharsets.UTF_8));
      part.release();
    }
    return all.toString();
  }

  private static String get(String target, String... headers) {
    String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n";
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void theRootIsThePage() {
    assertThat(answerTo(get("/")))
        .startsWith("HTTP/1.1 200 ")
        .contains("text/html; charset=utf-8")
        .contains("script-src 'self'")
        .doesNotContain("unsafe-inline")
        .contains("nosniff")
        .contains("<title>");
  }

  @Test
  void aNameThatIsAllowedIsAnswered() {
    String request = get("/").replace("Host: localhost", "Host: ");
    assertThat(answerTo(request.replace("Host: ", "Host: yodel.example:80")))
        .startsWith("HTTP/1.1 200 ");
    assertThat(answerTo(request.replace("Host: ", "Host: other.example")))
        .startsWith("HTTP/1.1 421 ");
  }

  @Test
  void anUnchangedFileIsNotSentAgain() {
    String first = answerTo(get("/"));
    int at = first.indexOf("ETag: ") + "ETag: ".length();
    String tag = first.substring(at, first.indexOf("\r\n", at));

    assertThat(answerTo(get("/", "If-None-Match: \"other\", W/" + tag)))
        .startsWith("HTTP/1.1 304 ")
        .doesNotContain("<title>");
    assertThat(answerTo(get("/", "If-None-Match: \"other\""))).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void headHasTheLengthWithoutTheBody() {
    assertThat(answerTo("HEAD / HTTP/1.1\r\nHost: localhost\r\n\r\n"))
        .startsWith("HTTP/1.1 200 ")
        .containsPattern("content-length: [1-9]")
        .doesNotContain("<title>");
  }
}
