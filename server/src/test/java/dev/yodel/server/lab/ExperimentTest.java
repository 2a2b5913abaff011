package dev.yodel.server.lab;

import static dev.yodel.server.lab.Queries.experiment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class ExperimentTest {

  static Stream<Knob<?>> knobs() {
    return Knobs.ALL.stream().map(knob -> knob);
  }

  @ParameterizedTest
  @MethodSource("knobs")
  void everyExampleOfTheTableIsRight(Knob<?> knob) {
    assertThat(experiment(knob.example()).has(knob)).isTrue();
  }

  @Test
  void namesAreUnique() {
    assertThat(knobs().map(Knob::name)).doesNotHaveDuplicates();
  }

  @ParameterizedTest
  @CsvSource({
    "delay=1ms, delay=60s, delay=0ms, delay=61s",
    "jitter=1ms, jitter=1m, jitter=0s, jitter=2m",
    "rate=1/m, rate=1000/s, rate=0/s, rate=1001/s",
    "push=1/m, push=1000/s, push=0/m, push=60001/m",
    "read=16B/s, read=16MiB/s, read=15/s, read=17MiB/s",
    "size=0, size=16MiB, size=-1, size=16777217",
    "fragment=1, fragment=1MiB, fragment=0, fragment=1048577",
    "chop=1, chop=64KiB, chop=0, chop=65537",
    "drop=0, drop=1, drop=-0.1, drop=1.000001",
    "duplicate=0.5, duplicate=1.0, duplicate=.5, duplicate=2",
    "reorder=0.000001, reorder=1, reorder=1e-3, reorder=NaN",
    "close=1000, close=4999, close=999, close=5000",
    "close=1003, close=1007, close=1005, close=1006",
    "close=1014, close=3000, close=1015, close=2999",
    "reset=after:0, reset=after:1000000, reset=5, reset=after:1000001",
    "half=after:0, half=after:1000000, half=after:, half=after:-1",
    "ping=10ms, ping=flood, ping=9ms, ping=61s",
    "idle=100ms, idle=10m, idle=99ms, idle=11m",
    "status=400, status=599, status=399, status=600",
    "status=200, status=503, status=101, status=204",
    "seed=-5, seed=999999999999999999, seed=1000000000000000000, seed=a",
    "handshake=slow, handshake=slow:60s, handshake=slow:0ms, handshake=slow:61s",
    "handshake=no-upgrade, handshake=bad-subprotocol, handshake=no_upgrade, handshake=SLOW",
    "type=text, type=binary, type=Text, type=",
    "compress=on, compress=bad, compress=1, compress=yes",
    "corrupt=utf8, corrupt=length, corrupt=utf-8, corrupt=",
    "meta=1, meta=0, meta=true, meta=",
    "pong=off, pong=on, pong=0, pong=no",
    "subprotocol=a.b, subprotocol=none, subprotocol=a b, subprotocol=",
    "header=X-A:, header=X-A:b:c, header=:b, header=X-A",
  })
  void takesBothEndsOfItsBoundsAndNothingBeyond(
      String least, String most, String below, String above) {
    assertThat(experiment(least).knobs()).hasSize(1);
    assertThat(experiment(most).knobs()).hasSize(1);
    assertThatThrownBy(() -> experiment(below)).isInstanceOf(WrongKnobException.class);
    assertThatThrownBy(() -> experiment(above)).isInstanceOf(WrongKnobException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "delay=abc|delay: \"abc\" (expected: a time from 1ms to 1m, such as 250ms, 3s or 1m)",
        "dely=1s|dely: \"1s\" (expected: the knob delay)",
        "wibble=1|wibble: \"1\" (expected: a knob of /echo/help)",
        "delay=1s&delay=2s|delay: \"1s, 2s\" (expected: it once)",
        "reason=bye|reason: \"bye\" (expected: together with close)",
        "after=3|after: \"3\" (expected: together with close or corrupt)",
        "interleave=1|interleave: \"1\" (expected: together with fragment)",
        "retry-after=3|retry-after: \"3\" (expected: together with status)",
        "size=1&upper=1|size: \"1\" (expected: neither with prefix nor upper)",
        "close=1000&half=after:1|close: \"1000\" (expected: neither with reset nor half)",
        "type=\u0007x|type: \"?x\" (expected: one of text, binary)",
      })
  void saysWhatIsWrongWithWhichValueAndWhatWouldBeRight(String query, String message) {
    assertThatThrownBy(() -> experiment(query)).hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource({
    "Set-Cookie:a=b",
    "set-cookie:a=b",
    "Connection:close",
    "Upgrade:h2c",
    "Content-Length:3",
    "Transfer-Encoding:chunked",
    "Sec-WebSocket-Accept:x",
    "'X-A:b\r\nX-B:c'",
    "'X A:b'",
    "X-A:\u00e9",
  })
  void headerRefusesWhatFramesTheAnswerOrSetsCookies(String header) {
    assertThatThrownBy(() -> experiment("header=" + header)).isInstanceOf(WrongKnobException.class);
  }

  @Test
  void textsAreBoundedInBytes() {
    assertThat(experiment("hello=" + "é".repeat(512)).get(AnswerKnobs.HELLO)).isPresent();
    assertThatThrownBy(() -> experiment("hello=" + "é".repeat(513)))
        .isInstanceOf(WrongKnobException.class);
    assertThatThrownBy(() -> experiment("close=1000&reason=" + "x".repeat(124)))
        .isInstanceOf(WrongKnobException.class);
  }

  @Test
  void aLongWrongValueIsCutInTheMessage() {
    assertThatThrownBy(() -> experiment("delay=" + "x".repeat(5000)))
        .message()
        .hasSizeLessThan(200);
  }

  @Test
  void valuesComeTyped() {
    Experiment experiment = experiment("rate=10/s&delay=3s&size=64KB&close=none&ping=flood");
    assertThat(experiment.get(AnswerKnobs.RATE)).contains(Duration.ofMillis(100));
    assertThat(experiment.get(AnswerKnobs.DELAY)).contains(Duration.ofSeconds(3));
    assertThat(experiment.get(AnswerKnobs.SIZE)).contains(64_000);
    assertThat(experiment.get(ConnectionKnobs.CLOSE)).contains(Ending.WITHOUT_FRAME);
    assertThat(experiment.get(ConnectionKnobs.PING)).contains(Pings.FLOOD);
    assertThat(experiment.get(ConnectionKnobs.IDLE)).isEmpty();
  }

  @Test
  void onlyAPrefixIsPlain() {
    assertThat(experiment("").isPlain()).isTrue();
    assertThat(experiment("prefix=a").isPlain()).isTrue();
    assertThat(experiment("prefix=a&seed=1").isPlain()).isFalse();
  }

  @Test
  void tellsTheKnobsThatCost() {
    assertThat(experiment("delay=1s&close=4001&size=9").costly())
        .isEqualTo(List.of(AnswerKnobs.DELAY, AnswerKnobs.SIZE));
    assertThat(experiment("meta=1&drop=0.5&reset=after:1").costly()).isEmpty();
  }
}
