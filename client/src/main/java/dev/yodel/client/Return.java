package dev.yodel.client;

import dev.yodel.protocol.CloseCode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Whether and how to come back after an end. The range of the close code decides, as {@link
 * CloseCode#verdict} says.
 *
 * @param wanted whether to come back at all
 */
public record Return(boolean wanted, Backoff backoff) {

  /** One connection, and no other. */
  public static final Return NEVER = new Return(false, Backoff.DEFAULT);

  /** Comes back whenever the end says that it is worth it. */
  public static final Return WHEN_WORTH_IT = new Return(true, Backoff.DEFAULT);

  /** How to come back. */
  enum Manner {
    /** At once, or after the server's hint. */
    AT_ONCE,
    /** After the back-off's wait, or after the server's hint. */
    BACK_OFF
  }

  Optional<Manner> after(Closing closing) {
    if (!wanted) {
      return Optional.empty();
    }
    return switch (closing.cause()) {
      case SELF, UNANSWERED, ABORTED, VIOLATION -> Optional.empty();
      case LOST, HEARTBEAT -> Optional.of(Manner.BACK_OFF);
      case PEER -> afterCode(closing.code());
    };
  }

  Optional<Manner> after(ConnectFailure failure) {
    if (!wanted) {
      return Optional.empty();
    }
    boolean worthIt =
        switch (failure.kind()) {
          case UNREACHABLE, TIMEOUT -> true;
          case PROXY -> failure.refusal().map(Return::isPassing).orElse(true);
          case TLS, PROXY_LOGIN -> false;
          case REFUSED -> failure.refusal().map(Return::isPassing).orElse(false);
        };
    return worthIt ? Optional.of(Manner.BACK_OFF) : Optional.empty();
  }

  /**
   * The server's wish (RFC 9110 section 10.2.3): seconds, or a date, which is held against the
   * answer's own.
   */
  static Optional<Duration> retryAfter(Refusal refusal, Instant now) {
    String wish = refusal.header("retry-after").orElse("");
    if (wish.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(wish)));
    }
    Instant sent = refusal.header("date").flatMap(Return::date).orElse(now);
    return date(wish)
        .map(then -> Duration.between(sent, then))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait);
  }

  private static Optional<Instant> date(String text) {
    try {
      return Optional.of(Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text)));
    } catch (DateTimeException malformed) {
      return Optional.empty();
    }
  }

  private static boolean isPassing(Refusal refusal) {
    return switch (refusal.status()) {
      case 408, 425, 429, 500, 502, 503, 504 -> true;
      default -> false;
    };
  }

  private static Optional<Manner> afterCode(int code) {
    return switch (CloseCode.verdict(code)) {
      case STOP, BUG, STOP_UNLESS_CHANGED -> Optional.empty();
      case COME_BACK_IF_WANTED, BACK_OFF -> Optional.of(Manner.BACK_OFF);
      case COME_BACK_AT_ONCE -> Optional.of(Manner.AT_ONCE);
    };
  }
}
