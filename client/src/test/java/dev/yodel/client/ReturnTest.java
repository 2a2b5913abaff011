package dev.yodel.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.Closing.Cause;
import dev.yodel.client.ConnectFailure.Kind;
import dev.yodel.client.Return.Manner;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnTest {

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
    assertThat(after(new ConnectFailure(refusal(503, "7")))).isTrue();
    assertThat(after(new ConnectFailure(refusal(404, "7")))).isFalse();
  }

  @Test
  void retryAfterIsTakenInSecondsOnly() {
    assertThat(Return.retryAfter(refusal(503, "7"))).contains(Duration.ofSeconds(7));
    assertThat(Return.retryAfter(refusal(503, "Fri, 31 Dec 1999 23:59:59 GMT"))).isEmpty();
    assertThat(Return.retryAfter(refusal(503, "99999999999"))).isEmpty();
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

  private static Refusal refusal(int status, String retryAfter) {
    return new Refusal(status, "", List.of(new Header("Retry-After", retryAfter)), "");
  }
}
