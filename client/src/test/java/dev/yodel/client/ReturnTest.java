package dev.yodel.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.Closing.Cause;
import dev.yodel.client.ConnectFailure.Kind;
import dev.yodel.client.Return.Manner;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnTest {

  private static final Instant NOW = Instant.parse("1999-12-31T23:59:00Z");

  @ParameterizedTest
  @CsvSource({
    "1000, PEER, ",
    "1001, PEER, BACK_OFF",
    "1002, PEER, ",
    "1009, PEER, ",
    "1013, PEER, BACK_OFF",
    "4001, PEER, ",
    "4101, PEER, BACK_OFF",
    "4200, PEER, AT_ONCE",
    "4299, PEER, AT_ONCE",
    "4300, PEER, ",
    "4999, PEER, ",
    "1006, LOST, BACK_OFF",
    "1006, HEARTBEAT, BACK_OFF",
    "1006, UNANSWERED, ",
    "1001, SELF, ",
    "1002, VIOLATION, ",
  })
  void theEndSaysWhetherToComeBack(int code, Cause cause, Manner manner) {
    var closing = new Closing(code, "", cause);
    assertThat(Return.WHEN_WORTH_IT.after(closing).orElse(null)).isEqualTo(manner);
    assertThat(Return.NEVER.after(closing)).isEmpty();
  }

  @Test
  void failuresThatPassAreWorthAnotherAttempt() {
    assertThat(after(new ConnectFailure(Kind.UNREACHABLE, "", null))).isTrue();
    assertThat(after(new ConnectFailure(Kind.TIMEOUT, "", null))).isTrue();
    assertThat(after(new ConnectFailure(Kind.TLS, "", null))).isFalse();
    assertThat(after(refused(Kind.REFUSED, 503))).isTrue();
    assertThat(after(refused(Kind.REFUSED, 404))).isFalse();
    assertThat(after(new ConnectFailure(Kind.PROXY, "", null))).isTrue();
    assertThat(after(refused(Kind.PROXY, 502))).isTrue();
    assertThat(after(refused(Kind.PROXY, 403))).isFalse();
    assertThat(after(refused(Kind.PROXY_LOGIN, 407))).isFalse();
    assertThat(after(new ConnectFailure(Kind.PROXY_LOGIN, "", null))).isFalse();
  }

  @Test
  void retryAfterIsANumberOfSecondsOrADate() {
    assertThat(retryAfter("7")).contains(Duration.ofSeconds(7));
    assertThat(retryAfter("Fri, 31 Dec 1999 23:59:59 GMT")).contains(Duration.ofSeconds(59));
    assertThat(retryAfter("Fri, 31 Dec 1999 23:58:59 GMT")).contains(Duration.ZERO);
    assertThat(retryAfter("99999999999")).isEmpty();
    assertThat(retryAfter("soon")).isEmpty();
    List<Header> slowClock =
        List.of(
            new Header("Retry-After", "Fri, 31 Dec 1999 23:59:59 GMT"),
            new Header("Date", "Fri, 31 Dec 1999 23:59:49 GMT"));
    assertThat(Return.retryAfter(new Refusal(503, "", slowClock, ""), NOW))
        .as("held against the server's own clock")
        .contains(Duration.ofSeconds(10));
  }

  @Test
  void hintReplacesTheBackOffOnceAndIsBounded() {
    var patience = new Patience(Backoff.DEFAULT);
    patience.hint(Duration.ofSeconds(90));
    assertThat(patience.next(Manner.BACK_OFF)).isEqualTo(Duration.ofSeconds(90));
    assertThat(patience.next(Manner.BACK_OFF)).isLessThanOrEqualTo(Duration.ofSeconds(2));
    patience.hint(Duration.ofMillis(1L << 53));
    assertThat(patience.next(Manner.AT_ONCE)).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void waitsAreRandomAndGrowToTheBound() {
    var random = new Random(1);
    for (int failures = 1; failures < 100; failures++) {
      Duration wait = Backoff.DEFAULT.delay(failures, random);
      Duration bound = Duration.ofMillis(500L << Math.min(failures, 20));
      assertThat(wait).isBetween(Duration.ofMillis(500), Duration.ofSeconds(20));
      assertThat(wait).isLessThanOrEqualTo(bound);
    }
    List<Duration> many =
        random.ints(100).mapToObj(i -> Backoff.DEFAULT.delay(6, random)).distinct().toList();
    assertThat(many).hasSizeGreaterThan(90).anyMatch(wait -> wait.toSeconds() > 10);
  }

  private static boolean after(ConnectFailure failure) {
    return Return.WHEN_WORTH_IT.after(failure).isPresent();
  }

  private static ConnectFailure refused(Kind kind, int status) {
    return new ConnectFailure(kind, new Refusal(status, "", List.of(), ""), "");
  }

  private static Optional<Duration> retryAfter(String value) {
    List<Header> headers = List.of(new Header("Retry-After", value));
    return Return.retryAfter(new Refusal(503, "", headers, ""), NOW);
  }
}
