package dev.yodel.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The echo test page in a real browser against the real server. */
@ExtendWith(Chromium.Provider.class)
final class EchoPageIT {

  private static final String LAST_ROW = "#echo-rows > .row:last-child";

  private EchoBench bench;

  @BeforeEach
  void open(Chromium chromium) throws Exception {
    bench = new EchoBench(chromium);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void presetsAskForTheEchoOfThisServer() {
    assertThat(bench.tab().find("#echo-url")).hasValue("ws://127.0.0.1:" + bench.port() + "/echo");
    assertThat(bench.tab().find("#echo-message")).hasValue("Hello, world!");
    assertThat(bench.tab().find("#echo-send-button")).hasText("Send Message");
    assertThat(bench.tab().find("#echo-send-button")).isDisabled();
  }

  @Test
  void textComesBackWithItsSizeAndRoundTrip() {
    bench.connect();
    bench.tab().find("#echo-message").fill("grüß dich 🏔");
    bench.send();

    bench.tab().counts("[data-direction=received]", 1);
    assertThat(bench.tab().find("[data-direction=sent] summary")).hasText("grüß dich 🏔");
    assertThat(bench.tab().find("[data-direction=received] summary")).hasText("grüß dich 🏔");
    assertThat(bench.tab().find("[data-direction=received] .kind")).hasText("received text");
    assertThat(bench.tab().find("[data-direction=received] .size")).hasText("16 B");
    assertThat(bench.tab().find("[data-direction=received] .trip"))
        .hasText(Pattern.compile("^\\d+(\\.\\d+)? (µs|ms|s)$"));
    assertThat(bench.tab().find("[data-direction=received] .at"))
        .hasText(Pattern.compile("^\\d\\d:\\d\\d:\\d\\d\\.\\d{3}$"));
    assertThat(bench.tab().find("[data-direction=sent] .trip")).hasText("");
  }

  @Test
  void anEmptyMessageComesBackEmpty() {
    bench.connect();
    bench.tab().find("#echo-message").fill("");
    bench.send();

    bench.tab().counts("[data-direction=received]", 1);
    bench.tab().sees("[data-direction=received] .payload", "empty");
  }

  @Test
  void hexComesBackAsBinary() {
    bench.connect();
    bench.tab().find("input[value=hex]").check();
    bench.tab().find("#echo-hex").fill("0x00 ff:7F");
    bench.send();

    bench.tab().counts("[data-direction=received][data-kind=binary]", 1);
    assertThat(bench.tab().find("[data-direction=received] summary")).hasText("00 ff 7f");
    bench.tab().find("[data-direction=received] summary").click();
    bench.tab().sees("[data-direction=received] pre", "00000000  00 ff 7f");
  }

  @Test
  void wrongHexIsExplainedAndNotSent() {
    bench.connect();
    bench.tab().find("input[value=hex]").check();
    bench.tab().find("#echo-hex").fill("0g");
    bench.send();

    bench.tab().sees("#echo-send-problem", "hex: \"g\" (expected: digits 0 to 9 and a to f)");
    bench.tab().counts("[data-direction=sent]", 0);
  }

  @Test
  void aFileComesBackWhole() {
    byte[] content = new byte[100_000];
    for (int i = 0; i < content.length; i++) {
      content[i] = (byte) (i * 31);
    }
    bench.connect();
    bench.sendFile(content);

    bench.tab().counts("[data-direction=received][data-kind=binary]", 1);
    assertThat(bench.tab().find("[data-direction=received] .size")).hasText("97.7 KiB");
    assertThat(bench.tab().find("[data-direction=received] .trip")).hasText(Pattern.compile("\\d"));
  }

  @Test
  void disconnectingShowsTheCodeAndItsMeaning() {
    bench.connect();
    bench.tab().find("#echo-close").click();

    bench.tab().sees(LAST_ROW, "1000 normal: the conversation ended as agreed");
    bench.tab().sees("#echo-state", "Closed: 1000");
    assertThat(bench.tab().find("#echo-open")).isEnabled();
    assertThat(bench.tab().find("#echo-send-button")).isDisabled();
  }

  @Test
  void aMessageOverTheLimitShowsWhyTheServerClosed() {
    bench.connect();
    bench.sendFile(new byte[1024 * 1024 + 1]);

    bench.tab().sees(LAST_ROW, "1009 too big");
  }

  @Test
  void aRestartOfTheServerIsSeenAndSurvived() throws Exception {
    bench.tab().expect("ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET");
    bench.tab().find("#echo-url").fill(bench.direct());
    bench.connect();
    bench.tab().find("#echo-again").check();
    bench.stopServer();
    bench.tab().sees("#echo-rows > [data-kind=close] >> nth=0", "1001 going away");

    bench.startServer();

    assertThat(bench.tab().find("#echo-state")).hasAttribute("data-state", "open");
    bench.send();
    bench.tab().counts("[data-direction=received]", 1);
  }

  @Test
  void withoutReconnectingAnUnreachableServerIsReportedOnce() throws Exception {
    bench.tab().expect("ERR_CONNECTION_REFUSED");
    bench.tab().find("#echo-url").fill(bench.direct());
    bench.stopServer();
    bench.tab().find("#echo-open").click();

    bench.tab().sees(LAST_ROW, "1006 abnormal");
    assertThat(bench.tab().find("#echo-state")).hasAttribute("data-state", "closed");
    bench.tab().counts("[data-kind=close]", 1);
  }

  @Test
  void aWrongAddressIsExplained() {
    bench.tab().find("#echo-url").fill("ftp://example.org/");
    bench.tab().find("#echo-open").click();

    assertThat(bench.tab().find("#echo-connect-problem")).isVisible();
    assertThat(bench.tab().find("#echo-state")).hasAttribute("data-state", "closed");
  }
}
