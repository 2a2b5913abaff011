package dev.yodel.reliability;

import dev.yodel.server.websocket.RawPeer;
import dev.yodel.server.websocket.frame.ClientFrames;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** What a peer does to a server for as long as it is let. */
@SuppressWarnings("ImmutableEnumChecker") // its functions hold nothing
enum Attack {
  /** Sends without end what comes back, and reads none of it. */
  ECHO_NEVER_READ(
      "127.0.20.", upgrade("/echo"), n -> ClientFrames.of().binary(new byte[16_000]), Manner.DEAF),
  /** Sits in a room of the well-behaved and reads nothing. */
  ROOM_NEVER_READ("127.0.21.", chat(), n -> hello("room" + n % 50, ""), Manner.DEAF_AFTER_ONE),
  PINGS("127.0.22.", upgrade("/echo"), n -> times(100, 0x89, "ping"), Manner.FLOOD),
  TINY_FRAGMENTS("127.0.23.", upgrade("/echo"), n -> times(200, 0x00, "a"), Manner.FLOOD),
  HUGE_MESSAGES(
      "127.0.24.", upgrade("/echo"), n -> ClientFrames.of().binary(new byte[60_000]), Manner.FLOOD),
  /** A byte of the request at a time. */
  SLOW_HANDSHAKE("127.0.25.", upgrade("/echo"), n -> ClientFrames.of(), Manner.DRIP),
  /** Upgrades, resets, and comes again. */
  CHURN("127.0.26.", upgrade("/echo"), n -> ClientFrames.of(), Manner.LEAVE),
  OVERSIZED_HEADERS(
      "127.0.27.",
      "GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(60_000) + "\r\n\r\n",
      n -> ClientFrames.of(),
      Manner.LEAVE),
  /** Resumes twenty rooms from positions that never were, resets, and comes again. */
  RESUME_STORM("127.0.28.", chat(), n -> resume(n), Manner.LEAVE_AFTER_ONE),
  POSTS("127.0.29.", chat(), Attack::posts, Manner.FLOOD),
  /** Connects and says nothing. */
  SILENT("127.0.30.", "", n -> ClientFrames.of(), Manner.FLOOD);

  /** How it goes on once it was answered. */
  enum Manner {
    /** Sends its bytes again and again, and reads what comes. */
    FLOOD,
    /** Sends them again and again, and does not read. */
    DEAF,
    /** Sends them once, and does not read. */
    DEAF_AFTER_ONE,
    /** Goes as soon as it is answered. */
    LEAVE,
    /** Sends them once, and goes at the answer. */
    LEAVE_AFTER_ONE,
    /** Sends its request a byte at a time. */
    DRIP
  }

  private final String network;
  private final String opening;
  private final Content content;
  private final Map<Integer, byte[]> known = new HashMap<>();
  final Manner manner;

  Attack(String network, String opening, Content content, Manner manner) {
    this.network = network;
    this.opening = opening;
    this.content = content;
    this.manner = manner;
  }

  /** The address of a peer: ten peers share one. */
  String address(int number) {
    return network + (1 + number / 10);
  }

  /** What it begins with. */
  byte[] opening() {
    return opening.getBytes(StandardCharsets.ISO_8859_1);
  }

  /**
   * What it goes on with.
   *
   * @param turn how often it was asked for
   */
  byte[] content(int number, int turn) {
    if (turn == 0 && this == POSTS) {
      return hello("flood" + number, "").bytes();
    }
    if (turn == 0 && this == TINY_FRAGMENTS) {
      return times(1, 0x01, "a").bytes();
    }
    return this == POSTS
        ? content.of(turn * 1_000 + number).bytes()
        : known.computeIfAbsent(number, one -> content.of(one).bytes());
  }

  private static String upgrade(String target) {
    return RawPeer.upgrade(target);
  }

  private static String chat() {
    return RawPeer.upgrade("/ws")
        .replace("\r\n\r\n", "\r\nSec-WebSocket-Protocol: yodel.v1.json\r\n\r\n");
  }

  private static ClientFrames hello(String room, String more) {
    return ClientFrames.of()
        .text(
            ("{'type':'hello','id':'h','version':1,'rooms':[{'room':'" + room + "'}" + more + "]}")
                .replace('\'', '"'));
  }

  private static ClientFrames resume(int number) {
    StringBuilder rooms = new StringBuilder();
    for (int i = 0; i < 19; i++) {
      rooms.append(",{'room':'room%d','epoch':'never','after':%d}".formatted(20 + i, number + i));
    }
    return hello("room" + number % 20, rooms.toString());
  }

  private static ClientFrames times(int count, int first, String payload) {
    ClientFrames frames = ClientFrames.of();
    for (int i = 0; i < count; i++) {
      frames.frame(first, ClientFrames.utf8(payload));
    }
    return frames;
  }

  private static ClientFrames posts(int unique) {
    ClientFrames frames = ClientFrames.of();
    for (int i = 0; i < 10; i++) {
      frames.text(
          "{'type':'post','id':'p','room':'flood%d','postId':'%d-%d','text':'flood flood flood'}"
              .formatted(unique % 1_000, unique, i)
              .replace('\'', '"'));
    }
    return frames;
  }

  private interface Content {
    ClientFrames of(int number);
  }
}
