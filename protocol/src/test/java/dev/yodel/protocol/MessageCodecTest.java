package dev.yodel.protocol;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.yodel.protocol.ClientMessage.Ping;
import java.nio.charset.Charset;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MessageCodecTest {

  private final MessageCodec codec = new MessageCodec(Limits.DEFAULT);

  private BadMessageException refused(String text) {
    return catchThrowableOfType(
        BadMessageException.class, () -> codec.readClient(text.getBytes(UTF_8)));
  }

  @Test
  void typeMayStandAnywhereAndUnknownFieldsAreIgnored() throws Exception {
    String text = "{\"id\":\"7\",\"extra\":{\"a\":[1.5,true],\"b\":null},\"type\":\"ping\"}";
    assertThat(codec.readClient(text.getBytes(UTF_8))).isEqualTo(new Ping("7"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "null",
        "[]",
        "\"ping\"",
        "17",
        "{",
        "{\"type\":\"ping\",\"id\":\"1\"",
        "{\"type\":\"ping\",\"id\":\"1\"} x",
        "{\"type\":\"ping\",\"id\":\"1\"}{}",
        "{\"type\":\"ping\",\"id\":\"1\",\"id\":\"2\"}",
        "{\"type\":\"ping\",\"id\":null,\"id\":\"2\"}",
        "{\"type\":\"ping\",\"id\":\"1\",\"x\":[{\"a\":null,\"a\":null}]}",
        "{\"type\":\"ping\",\"id\":null}",
        "{\"type\":\"ping\",\"id\":\"\\ud800\"}",
        "{\"type\":\"ping\",\"id\":\"1\",\"\\udc00\":1}",
        "{\"type\":\"ping\",\"id\":\"1\u0000\"}",
        "{'type':'ping','id':'1'}",
        "{\"type\":\"ping\",\"id\":\"1\",}",
        "{\"type\":\"ping\",\"id\":\"1\",\"n\":01}",
        "{\"type\":\"ping\",\"id\":\"1\",\"n\":NaN}",
        "{\"type\":\"ping\",\"id\":1}",
        "{\"type\":\"ping\",\"id\":\"\"}",
        "{\"type\":\"ping\"}",
        "{\"id\":\"1\"}",
      })
  void frameThatIsNoMessageIsABadRequest(String text) {
    assertThat(refused(text).code()).isEqualTo(ErrorCode.BAD_REQUEST);
  }

  @Test
  void deepNestingIsRefusedWithoutRecursion() {
    String text = "{\"type\":\"ping\",\"id\":\"1\",\"x\":" + "[".repeat(30_000) + "}";
    assertThat(refused(text).code()).isEqualTo(ErrorCode.BAD_REQUEST);
    String eight = "{\"type\":\"ping\",\"id\":\"1\",\"x\":" + "[".repeat(7) + "]".repeat(7) + "}";
    assertThat(catchThrowableOfType(Exception.class, () -> codec.readClient(eight.getBytes(UTF_8))))
        .isNull();
    String nine = "{\"type\":\"ping\",\"id\":\"1\",\"x\":" + "[".repeat(8) + "]".repeat(8) + "}";
    assertThat(refused(nine).code()).isEqualTo(ErrorCode.BAD_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"-1", "9007199254740992", "1.0", "1e3", "\"41\"", "true", "99999999999999999999"})
  void numberThatIsNoSequenceIsRefused(String number) {
    String text = "{\"type\":\"read\",\"room\":\"lobby\",\"seq\":" + number + "}";
    assertThat(refused(text).code()).isEqualTo(ErrorCode.BAD_REQUEST);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "tomorrow",
        "2026-11-21",
        "2026-02-30T00:00:00Z",
        "+1000000000-01-01T00:00:00Z",
        "-1000000000-01-01T00:00:00Z",
        "+10000-01-01T00:00:00Z",
        "-0001-12-31T23:59:59Z"
      })
  void timeThatCannotBeWrittenIsRefused(String time) {
    assertThat(refused(muteUntil(time)))
        .hasMessage("until: \"" + time + "\" (expected: a time as in 2026-11-21T09:00:00.000Z)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0000-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z"})
  void timeOfFourDigitYearsIsTaken(String time) throws Exception {
    assertThat(codec.readClient(muteUntil(time).getBytes(UTF_8)))
        .hasFieldOrPropertyWithValue("until", Instant.parse(time).truncatedTo(ChronoUnit.MILLIS));
  }

  private static String muteUntil(String time) {
    return "{\"type\":\"moderate\",\"id\":\"1\",\"room\":\"lobby\",\"postId\":\"p\","
        + "\"user\":\"u-bob\",\"action\":\"mute\",\"until\":\""
        + time
        + "\"}";
  }

  @Test
  void unknownTypeIsNamedWithItsId() {
    BadMessageException bad = refused("{\"type\":\"dance\",\"id\":\"9\"}");
    assertThat(bad.code()).isEqualTo(ErrorCode.UNKNOWN_TYPE);
    assertThat(bad.id()).isEqualTo("9");
  }

  @Test
  void refusalGivesTheValueThenTheExpectation() {
    BadMessageException bad = refused("{\"type\":\"join\",\"id\":\"9\",\"room\":\"a b\\u202e\"}");
    assertThat(bad.code()).isEqualTo(ErrorCode.ROOM_INVALID);
    assertThat(bad.id()).isEqualTo("9");
    assertThat(bad)
        .hasMessage("room: \"a b\\u{202e}\" (expected: 1 to 64 letters, digits, '-', '_' or '.')");
  }

  @Test
  void textIsCountedInCodePoints() throws Exception {
    String fits = post("🎶".repeat(4_000));
    assertThat(codec.readClient(fits.getBytes(UTF_8))).isInstanceOf(ClientMessage.Post.class);
    assertThat(refused(post("🎶".repeat(4_001))).code()).isEqualTo(ErrorCode.TEXT_TOO_LONG);
    assertThat(refused(post("")).code()).isEqualTo(ErrorCode.BAD_REQUEST);
    assertThat(refused(post("a\\u0000")).code()).isEqualTo(ErrorCode.BAD_REQUEST);
  }

  @Test
  void positionIsWholeOrAbsent() {
    String half = "{\"type\":\"join\",\"id\":\"1\",\"room\":\"lobby\",\"after\":3}";
    assertThat(refused(half).code()).isEqualTo(ErrorCode.POSITION_INVALID);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\ud83d", "\\ude00!", "a\\ud83d\\ud83d"})
  void loneSurrogateIsRefusedWithTheId(String text) {
    BadMessageException bad = refused(post(text));
    assertThat(bad.code()).isEqualTo(ErrorCode.BAD_REQUEST);
    assertThat(bad.id()).isEqualTo("1");
    assertThat(bad.room()).isEqualTo("lobby");
    assertThat(bad).hasMessage("text: with a lone surrogate (expected: a string)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"[null]", "[[null],{\"a\":[1,null]}]", "\"\\udc00\"", "[\"\\udc00\"]"})
  void whatStandsInAnUnknownFieldIsIgnored(String value) throws Exception {
    String text = "{\"type\":\"ping\",\"id\":\"7\",\"extra\":" + value + "}";
    assertThat(codec.readClient(text.getBytes(UTF_8))).isEqualTo(new Ping("7"));
  }

  @Test
  void nullAmongObjectsIsRefusedWithTheId() {
    BadMessageException bad = refused(hello("null"));
    assertThat(bad.id()).isEqualTo("1");
    assertThat(bad).hasMessage("rooms: null (expected: an array of objects)");
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-16LE", "UTF-16BE", "UTF-32LE", "UTF-32BE"})
  void otherEncodingIsRefused(String charset) {
    byte[] frame = "{\"type\":\"ping\",\"id\":\"1\"}".getBytes(Charset.forName(charset));
    BadMessageException bad =
        catchThrowableOfType(BadMessageException.class, () -> codec.readClient(frame));
    assertThat(bad.code()).isEqualTo(ErrorCode.BAD_REQUEST);
  }

  /** Refused one by one, where the rooms are counted. */
  @Test
  void helloMayNameAnyNumberOfRooms() throws Exception {
    String text = hello("{\"room\":\"a\"},".repeat(1_000) + "{\"room\":\"a\"}");
    assertThat(((ClientMessage.Hello) codec.readClient(text.getBytes(UTF_8))).rooms())
        .hasSize(1_001);
  }

  @Test
  void askingForMoreThanAPageHoldsIsAskingForAPage() throws Exception {
    MessageCodec one = new MessageCodec(new Limits(65_536, 4_000, 64, 1, 262_144, 50, 32, 10_000));
    ClientMessage hello = one.readClient(hello("{\"room\":\"a\",\"last\":100}").getBytes(UTF_8));
    assertThat(((ClientMessage.Hello) hello).rooms().get(0).last()).isEqualTo(1);
    ClientMessage history = one.readClient(asking("history", "20").getBytes(UTF_8));
    assertThat(((ClientMessage.History) history).limit()).isEqualTo(1);
    ClientMessage search = one.readClient(asking("search", "9007199254740991").getBytes(UTF_8));
    assertThat(((ClientMessage.Search) search).limit()).isEqualTo(1);
    assertThat(refused(asking("history", "9007199254740992")).id()).isEqualTo("1");
    assertThat(refused(asking("history", "0")).id()).isEqualTo("1");
    assertThat(refused(hello("{\"room\":\"a\",\"last\":9007199254740992}")).id()).isEqualTo("1");
  }

  private static String asking(String type, String limit) {
    return "{\"type\":\""
        + type
        + "\",\"id\":\"1\",\"room\":\"a\",\"text\":\"t\",\"limit\":"
        + limit
        + "}";
  }

  private static String hello(String rooms) {
    return "{\"type\":\"hello\",\"id\":\"1\",\"version\":1,\"rooms\":[" + rooms + "]}";
  }

  private static String post(String text) {
    return "{\"type\":\"post\",\"id\":\"1\",\"room\":\"lobby\",\"postId\":\"p\",\"text\":\""
        + text
        + "\"}";
  }
}
