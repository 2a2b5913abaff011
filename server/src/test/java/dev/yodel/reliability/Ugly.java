package dev.yodel.reliability;

import dev.yodel.server.websocket.frame.ClientFrames;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.Deflater;

/** Every ugly way of coming and going. */
@SuppressWarnings("ImmutableEnumChecker") // its functions hold nothing
enum Ugly {
  SILENT(peer -> {}),
  HALF_REQUEST(peer -> peer.send("GET /ws HTTP/1.1\r\nHost: local")),
  NO_HTTP(peer -> peer.send("\0\1\2\3 what is this\r\n\r\n")),
  LONG_HEADERS(peer -> peer.send("GET / HTTP/1.1\r\nHost: localhost\r\nX: " + "x".repeat(20_000))),
  PAGE_NOT_READ(peer -> peer.send("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")),
  UPGRADE_NOT_READ(peer -> peer.ask("/echo")),
  HALF_FRAME(peer -> echo(peer).send(ClientFrames.of().head(0x81, 0x80, 100).key(0).raw('a'))),
  HALF_LENGTH(peer -> echo(peer).send(ClientFrames.of().raw(0x82, 0xff, 0, 0))),
  CLOSE_NOT_ANSWERED(peer -> echo(peer).send(ClientFrames.of().frame(0x83)).until("\u0088")),
  CLOSE_NOT_AWAITED(peer -> echo(peer).send(ClientFrames.of().text("last").close(1000, ""))),
  OVERSIZED(peer -> echo(peer).send(ClientFrames.of().head(0x82, 0x80, 1L << 40).key(0))),
  INVALID_UTF8(peer -> echo(peer).send(ClientFrames.of().frame(0x81, (byte) 'a', (byte) 0xff))),
  NO_MASK(peer -> echo(peer).send(ClientFrames.of().raw(0x81, 1, 'a'))),
  FRAGMENTS_WITHOUT_END(peer -> echo(peer).send(fragments())),
  HALF_COMPRESSED(peer -> compressed(peer).send(ClientFrames.of().frame(0x41, half()))),
  COMPRESSED_RUBBISH(peer -> compressed(peer).send(ClientFrames.of().frame(0xc1, rubbish()))),
  PINGS(peer -> echo(peer).send(pings())),
  ECHO_NOT_READ(Ugly::sendMuch),
  LATE_ECHO(peer -> peer.upgraded("/echo?delay=1m").send(ClientFrames.of().text("late"))),
  PUSHED_AT(peer -> peer.upgraded("/echo?push=100/s").until("\u0081")),
  CHAT_WITHOUT_HELLO(peer -> peer.upgraded("/ws", "Sec-WebSocket-Protocol: yodel.v1.json")),
  CHAT_NO_JSON(peer -> peer.chatting("lobby").say("{{{").until("bad_request")),
  CHAT_HALF_POST(peer -> peer.chatting("lobby").send(halfPost())),
  CHAT_POSTS_NOT_AWAITED(
      peer -> peer.chatting(peer.own("room")).say(post(peer, "a")).say(post(peer, "b"))),
  CHAT_HISTORY_NOT_READ(Ugly::askForHistory),
  CHAT_NEVER_READS(Ugly::neverReads),
  RELAY_GONE(peer -> peer.upgraded("/ws?room=crowd").send(ClientFrames.of().text("gone"))),
  TLS_SILENT(true, peer -> {}),
  TLS_PLAINTEXT(true, peer -> peer.ask("/echo")),
  TLS_HALF_HELLO(true, peer -> peer.send(Arrays.copyOf(peer.clientHello(), 100))),
  TLS_HELLO_ONLY(true, peer -> peer.send(peer.clientHello())),
  TLS_HALF_FRAME(true, peer -> HALF_FRAME.act.of(peer.secured()));

  private static final int MESSAGE = 16_000;

  private final boolean tls;
  private final Act act;

  Ugly(Act act) {
    this(false, act);
  }

  Ugly(boolean tls, Act act) {
    this.tls = tls;
    this.act = act;
  }

  boolean needsTls() {
    return tls;
  }

  /** Comes and goes once; whether by a reset or in order depends on the number. */
  void play(Place place, int number) throws IOException {
    UglyPeer peer = new UglyPeer(place, tls ? place.tlsPort() : place.plainPort(), number);
    try {
      act.of(peer);
    } finally {
      peer.end((number / values().length) % 2 == 0);
    }
  }

  private static UglyPeer echo(UglyPeer peer) throws IOException {
    return peer.upgraded("/echo");
  }

  private static UglyPeer compressed(UglyPeer peer) throws IOException {
    return peer.upgraded("/echo", "Sec-WebSocket-Extensions: permessage-deflate");
  }

  private static ClientFrames fragments() {
    ClientFrames frames = ClientFrames.of().frame(0x01, (byte) 'a');
    for (int i = 0; i < 200; i++) {
      frames.frame(0x00, (byte) 'b');
    }
    return frames;
  }

  private static ClientFrames pings() {
    ClientFrames frames = ClientFrames.of();
    for (int i = 0; i < 200; i++) {
      frames.frame(0x89, (byte) 'p');
    }
    return frames;
  }

  private static byte[] half() {
    Deflater deflater = new Deflater(Deflater.DEFAULT_COMPRESSION, true);
    try {
      deflater.setInput(
          "something that is said again and again. "
              .repeat(100)
              .getBytes(StandardCharsets.US_ASCII));
      byte[] all = new byte[1_000];
      int length = deflater.deflate(all, 0, all.length, Deflater.SYNC_FLUSH);
      return Arrays.copyOf(all, length / 2);
    } finally {
      deflater.end();
    }
  }

  private static byte[] rubbish() {
    byte[] bytes = new byte[100];
    Arrays.fill(bytes, (byte) 0xff);
    return bytes;
  }

  private static void sendMuch(UglyPeer peer) throws IOException {
    echo(peer);
    byte[] message = ClientFrames.of().binary(new byte[MESSAGE]).bytes();
    for (int i = 0; i < 20; i++) {
      peer.send(message);
    }
  }

  private static String post(UglyPeer peer, String postId) {
    return "{'type':'post','id':'p','room':'%s','postId':'%s','text':'never heard of'}"
        .formatted(peer.own("room"), postId);
  }

  private static byte[] halfPost() {
    byte[] whole = ClientFrames.of().text("{'type':'post','room':'lobby','text':'a'}").bytes();
    return Arrays.copyOf(whole, whole.length / 2);
  }

  private static void askForHistory(UglyPeer peer) throws IOException {
    peer.chatting("crowd");
    for (int i = 0; i < 5; i++) {
      peer.say("{'type':'history','id':'q%d','room':'crowd','limit':200}".formatted(i));
    }
  }

  /** While another one talks. */
  private static void neverReads(UglyPeer peer) throws IOException {
    peer.chatting("crowd");
    UglyPeer talker = peer.another();
    try {
      talker.upgraded("/ws?room=crowd");
      for (int i = 0; i < 10; i++) {
        talker.send(ClientFrames.of().text("x".repeat(3_000)));
      }
      talker.until("xxx");
    } finally {
      talker.end(true);
    }
  }

  /** What a peer does. */
  private interface Act {
    void of(UglyPeer peer) throws IOException;
  }
}
