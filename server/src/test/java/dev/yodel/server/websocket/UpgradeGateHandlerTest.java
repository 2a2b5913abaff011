package dev.yodel.server.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.metrics.Why;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UpgradeGateHandlerTest {

  private static final String GOOD =
      """
      GET /echo HTTP/1.1\r
      Host: localhost:8080\r
      Connection: keep-alive, Upgrade\r
      Upgrade: websocket\r
      Sec-WebSocket-Version: 13\r
      Sec-WebSocket-Key: f7cb4ezEAl6C3wRaU6JORA==\r
      \r
      """;

  private Admission admission = (endpoint, upgrade) -> {};
  private Endpoint.Handlers echo = upgrade -> List.of();

  private String answerTo(String request) {
    EmbeddedChannel channel = new EmbeddedChannel();
    channel.freezeTime();
    ReadGate gate = ReadGate.alone(channel);
    HoldHandler hold = new HoldHandler(gate);
    Endpoints endpoints =
        new Endpoints(
            List.of(
                Endpoint.of("echo", "/echo", Endpoint.ANY, 1024, echo),
                Endpoint.of("echo", "/", Endpoint.ANY, 1024, upgrade -> List.of()),
                Endpoint.of("relay", "/ws", null, 1024, upgrade -> List.of()),
                Endpoint.of("chat", "/ws", "yodel.v1.json", 1024, upgrade -> List.of())));
    channel
        .pipeline()
        .addLast(hold, new HttpServerCodec(), new HttpObjectAggregator(8192))
        .addLast(
            new UpgradeGateHandler(
                endpoints, admission, (pipeline, endpoint, upgrade, handlers) -> {}, gate, hold));
    channel.writeInbound(Unpooled.copiedBuffer(request, StandardCharsets.ISO_8859_1));
    channel.advanceTimeBy(1, TimeUnit.MILLISECONDS); // a body has a turn of its own
    channel.runScheduledPendingTasks();
    StringBuilder answer = new StringBuilder();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      answer.append(part.toString(StandardCharsets.UTF_8));
      part.release();
    }
    channel.finishAndReleaseAll();
    return answer.toString();
  }

  @Test
  void theAcceptKeyIsThatOfTheTutorial() {
    assertThat(answerTo(GOOD))
        .startsWith("HTTP/1.1 101 ")
        .contains("sec-websocket-accept: rE91AJhfC+6JdVcVXOGJEADEJdQ=");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET /echo | POST /echo | 405 | GET",
        "GET /echo | GET /nowhere | 404 | No WebSocket",
        "GET /echo | GET /echo/ | 404 | No WebSocket",
        "GET /echo | GET /%zz | 400 | URI",
        "HTTP/1.1 | HTTP/1.0 | 400 | HTTP version",
        "keep-alive, Upgrade | keep-alive | 400 | Connection",
        "Upgrade: websocket | Upgrade: h2c | 400 | Upgrade",
        "Upgrade: websocket | X: y | 400 | Upgrade",
        "Version: 13 | Version: 8 | 426 | Sec-WebSocket-Version",
        "Version: 13 | Version: 7 | 426 | Sec-WebSocket-Version",
        "Version: 13 | Version: +13 | 426 | Sec-WebSocket-Version",
        "Sec-WebSocket-Version: 13 | X: y | 400 | Sec-WebSocket-Version: missing",
        "Sec-WebSocket-Key | X-Key | 400 | Sec-WebSocket-Key: missing",
        "f7cb4ezEAl6C3wRaU6JORA== | short | 400 | Sec-WebSocket-Key: expected 16 bytes",
        "f7cb4ezEAl6C3wRaU6JORA== | f7cb4ezEAl6C3wRaU6JO*A== | 400 | Sec-WebSocket-Key",
      })
  void everyBreachIsNamed(String from, String to, int status, String body) {
    String changed = GOOD.replace(from, to == null ? "" : to);

    assertThat(answerTo(changed)).startsWith("HTTP/1.1 " + status + " ").contains(body);
  }

  @Test
  void anotherVersionIsToldTheOneWeSpeak() {
    assertThat(answerTo(GOOD.replace("Version: 13", "Version: 8")))
        .contains("Sec-WebSocket-Version: 13");
  }

  @ParameterizedTest
  @CsvSource({"Sec-WebSocket-Key", "Sec-WebSocket-Version"})
  void headersThatMayComeOnceAreRefusedTwice(String name) {
    String line = GOOD.substring(GOOD.indexOf(name), GOOD.indexOf("\r\n", GOOD.indexOf(name)) + 2);

    assertThat(answerTo(GOOD.replace(line, line + line)))
        .startsWith("HTTP/1.1 400 ")
        .contains(name + ": expected once");
  }

  @Test
  void hixie76IsNotSpoken() {
    String old =
        GOOD.replace("Sec-WebSocket-Version: 13\r\n", "Origin: http://a\r\n")
            .replace(
                "Sec-WebSocket-Key: f7cb4ezEAl6C3wRaU6JORA==",
                "Sec-WebSocket-Key1: 4 @1  46546xW%0l 1 5\r\nSec-WebSocket-Key2: 12998 5 Y3 1  .P00");

    assertThat(answerTo(old + "^n:ds[4U")).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void anUpgradeWithABodyIsRefused() {
    String body = GOOD.replace("\r\n\r\n", "\r\nContent-Length: 2\r\n\r\nhi");

    assertThat(answerTo(body)).startsWith("HTTP/1.1 400 ").contains("no body");
  }

  @Test
  void aQueryNeverBreaksAPath() {
    assertThat(answerTo(GOOD.replace("/echo", "/echo?token=1&x=%20"))).startsWith("HTTP/1.1 101 ");
    assertThat(answerTo(GOOD.replace("/echo", "/?"))).startsWith("HTTP/1.1 101 ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/echo | a, b | 101 | sec-websocket-protocol: a",
        "/ws | x, yodel.v1.json | 101 | sec-websocket-protocol: yodel.v1.json",
        "/ws | x | 400 | yodel.v1.json",
        "/ws | a,,b | 400 | Sec-WebSocket-Protocol",
      })
  void subprotocolsAreSelectedOrRefused(String path, String offered, int status, String seen) {
    String request =
        GOOD.replace("/echo", path)
            .replace("\r\n\r\n", "\r\nSec-WebSocket-Protocol: " + offered + "\r\n\r\n");

    assertThat(answerTo(request))
        .startsWith("HTTP/1.1 " + status)
        .contains(seen + "\r\n".substring(status == 101 ? 0 : 2));
  }

  @Test
  void whoMayNotComeIsRefusedBeforeItsTokenIsLookedAt() {
    echo =
        upgrade -> {
          throw new Refusal(Why.TOKEN, HttpResponseStatus.UNAUTHORIZED, "token", Map.of());
        };
    assertThat(answerTo(GOOD)).startsWith("HTTP/1.1 401 ");
    admission =
        (endpoint, upgrade) -> {
          throw new Refusal(
              Why.ORIGIN, HttpResponseStatus.FORBIDDEN, "not from this page", Map.of());
        };
    assertThat(answerTo(GOOD)).startsWith("HTTP/1.1 403 ");
  }

  @Test
  void aRefusalOfTheAdmissionReachesThePeer() {
    admission =
        (endpoint, upgrade) -> {
          throw new Refusal(
              Why.DRAINING,
              HttpResponseStatus.SERVICE_UNAVAILABLE,
              "stopping",
              Map.of("Retry-After", "5"));
        };

    assertThat(answerTo(GOOD)).startsWith("HTTP/1.1 503 ").contains("Retry-After: 5", "stopping");
  }
}
