package dev.yodel.client;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.function.UnaryOperator;

/** The table of what a server may do wrong, and what the client must say to it. */
final class HostileServer {

  /** Lines of a right answer, with the subprotocol that the client offers. */
  static final String CHAT = "Sec-WebSocket-Protocol: chat\r\n";

  static final String DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate\r\n";

  private static final String OTHER_KEYS = "s3pPLMBiTxaQ9kYGzzhZRbK+xOo=";

  private HostileServer() {}

  /**
   * Frames after a right handshake.
   *
   * @param section of RFC 6455 (or 7692, with compression agreed on)
   * @param hex the server's bytes
   * @param code of the Close frame that must come back
   */
  record BadFrames(String section, String name, String hex, int code, boolean deflate) {

    @Override
    public String toString() {
      return section + " " + name;
    }
  }

  /** An answer to the handshake, made of a right one. */
  record BadAnswer(String name, UnaryOperator<String> change) {

    @Override
    public String toString() {
      return name;
    }
  }

  static String latin1(String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replace(" ", ""));
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private static BadFrames plain(String section, String name, String hex, int code) {
    return new BadFrames(section, name, hex, code, false);
  }

  private static BadFrames deflated(String section, String name, String hex, int code) {
    return new BadFrames(section, name, hex, code, true);
  }

  static List<BadFrames> frames() {
    List<BadFrames> all = new ArrayList<>(heads());
    all.addAll(payloads());
    all.addAll(limitsAndCompression());
    return all;
  }

  private static List<BadFrames> heads() {
    return List.of(
        plain("5.1", "masked text", "81 81 01 02 03 04 60", 1002),
        plain("5.1", "masked Close frame", "88 80 01 02 03 04", 1002),
        plain("5.2", "RSV1 in a text", "C1 01 61", 1002),
        plain("5.2", "RSV2 in a text", "A1 01 61", 1002),
        plain("5.2", "RSV3 in a ping", "99 00", 1002),
        plain("5.2", "RSV1 in a Close frame", "C8 00", 1002),
        plain("5.2", "opcode 3", "83 00", 1002),
        plain("5.2", "opcode 7", "87 01 61", 1002),
        plain("5.2", "opcode 11", "8B 00", 1002),
        plain("5.2", "opcode 15", "8F 00", 1002),
        plain("5.2", "a length not in its shortest form, 16 bits", "82 7E 00 05", 1002),
        plain(
            "5.2",
            "a length not in its shortest form, 64 bits",
            "82 7F 00 00 00 00 00 00 00 05",
            1002),
        plain("5.2", "a negative length", "82 7F 80 00 00 00 00 00 00 01", 1002),
        plain("5.4", "a continuation of nothing", "80 01 61", 1002),
        plain("5.4", "a text inside a text", "01 01 61 81 01 62", 1002),
        plain("5.5", "a ping of 126 bytes", "89 7E 00 7E", 1002),
        plain("5.5", "a fragmented ping", "09 00", 1002),
        plain("5.5", "a fragmented Close frame", "08 02 03 E8", 1002),
        plain("5.5.1", "half a close code", "88 01 03", 1002));
  }

  private static List<BadFrames> payloads() {
    return List.of(
        plain("7.4.1", "close code 1004", "88 02 03 EC", 1002),
        plain("7.4.1", "close code 1005", "88 02 03 ED", 1002),
        plain("7.4.1", "close code 1006", "88 02 03 EE", 1002),
        plain("7.4.1", "close code 1015", "88 02 03 F7", 1002),
        plain("7.4.2", "close code 0", "88 02 00 00", 1002),
        plain("7.4.2", "close code 999", "88 02 03 E7", 1002),
        plain("7.4.2", "close code 2999", "88 02 0B B7", 1002),
        plain("7.4.2", "close code 5000", "88 02 13 88", 1002),
        plain("7.4.2", "close code 65535", "88 02 FF FF", 1002),
        plain("7.1.6", "a close reason that is not UTF-8", "88 03 03 E8 FF", 1007),
        plain("8.1", "a lone continuation byte", "81 01 80", 1007),
        plain("8.1", "an overlong form", "81 02 C0 80", 1007),
        plain("8.1", "a surrogate", "81 03 ED A0 80", 1007),
        plain("8.1", "over U+10FFFF", "81 04 F4 90 80 80", 1007),
        plain("8.1", "a text that ends within a character", "81 02 61 C3", 1007),
        plain("8.1", "not UTF-8 across fragments", "01 01 C3 80 01 28", 1007));
  }

  private static List<BadFrames> limitsAndCompression() {
    return List.of(
        plain("10.4", "a frame over the limit", "82 7E 04 00", 1009),
        plain("10.4", "a frame of 4 EiB", "82 7F 40 00 00 00 00 00 00 00", 1009),
        plain(
            "10.4",
            "fragments that are together over the limit",
            "02 7E 02 00" + "00".repeat(512) + "80 7E 02 00" + "00".repeat(512),
            1009),
        deflated("6.1", "a compressed ping", "C9 00", 1002),
        deflated("6.1", "RSV2 beside RSV1", "E1 01 00", 1002),
        deflated("6.1", "RSV1 on a continuation", "01 01 61 C0 01 61", 1002),
        deflated("7.2.2", "data that is no DEFLATE", "C2 06 FF FF FF FF FF FF", 1007),
        deflated(
            "7.2.2",
            "a compressed text that is not UTF-8",
            "C1 09 00 03 00 FC FF C3 28 61 00",
            1007),
        deflated("8", "a message that inflates over the limit", bomb(), 1009));
  }

  /** 100,000 zeros. */
  private static String bomb() {
    var deflater = new java.util.zip.Deflater(9, true);
    deflater.setInput(new byte[100_000]);
    byte[] out = new byte[1_000];
    int count = deflater.deflate(out, 0, out.length, java.util.zip.Deflater.SYNC_FLUSH);
    deflater.end();
    byte[] payload = java.util.Arrays.copyOf(out, count);
    return HexFormat.of().formatHex(Peer.frame(0xC2, payload));
  }

  static List<BadAnswer> answers() {
    List<BadAnswer> all = new ArrayList<>(wrongAnswers());
    all.addAll(answersThatAreNearlyRight());
    all.addAll(answersThatAreNone());
    return all;
  }

  private static List<BadAnswer> wrongAnswers() {
    return List.of(
        new BadAnswer(
            "the accept value of another key",
            right -> right.replaceFirst("(?<=Accept: )[^\r]+", OTHER_KEYS)),
        new BadAnswer(
            "no accept value", right -> right.replaceFirst("Sec-WebSocket-Accept.*\r\n", "")),
        new BadAnswer("status 200", right -> right.replace("101 Switching", "200 OK")),
        new BadAnswer("status 426", right -> right.replace("101 Switching", "426 Upgrade")),
        new BadAnswer("no Upgrade", right -> right.replace("Upgrade: websocket\r\n", "")),
        new BadAnswer("another Upgrade", right -> right.replace(": websocket", ": h2c")),
        new BadAnswer("no Connection", right -> right.replace("Connection: Upgrade\r\n", "")),
        new BadAnswer("Connection: close", right -> right.replace("n: Upgrade", "n: close")),
        new BadAnswer(
            "a subprotocol that was not offered", right -> right.replace("chat", "other")),
        new BadAnswer(
            "an extension that was not offered", right -> right.replace(CHAT, CHAT + DEFLATE)),
        new BadAnswer(
            "an unknown extension",
            right -> right.replace(CHAT, CHAT + "Sec-WebSocket-Extensions: x\r\n")));
  }

  private static List<BadAnswer> answersThatAreNearlyRight() {
    return List.of(
        new BadAnswer("HTTP/1.0", right -> right.replace("HTTP/1.1", "HTTP/1.0")),
        new BadAnswer("HTTP/2.0", right -> right.replace("HTTP/1.1", "HTTP/2.0")),
        new BadAnswer("a second Upgrade", right -> right.replace(CHAT, CHAT + "Upgrade: h2c\r\n")),
        new BadAnswer(
            "Upgrade is a list", right -> right.replace(": websocket", ": h2c, websocket")),
        new BadAnswer("nearly Upgrade", right -> right.replace("n: Upgrade", "n: Upgraded")),
        new BadAnswer(
            "a second accept value",
            right -> right.replace(CHAT, CHAT + "Sec-WebSocket-Accept: " + OTHER_KEYS + "\r\n")),
        new BadAnswer("the subprotocol twice", right -> right.replace(CHAT, CHAT + CHAT)),
        new BadAnswer("two subprotocols", right -> right.replace("chat", "chat, other")),
        new BadAnswer("the subprotocol in other case", right -> right.replace("chat", "Chat")),
        new BadAnswer("status 1010", right -> right.replace("101 Switching", "1010 Switching")));
  }

  private static List<BadAnswer> answersThatAreNone() {
    return List.of(
        new BadAnswer(
            "a flood of headers",
            right ->
                right.replace(CHAT, CHAT + ("X-Field: " + "v".repeat(1_000) + "\r\n").repeat(100))),
        new BadAnswer(
            "an endless header", right -> right.replace(CHAT, "X-Field: " + "v".repeat(100_000))),
        new BadAnswer("what is not HTTP", right -> "220 mail.example.org ESMTP\r\n\r\n"));
  }
}
