package dev.yodel.server.websocket.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.yodel.server.lab.LabMode;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What comes back and how it is framed, byte by byte. */
class LabContentIT {

  private static final String DEFLATE = "Sec-WebSocket-Extensions: permessage-deflate";

  @RegisterExtension static final LabServer LAB = new LabServer(LabMode.LOCAL);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "upper=1|81 HELLO",
        "upper=0|81 hello",
        "prefix=Got:%20&upper=1|81 Got: HELLO",
        "size=30|81 abcdefghijklmnopqrstuvwxyzabcd",
        "size=0|81",
        "type=binary|82 hello",
        "type=text|81 hello",
        "fragment=2|01 he/00 ll/80 o",
        "fragment=5|81 hello",
        "fragment=2&interleave=1|01 he/89 1/00 ll/89 2/80 o",
        "chop=1|81 hello",
        "hello=welcome|81 welcome/81 hello",
        "fragment=4&size=9&hello=a|81 a/01 abcd/00 efgh/80 i",
      })
  void textComesBackAsAskedFor(String query, String frames) throws Exception {
    String[] expected = frames.split("/", -1);
    assertThat(LAB.twice(query, expected.length, "hello")).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource({"type=text,81 00ff80", "upper=1&prefix=x,82 \\u0000\\uFFFD\\uFFFD"})
  void binaryComesBackAsAskedFor(String query, String frame) throws Exception {
    try (RawPeer peer = LAB.open(query)) {
      peer.frame(0x82, HexFormat.of().parseHex("00ff80"));
      assertThat(peer.next())
          .isEqualTo(frame.replace("\\u0000", "\u0000").replace("\\uFFFD", "\uFFFD"));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "utf8, 8107'68656c6c6f'c328",
    "mask, 8185'37fa213d'5f9f4d5158",
    "rsv, a105'68656c6c6f",
    "opcode, 8305'68656c6c6f",
    "length, 817f'8000000000000005'68656c6c6f",
  })
  void oneAnswerIsCorruptedOnTheWire(String corruption, String hex) throws Exception {
    byte[] expected = HexFormat.of().parseHex(hex.replace("'", ""));
    for (int run = 0; run < 2; run++) {
      try (RawPeer peer = LAB.open("corrupt=" + corruption + "&after=1")) {
        peer.text("hello");
        assertThat(peer.next()).isEqualTo("81 hello");
        peer.text("hello");
        assertThat(peer.bytes(expected.length)).isEqualTo(expected);
        peer.text("hello");
        assertThat(peer.next()).isEqualTo("81 hello");
      }
    }
  }

  @Test
  void anAnswerOfTheAskedSizeHasAnEightByteLength() throws Exception {
    try (RawPeer peer = LAB.open("size=100KB")) {
      peer.text("");
      RawPeer.Frame frame = peer.frame();
      assertThat(frame.payload()).hasSize(100_000);
      assertThat(new String(frame.payload(), 26, 26, StandardCharsets.US_ASCII))
          .isEqualTo("abcdefghijklmnopqrstuvwxyz");
    }
  }

  @Test
  void compressedAnswersInflateAndCompressedMessagesAreRead() throws Exception {
    try (RawPeer peer = LAB.open("compress=on&upper=1", DEFLATE)) {
      assertThat(peer.headers.get("Sec-WebSocket-Extensions")).startsWith("permessage-deflate");
      for (int message = 0; message < 2; message++) {
        peer.frame(0xc1, HexFormat.of().parseHex("f248cdc9c90700")); // RFC 7692 section 7.2.3.1
        RawPeer.Frame frame = peer.frame();
        assertThat(frame.first()).isEqualTo(0xc1);
        assertThat(inflated(frame.payload())).isEqualTo("HELLO");
      }
    }
  }

  @Test
  void badCompressionIsMarkedAsCompressedAndDoesNotInflate() throws Exception {
    try (RawPeer peer = LAB.open("compress=bad", DEFLATE)) {
      peer.text("hello");
      RawPeer.Frame frame = peer.frame();
      assertThat(frame.first()).isEqualTo(0xc1);
      assertThatThrownBy(() -> inflated(frame.payload())).isInstanceOf(DataFormatException.class);
    }
  }

  @Test
  void compressionIsDeclinedOnDemandAndNeedsAnOffer() throws Exception {
    try (RawPeer peer = LAB.open("compress=off", DEFLATE)) {
      assertThat(peer.headers).doesNotContainKey("Sec-WebSocket-Extensions");
      peer.text("hello");
      assertThat(peer.next()).isEqualTo("81 hello");
    }
    try (RawPeer peer = LAB.ask("/echo?compress=on")) {
      assertThat(peer.status).isEqualTo("HTTP/1.1 400 Bad Request");
      assertThat(peer.body()).startsWith("compress: \"on\" (expected: together with an offer of");
    }
  }

  private static String inflated(byte[] message) throws DataFormatException {
    Inflater inflater = new Inflater(true);
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    whole.writeBytes(message);
    whole.writeBytes(new byte[] {0, 0, -1, -1});
    inflater.setInput(whole.toByteArray());
    byte[] text = new byte[100];
    int length = inflater.inflate(text);
    inflater.end();
    return new String(text, 0, length, StandardCharsets.UTF_8);
  }
}
