package dev.yodel.server.lab;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Kinds of knobs that are words: switches, choices, texts and names. */
final class Words {

  private static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]{1,64}");
  private static final Pattern FIELD_VALUE = Pattern.compile("[\\x20-\\x7e]{0,200}");
  private static final String AFTER = "after:";
  private static final Set<String> HANDSHAKE_HEADERS =
      Set.of("connection", "upgrade", "content-length", "transfer-encoding", "set-cookie", "date");

  private Words() {}

  /** On or not. */
  static Kind<Boolean> flag() {
    return new Kind<>("flag", Boolean.class, "1 or 0", List.of("1", "0"), text -> readFlag(text));
  }

  private static Optional<Boolean> readFlag(String text) {
    return switch (text) {
      case "1" -> Optional.of(true);
      case "0" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  /** One of an enum's constants, in lower case with hyphens. */
  static <E extends Enum<E>> Kind<E> choice(Class<E> type) {
    List<String> words = Arrays.stream(type.getEnumConstants()).map(Words::word).toList();
    return new Kind<>(
        "choice",
        type,
        oneOf(words),
        words,
        text ->
            Arrays.stream(type.getEnumConstants()).filter(c -> word(c).equals(text)).findFirst());
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String oneOf(List<String> words) {
    return words.size() == 1 ? words.get(0) : "one of " + String.join(", ", words);
  }

  /** Any text, bounded in bytes of UTF-8. */
  static Kind<String> text(int mostBytes) {
    return Kind.of(
        "text",
        String.class,
        "a text of at most " + mostBytes + " bytes of UTF-8",
        text ->
            text.getBytes(StandardCharsets.UTF_8).length <= mostBytes
                ? Optional.of(text)
                : Optional.empty());
  }

  /** A name of RFC 9110's token shape. */
  static Kind<String> token() {
    return Kind.of(
        "token",
        String.class,
        "one subprotocol that the request offers, or none",
        text -> TOKEN.matcher(text).matches() ? Optional.of(text) : Optional.empty());
  }

  /** {@code after:n}: when n messages were answered. */
  static Kind<Integer> after(int most) {
    return Kind.of(
        "after",
        Integer.class,
        "after:n with n from 0 to " + most + ", such as after:5",
        text ->
            text.startsWith(AFTER)
                ? Quantities.readCount(text.substring(AFTER.length()), 0, most)
                : Optional.empty());
  }

  /** A close code, or none at all. */
  static Kind<Ending> ending() {
    return Kind.of(
        "close",
        Ending.class,
        "a close code that may be sent (1000 to 1003, 1007 to 1014, 3000 to 4999), or none",
        text ->
            text.equals("none")
                ? Optional.of(Ending.WITHOUT_FRAME)
                : Quantities.readCount(text, 1000, 4999)
                    .filter(Ending::mayBeSent)
                    .map(Ending::new));
  }

  /** A status that refuses the upgrade. */
  static Kind<Integer> status() {
    return Kind.of(
        "status",
        Integer.class,
        "200, or a status from 400 to 599",
        text -> text.equals("200") ? Optional.of(200) : Quantities.readCount(text, 400, 599));
  }

  /** A header that the handshake does not own. */
  static Kind<HeaderLine> header() {
    return Kind.of(
        "header",
        HeaderLine.class,
        "Name:value in printable ASCII, not one that frames the answer, sets cookies or begins"
            + " with Sec-",
        Words::readHeader);
  }

  private static Optional<HeaderLine> readHeader(String text) {
    int colon = text.indexOf(':');
    if (colon < 1) {
      return Optional.empty();
    }
    String name = text.substring(0, colon);
    String value = text.substring(colon + 1).strip();
    String key = name.toLowerCase(Locale.ROOT);
    boolean owned =
        HANDSHAKE_HEADERS.contains(key) || key.startsWith("sec-") || key.startsWith("proxy-");
    return !owned && TOKEN.matcher(name).matches() && FIELD_VALUE.matcher(value).matches()
        ? Optional.of(new HeaderLine(name, value))
        : Optional.empty();
  }

  /** The server's own pings: their distance, or as many as the peer takes. */
  static Kind<Pings> pings(Duration least, Duration most) {
    Kind<Duration> distance = Quantities.duration(least, most);
    return Kind.of(
        "ping",
        Pings.class,
        distance.expected() + ", or flood",
        text ->
            text.equals("flood") ? Optional.of(Pings.FLOOD) : distance.read(text).map(Pings::new));
  }

  /** What is wrong with the handshake. */
  static Kind<Handshake> handshake(Duration most) {
    List<String> words = Arrays.stream(Handshake.Fault.values()).map(Words::word).toList();
    return new Kind<>(
        "handshake",
        Handshake.class,
        oneOf(words) + ", or slow:TIME up to " + Quantities.show(most),
        words,
        text -> readHandshake(text, most));
  }

  private static Optional<Handshake> readHandshake(String text, Duration most) {
    if (text.startsWith("slow:")) {
      return Quantities.duration(Duration.ofMillis(1), most)
          .read(text.substring("slow:".length()))
          .map(time -> new Handshake(Handshake.Fault.SLOW, time));
    }
    return choice(Handshake.Fault.class)
        .read(text)
        .map(fault -> new Handshake(fault, Handshake.DEFAULT_TIME));
  }
}
