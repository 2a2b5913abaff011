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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesHandlerTest {

  private final EmbeddedChannel channel =
      new EmbeddedChannel(
          new HttpServerCodec(),
          new SecurityHeadersHandler(new PrometheusMetrics("nio"), null),
          new HttpObjectAggregator(8192),
          new RequestHeadHandler(HostPolicy.loopbackAnd(List.of("Yodel.Example"))),
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nowhere",
        "/../pom.xml",
        "/%2e%2e/pom.xml",
        "/..%2fpom.xml",
        "/%2e%2e%5cpom.xml",
        "/style/../../web.xml",
        "//index.html",
        "/index.html%00",
      })
  void nothingElseIsServed(String target) {
    assertThat(answerTo(get(target))).startsWith("HTTP/1.1 404 ").contains("nosniff");
    assertThat(channel.isOpen()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS", "TRACE", "BREW"})
  void otherMethodsAreToldWhichOnesWork(String method) {
    assertThat(answerTo(get("/").replace("GET", method)))
        .startsWith("HTTP/1.1 405 ")
        .contains("Allow: GET, HEAD");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET / HTTP/1.1\\r\\n\\r\\n | 400",
        "GET / HTTP/1.1\\r\\nHost: localhost\\r\\nHost: b\\r\\n\\r\\n | 400",
        "GET / HTTP/1.1\\r\\nHost: localhost\\r\\n folded\\r\\n\\r\\n | 400",
        "GET / HTTP/1.1\\r\\nHost: \\r\\n\\r\\n | 400",
        "GET / HTTP/1.1\\r\\nHost: evil.example\\r\\n\\r\\n | 421",
        "GET / HTTP/2.7\\r\\nHost: localhost\\r\\n\\r\\n | 505",
        "GET http://evil.example/ HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n | 421",
        "GET http://localhost:80?x HTTP/1.1\\r\\nHost: evil.example\\r\\n\\r\\n | 200",
        "GET / HTTP/1.1\\r\\nHost: yodel.example:8080\\r\\n\\r\\n | 200",
        "GET / HTTP/1.1\\r\\nHost: [::1]:8080\\r\\n\\r\\n | 200",
        "GET /%zz HTTP/1.1\\r\\nHost: localhost\\r\\n\\r\\n | 400",
      })
  void everyHeadIsJudged(String request, int status) {
    assertThat(answerTo(request.replace("\\r", "\r").replace("\\n", "\n")))
        .startsWith("HTTP/1.1 " + status + " ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\\u0016\\u0003\\u0001garbage\\r\\n\\r\\n | 400",
        "GET / HTTP/1.1\\nHost: localhost\\n\\n | 400",
        "GET / HTTP/1.1\\r\\nHost : a\\r\\n\\r\\n | 400",
        "POST / HTTP/1.1\\r"
            + "\\n"
            + "Host: [::1]\\r"
            + "\\n"
            + "Content-Length: 1\\r"
            + "\\n"
            + "Content-Length: 2\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + " | 400",
        "P / HTTP/1.1\\r"
            + "\\n"
            + "Host: a\\r"
            + "\\n"
            + "Content-Length: 1\\r"
            + "\\n"
            + "Transfer-Encoding: chunked\\r"
            + "\\n"
            + "\\r"
            + "\\n"
            + " | 400",
        "POST / HTTP/1.1\\r\\nHost: localhost\\r\\nContent-Length: -1\\r\\n\\r\\n | 400",
      })
  void whatIsNotHttpIsAnsweredAndClosed(String request, int status) {
    String raw =
        request
            .replace("\\r", "\r")
            .replace("\\n", "\n")
            .replace("\\u0016", "\u0016")
            .replace("\\u0003", "\u0003")
            .replace("\\u0001", "\u0001");

    assertThat(answerTo(raw)).startsWith("HTTP/1.1 " + status + " ").contains("connection: close");
    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void oversizedHeadsAreTooLong() {
    String line = "GET /" + "a".repeat(5000) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    assertThat(answerTo(line)).startsWith("HTTP/1.1 414 ");
  }

  @Test
  void headerFloodsAreTooLarge() {
    assertThat(answerTo(get("/", "X: " + "a".repeat(9000)))).startsWith("HTTP/1.1 431 ");
  }
}
