package dev.yodel.server.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.metrics.PrometheusMetrics;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpServerCodec;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RequestTimeoutHandlerTest {

  private final PrometheusMetrics metrics = new PrometheusMetrics("nio");
  private final EmbeddedChannel channel = new EmbeddedChannel();

  RequestTimeoutHandlerTest() {
    channel.freezeTime();
    Answer answer = Answer.text(HttpResponseStatus.OK, "here");
    channel
        .pipeline()
        .addLast(
            new HttpServerCodec(),
            new HttpObjectAggregator(100),
            new RequestTimeoutHandler(Duration.ofSeconds(10), metrics),
            new RoutesHandler(Map.of("/a", (parameters, headers) -> answer)));
  }

  private void receive(String text) {
    channel.writeInbound(Unpooled.copiedBuffer(text, StandardCharsets.US_ASCII));
  }

  private void pass(long seconds) {
    channel.advanceTimeBy(seconds, TimeUnit.SECONDS);
    channel.runScheduledPendingTasks();
  }

  private String answers() {
    StringBuilder all = new StringBuilder();
    for (ByteBuf part = channel.readOutbound(); part != null; part = channel.readOutbound()) {
      all.append(part.toString(StandardCharsets.UTF_8));
      part.release();
    }
    return all.toString();
  }

  private String refusals() {
    return new String(metrics.text(), StandardCharsets.UTF_8)
        .lines()
        .filter(line -> line.startsWith("yodel_refused_total"))
        .toList()
        .toString();
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
  }

  @Test
  void silenceIsClosedWithoutAWord() {
    pass(9);
    assertThat(channel.isOpen()).isTrue();
    pass(1);

    assertThat(channel.isOpen()).isFalse();
    assertThat(answers()).isEmpty();
    assertThat(refusals()).contains("{why=\"too_slow\"} 1.0");
  }

  private void giveTheFirstRequestASecond() {
    channel
        .pipeline()
        .replace(
            RequestTimeoutHandler.class,
            "late",
            new RequestTimeoutHandler(Duration.ofSeconds(1), Duration.ofSeconds(10), metrics));
  }

  @Test
  void theFirstRequestMayHaveLessTime() {
    giveTheFirstRequestASecond();
    pass(1);

    assertThat(channel.isOpen()).isFalse();
  }

  @Test
  void behindAnAnswerTheTimeIsThatOfAll() {
    giveTheFirstRequestASecond();
    receive("GET /a HTTP/1.1\r\nHost: localhost\r\n\r\n");
    pass(9);
    assertThat(channel.isOpen()).isTrue();
    pass(1);

    assertThat(channel.isOpen()).isFalse();
    assertThat(answers()).startsWith("HTTP/1.1 200 ");
  }

  @Test
  void halfARequestIsAnswered408() {
    receive("GET /a HTTP/1.1\r\nHo");
    pass(5);
    receive("st: x\r\n");
    pass(5);

    assertThat(answers()).startsWith("HTTP/1.1 408 ");
    assertThat(channel.isOpen()).isFalse();
    assertThat(refusals()).contains("{why=\"too_slow\"} 1.0");
  }

  @Test
  void everyAnswerBeginsTheTimeoutAnew() {
    pass(9);
    receive("GET /a HTTP/1.1\r\nHost: x\r\n\r\n");
    assertThat(answers()).startsWith("HTTP/1.1 200 ");
    pass(9);
    assertThat(channel.isOpen()).isTrue();
    pass(1);

    assertThat(channel.isOpen()).isFalse();
    assertThat(answers()).isEmpty();
    assertThat(refusals()).as("silence behind an answer is no offence").doesNotContain("why=");
  }
}
