package dev.yodel.client.conformance;

import dev.yodel.client.conformance.Verdict.Outcome;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * Checks an echo server against RFC 6455, and RFC 7692 where it agrees to compress, case by case
 * over raw sockets.
 *
 * <pre>{@code
 * Target target = Target.of(URI.create("ws://localhost:8080/echo"), null, Duration.ofSeconds(5));
 * List<Verdict> verdicts = new Conformance(target).run(Conformance.table(), verdict -> {});
 * }</pre>
 *
 * <p>Each case has a connection of its own, one after the other, and ends within the target's limit
 * whatever the server does.
 */
public final class Conformance {

  /** After so many cases in a row without a connection the rest is not tried. */
  private static final int GONE_AFTER = 5;

  private static final Duration QUIET = Duration.ofMillis(300);

  private final Target target;
  private final RandomGenerator random;
  private int unreachable;

  /** Checks a server. */
  public Conformance(Target target) {
    this(target, RandomGenerator.getDefault());
  }

  Conformance(Target target, RandomGenerator random) {
    this.target = target;
    this.random = random;
  }

  /** The whole table, by section. */
  public static List<Case> table() {
    var list = new CaseList();
    HttpCases.addTo(list);
    HandshakeCases.addTo(list);
    FramingCases.addTo(list);
    ControlCases.addTo(list);
    CloseCases.addTo(list);
    Utf8Cases.addTo(list);
    SizeCases.addTo(list);
    DeflateCases.addTo(list);
    return list.all();
  }

  /**
   * Finds out whether the target can be checked at all.
   *
   * @return a checker that knows how many messages the server sends before it is spoken to
   * @throws IOException when there is no connection
   * @throws CaseEnd when it refuses a good handshake, or does not echo
   */
  public Conformance probe() throws IOException, CaseEnd {
    try (var talk = new Conversation(target, Request.STANDARD, random)) {
      talk.upgrade(talk.answer(new byte[0]));
      int greetings = 0;
      while (talk.next(QUIET).isMessage()) {
        greetings++;
      }
      String word = "yodel?";
      talk.send(Frames.text(word));
      Steps.checkEcho(Heard.Kind.TEXT, Frames.utf8(word), talk.next());
      return new Conformance(target.withGreetings(greetings), random);
    }
  }

  /** Plays the cases in turn. */
  public List<Verdict> run(Collection<Case> cases, Consumer<Verdict> listener) {
    List<Verdict> verdicts = new ArrayList<>();
    for (Case one : cases) {
      Verdict verdict = play(one);
      verdicts.add(verdict);
      listener.accept(verdict);
    }
    return verdicts;
  }

  private Verdict play(Case one) {
    if (unreachable >= GONE_AFTER) {
      return new Verdict(one, Outcome.FAILED, "not tried: the server is gone", Duration.ZERO);
    }
    long start = System.nanoTime();
    try (var talk = new Conversation(target, one.request(), random)) {
      unreachable = 0;
      return play(one, talk, start);
    } catch (IOException noConnection) {
      unreachable++;
      return verdict(one, Outcome.FAILED, "no connection: " + noConnection.getMessage(), start);
    }
  }

  private static Verdict play(Case one, Conversation talk, long start) {
    try {
      for (Step step : one.steps()) {
        step.act().play(talk);
      }
    } catch (CaseEnd end) {
      return verdict(one, end.outcome(), String.valueOf(end.getMessage()), start);
    } catch (SocketTimeoutException silent) {
      return verdict(one, Outcome.FAILED, "nothing within the time of a case", start);
    } catch (IOException broken) {
      return verdict(one, Outcome.FAILED, "connection lost: " + broken.getMessage(), start);
    }
    boolean loose = !talk.remarks().isEmpty();
    String remarks = String.join("; ", talk.remarks());
    return verdict(one, loose ? Outcome.LOOSE : Outcome.PASSED, remarks, start);
  }

  private static Verdict verdict(Case one, Outcome outcome, String seen, long start) {
    return new Verdict(one, outcome, seen, Duration.ofNanos(System.nanoTime() - start));
  }
}
