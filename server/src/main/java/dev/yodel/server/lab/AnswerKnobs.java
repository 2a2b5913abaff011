package dev.yodel.server.lab;

import static dev.yodel.server.lab.Knob.Group.CONTENT;
import static dev.yodel.server.lab.Knob.Group.FRAMES;
import static dev.yodel.server.lab.Knob.Group.GREETING;
import static dev.yodel.server.lab.Knob.Group.LOSS;
import static dev.yodel.server.lab.Knob.Group.TIME;
import static dev.yodel.server.lab.Knob.costly;
import static dev.yodel.server.lab.Knob.free;

import java.time.Duration;
import java.util.List;

/** The part of the table that is about what comes back, when and how. */
public final class AnswerKnobs {

  private static final int MOST_BYTES = 16 << 20;
  private static final Duration MILLI = Duration.ofMillis(1);
  private static final Duration MINUTE = Duration.ofMinutes(1);

  public static final Knob<Boolean> META =
      free(
          GREETING,
          "meta",
          Words.flag(),
          "The first message is a JSON object: the request as the server received it, secrets"
              + " masked, and what was negotiated.",
          "meta=1");
  public static final Knob<String> HELLO =
      free(
          GREETING,
          "hello",
          Words.text(Knobs.MOST_TEXT_BYTES),
          "The server speaks first: it sends this text once the connection is open.",
          "hello=welcome");
  public static final Knob<Duration> PUSH =
      costly(
          GREETING,
          "push",
          Quantities.rate(1000),
          "The server sends tick 1, tick 2 and so on at this rate, unasked.",
          "push=1/s");
  public static final Knob<String> PREFIX =
      free(
          CONTENT,
          "prefix",
          Words.text(Knobs.MOST_TEXT_BYTES),
          "Text comes back behind this text.",
          "prefix=Received:%20");
  public static final Knob<Boolean> UPPER =
      free(CONTENT, "upper", Words.flag(), "Text comes back in upper case.", "upper=1");
  public static final Knob<Integer> SIZE =
      costly(
          CONTENT,
          "size",
          Quantities.size(0, MOST_BYTES),
          "Every answer has this many bytes: the letters a to z, over and over.",
          "size=1MiB");
  public static final Knob<MessageType> TYPE =
      free(
          CONTENT,
          "type",
          Words.choice(MessageType.class),
          "Every answer is of this type; binary that is not UTF-8 becomes hex digits as text.",
          "type=binary");
  public static final Knob<Duration> DELAY =
      costly(
          TIME,
          "delay",
          Quantities.duration(MILLI, MINUTE),
          "Every answer comes this much later; the order stays.",
          "delay=250ms");
  public static final Knob<Duration> JITTER =
      costly(
          TIME,
          "jitter",
          Quantities.duration(MILLI, MINUTE),
          "Every answer comes up to this much later still, by the seed; the order stays.",
          "delay=250ms&jitter=50ms");
  public static final Knob<Duration> RATE =
      costly(
          TIME,
          "rate",
          Quantities.rate(1000),
          "A slow writer: no more answers than this.",
          "rate=10/s");
  public static final Knob<Integer> READ =
      costly(
          TIME,
          "read",
          Quantities.byteRate(16, MOST_BYTES),
          "A slow reader: no more bytes are read than this, the peer's writes fill up.",
          "read=1KB/s");
  public static final Knob<Integer> FRAGMENT =
      costly(
          FRAMES,
          "fragment",
          Quantities.size(1, 1 << 20),
          "Every answer comes in fragments of this many bytes (at most 65536 fragments).",
          "fragment=5");
  public static final Knob<Boolean> INTERLEAVE =
      free(
          FRAMES,
          "interleave",
          Words.flag(),
          "A ping stands between two fragments.",
          "fragment=5&interleave=1");
  public static final Knob<Integer> CHOP =
      costly(
          FRAMES,
          "chop",
          Quantities.size(1, 1 << 16),
          "Bytes leave in TCP segments of this size, one each millisecond.",
          "chop=1");
  public static final Knob<Compression> COMPRESS =
      costly(
          FRAMES,
          "compress",
          Words.choice(Compression.class),
          "permessage-deflate is used, declined, or used wrongly: answers that do not inflate.",
          "compress=on");
  public static final Knob<Corruption> CORRUPT =
      free(
          FRAMES,
          "corrupt",
          Words.choice(Corruption.class),
          "One answer breaks RFC 6455: the first, or the one that follows after=n answers.",
          "corrupt=utf8&after=2");
  public static final Knob<Double> DROP =
      free(LOSS, "drop", Quantities.chance(), "So many messages are not answered.", "drop=0.1");
  public static final Knob<Double> DUPLICATE =
      costly(
          LOSS,
          "duplicate",
          Quantities.chance(),
          "So many messages are answered twice.",
          "duplicate=0.1");
  public static final Knob<Double> REORDER =
      costly(
          LOSS,
          "reorder",
          Quantities.chance(),
          "So many answers change places with the next; alone they come after 1 s.",
          "reorder=0.1");

  /** In the order of the help. */
  static final List<Knob<?>> ALL =
      List.of(
          META,
          HELLO,
          PUSH,
          PREFIX,
          UPPER,
          SIZE,
          TYPE,
          DELAY,
          JITTER,
          RATE,
          READ,
          FRAGMENT,
          INTERLEAVE,
          CHOP,
          COMPRESS,
          CORRUPT,
          DROP,
          DUPLICATE,
          REORDER);

  private AnswerKnobs() {}
}
