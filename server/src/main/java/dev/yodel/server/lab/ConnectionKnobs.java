package dev.yodel.server.lab;

import static dev.yodel.server.lab.Knob.Group.ENDING;
import static dev.yodel.server.lab.Knob.Group.HANDSHAKE;
import static dev.yodel.server.lab.Knob.Group.HEARTBEAT;
import static dev.yodel.server.lab.Knob.Group.REPETITION;
import static dev.yodel.server.lab.Knob.costly;
import static dev.yodel.server.lab.Knob.free;

import dev.yodel.protocol.CloseCode;
import java.time.Duration;
import java.util.List;

/** The part of the table that is about a connection: its handshake, its pings, its end. */
public final class ConnectionKnobs {

  private static final int MOST_MESSAGES = 1_000_000;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  public static final Knob<Ending> CLOSE =
      free(
          ENDING,
          "close",
          Words.ending(),
          "The server closes with this code, or none: TCP ends without a close frame. At once, or"
              + " after=n answers.",
          "close=4001&reason=bye&after=3");
  public static final Knob<String> REASON =
      free(
          ENDING,
          "reason",
          Words.text(CloseCode.MAX_REASON_BYTES),
          "The reason of the close frame.",
          "close=4001&reason=bye");
  public static final Knob<Integer> AFTER =
      free(
          ENDING,
          "after",
          Quantities.count(0, MOST_MESSAGES),
          "How many answers come before close or corrupt.",
          "close=1011&after=3");
  public static final Knob<Integer> RESET =
      free(
          ENDING,
          "reset",
          Words.after(MOST_MESSAGES),
          "The TCP connection is reset (RST) after so many answers.",
          "reset=after:5");
  public static final Knob<Integer> HALF =
      costly(
          ENDING,
          "half",
          Words.after(MOST_MESSAGES),
          "After so many answers the server reads on and never writes again, not even a pong or a"
              + " close.",
          "half=after:5");
  public static final Knob<Switch> PONG =
      free(HEARTBEAT, "pong", Words.choice(Switch.class), "Pings are not answered.", "pong=off");
  public static final Knob<Pings> PING =
      costly(
          HEARTBEAT,
          "ping",
          Words.pings(Duration.ofMillis(10), MINUTE),
          "The server pings this often, or floods: as fast as the peer reads, 100000 in all.",
          "ping=100ms");
  public static final Knob<Duration> IDLE =
      free(
          HEARTBEAT,
          "idle",
          Quantities.duration(Duration.ofMillis(100), Duration.ofMinutes(10)),
          "The server closes with 1001 when no message came for so long.",
          "idle=30s");
  public static final Knob<Integer> STATUS =
      free(
          HANDSHAKE,
          "status",
          Words.status(),
          "The upgrade is refused with this status.",
          "status=503&retry-after=30");
  public static final Knob<Integer> RETRY_AFTER =
      free(
          HANDSHAKE,
          "retry-after",
          Quantities.count(0, 86_400),
          "The refusal says when to come back, in seconds.",
          "status=429&retry-after=5");
  public static final Knob<Handshake> FAULT =
      costly(
          HANDSHAKE,
          "handshake",
          Words.handshake(MINUTE),
          "The 101 comes byte by byte over 3 s, has a wrong accept key, no Upgrade header, or a"
              + " subprotocol that was not offered.",
          "handshake=wrong-accept");
  public static final Knob<String> SUBPROTOCOL =
      free(
          HANDSHAKE,
          "subprotocol",
          Words.token(),
          "This one of the subprotocols offered is selected, or none, instead of the first.",
          "subprotocol=none");
  public static final Knob<HeaderLine> HEADER =
      costly(
          HANDSHAKE,
          "header",
          Words.header(),
          "The answer to the handshake has this header too.",
          "header=X-Name:value");
  public static final Knob<Long> SEED =
      free(
          REPETITION,
          "seed",
          Quantities.seed(),
          "What is left to chance comes out the same way again. The header Yodel-Lab-Seed of the"
              + " 101 tells the seed in use.",
          "drop=0.5&seed=7");

  /** In the order of the help. */
  static final List<Knob<?>> ALL =
      List.of(
          CLOSE,
          REASON,
          AFTER,
          RESET,
          HALF,
          PONG,
          PING,
          IDLE,
          STATUS,
          RETRY_AFTER,
          FAULT,
          SUBPROTOCOL,
          HEADER,
          SEED);

  private ConnectionKnobs() {}
}
