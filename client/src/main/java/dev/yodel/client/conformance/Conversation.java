package dev.yodel.client.conformance;

import static dev.yodel.client.conformance.CaseEnd.failed;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** One connection in the course of a case. */
public final class Conversation implements AutoCloseable {

  private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final int KEY_BYTES = 16;

  private final Target target;
  private final Request request;
  private final Wire wire;
  private final String key;
  private final List<String> remarks = new ArrayList<>();
  private @Nullable HttpAnswer answer;
  private @Nullable Deflate deflate;
  private @Nullable FrameSource frames;

  Conversation(Target target, Request request, RandomGenerator random) throws IOException {
    this.target = target;
    this.request = request;
    this.wire = new Wire(target);
    byte[] drawn = new byte[KEY_BYTES];
    random.nextBytes(drawn);
    this.key = Base64.getEncoder().encodeToString(drawn);
  }

  /** The server's answer; the request is sent first, with more bytes behind it, if it was not. */
  HttpAnswer answer(byte[] behind) throws IOException, CaseEnd {
    HttpAnswer known = answer;
    if (known == null) {
      wire.send(Frames.join(request.bytes(target, key), behind));
      known = readAnswer();
    }
    return known;
  }

  /** The server's answer to a request that is sent byte by byte. */
  HttpAnswer answerToDrips() throws IOException, CaseEnd {
    wire.sendSlowly(request.bytes(target, key));
    return readAnswer();
  }

  private HttpAnswer readAnswer() throws IOException, CaseEnd {
    String head = wire.readHead();
    if (head.isEmpty()) {
      throw failed("closed without an answer");
    }
    HttpAnswer now = HttpAnswer.parse(head);
    answer = now;
    return now;
  }

  /** Checks that the handshake is complete and right (RFC 6455 section 4.2.2). */
  void upgrade(HttpAnswer now) throws CaseEnd {
    if (now.status() != HttpAnswer.SWITCHING) {
      throw failed("refused: " + now.first());
    }
    require(now.has("Upgrade", "websocket"), "101 without \"Upgrade: websocket\"");
    require(now.has("Connection", "Upgrade"), "101 without \"Connection: Upgrade\"");
    List<String> accepted = now.values("Sec-WebSocket-Accept");
    require(
        accepted.equals(List.of(acceptOf(request.key(key)))),
        "Sec-WebSocket-Accept is " + accepted + ", not that of the key");
    List<String> offered =
        request.values("Sec-WebSocket-Protocol").stream()
            .flatMap(line -> List.of(line.split(",", -1)).stream())
            .map(String::strip)
            .toList();
    List<String> chosen = now.values("Sec-WebSocket-Protocol");
    require(
        chosen.isEmpty() || (chosen.size() == 1 && offered.contains(chosen.get(0))),
        "the subprotocol " + chosen + " was not offered");
    deflate =
        Deflate.agreed(
            request.values("Sec-WebSocket-Extensions"), now.values("Sec-WebSocket-Extensions"));
    var source = new FrameSource(wire, deflate);
    frames = source;
    for (int i = 0; i < target.greetings(); i++) {
      Heard greeting = source.next(target.limit());
      require(greeting.isMessage(), "no greeting but " + greeting);
    }
  }

  /** What was agreed on; the case is skipped if nothing was. */
  Deflate deflate() throws CaseEnd {
    Deflate agreed = deflate;
    if (agreed == null) {
      throw CaseEnd.skipped("the server declined permessage-deflate");
    }
    return agreed;
  }

  boolean isCompressed() {
    return deflate != null;
  }

  void send(byte[] bytes) throws IOException {
    wire.send(bytes);
  }

  void sendSlowly(byte[] bytes) throws IOException {
    wire.sendSlowly(bytes);
  }

  void finish() throws IOException {
    wire.finish();
  }

  /** The next thing that comes within the time of the case. */
  Heard next() throws CaseEnd {
    return next(target.limit());
  }

  Heard next(Duration patience) throws CaseEnd {
    FrameSource source = frames;
    if (source == null) {
      throw failed("no WebSocket");
    }
    return source.next(patience);
  }

  /** What is allowed, but not what the RFC recommends. */
  void remark(String loose) {
    remarks.add(loose);
  }

  List<String> remarks() {
    return remarks;
  }

  @Override
  public void close() {
    wire.close();
    if (deflate != null) {
      deflate.close();
    }
  }

  private static void require(boolean holds, String otherwise) throws CaseEnd {
    if (!holds) {
      throw failed(otherwise);
    }
  }

  private static String acceptOf(String key) {
    try {
      byte[] seed = (key + GUID).getBytes(StandardCharsets.UTF_8);
      return Base64.getEncoder().encodeToString(MessageDigest.getInstance("SHA-1").digest(seed));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }
}
