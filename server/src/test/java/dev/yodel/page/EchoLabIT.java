package dev.yodel.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.options.SelectOption;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The echo page as a lab bench. */
@ExtendWith(Chromium.Provider.class)
final class EchoLabIT {

  private static final String RECEIVED = "#echo-rows > [data-direction=received]";

  private EchoBench bench;
  private Tab tab;

  @BeforeEach
  void open(Chromium chromium) throws Exception {
    bench = new EchoBench(chromium);
    tab = bench.tab();
    tab.evaluate("document.querySelectorAll('.more').forEach((one) => { one.open = true; })");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void aPayloadIsShownInEveryFormThatItHas() {
    bench.connect();
    tab.find("#echo-message").fill("{\"a\":[true]}");
    bench.send();
    tab.find(RECEIVED + " summary").click();

    tab.sees(RECEIVED + " pre", "{\n  \"a\": [\n    true\n  ]\n}");
    tab.find(RECEIVED + " .detail button >> text=Hex").click();
    tab.sees(RECEIVED + " pre", "00000000  7b 22 61 22 3a 5b 74 72 75 65 5d 7d");
    tab.find(RECEIVED + " .detail button >> text=Bits").click();
    tab.sees(RECEIVED + " pre", "00000000  01111011 00100010");
    tab.find(RECEIVED + " .detail button >> text=Text").click();
    assertThat(tab.find(RECEIVED + " pre")).hasText("{\"a\":[true]}");
  }

  @Test
  void base64ComesBackAsBinary() {
    bench.connect();
    tab.find("input[value=base64]").check();
    tab.find("#echo-base64").fill("AP8");
    bench.send();

    assertThat(tab.find(RECEIVED + "[data-kind=binary] summary")).hasText("00 ff");
  }

  @Test
  void aBurstComesBackWholeAndIsMeasured() {
    bench.connect();
    tab.find("#echo-burst").fill("700");
    tab.find("#echo-burst-button").click();

    tab.sees("#echo-counts", "700 sent, 700 received");
    tab.sees("#echo-quantiles", "of the last 500");
    assertThat(tab.find("#echo-quantiles")).containsText(Pattern.compile("p50 .+ · p99 .+ · max "));
    assertThat(tab.find("#echo-rows > .row").count()).isLessThanOrEqualTo(400);
    tab.counts("#echo-graph polyline", 1);
  }

  @Test
  void aMessageIsRepeatedUntilStopped() {
    bench.connect();
    tab.find("#echo-every").fill("20");
    tab.find("#echo-every-button").click();
    assertThat(tab.find(RECEIVED).nth(2)).isVisible();
    tab.sees("#echo-command", "--every 20ms");
    tab.find("#echo-every-button").click();

    assertThat(tab.find("#echo-every-button")).hasText("Start");
    assertThat(tab.find("#echo-counts")).hasText(Pattern.compile("^(\\d+) sent, \\1 received"));
  }

  @Test
  void presetsAreKeptInTheBrowser() {
    tab.find("#echo-url").fill("ws://example.org/other");
    tab.find("#echo-message").fill("kept");
    tab.find("#preset-name").fill("mine");
    tab.find("#preset-save").click();
    tab.page().reload();
    tab.evaluate("document.querySelectorAll('.more').forEach((one) => { one.open = true; })");
    assertThat(tab.find("#echo-message")).hasValue("Hello, world!");

    tab.find("#preset-list").selectOption(new SelectOption().setLabel("mine"));
    tab.find("#preset-use").click();

    assertThat(tab.find("#echo-url")).hasValue("ws://example.org/other");
    assertThat(tab.find("#echo-message")).hasValue("kept");
    tab.find("#preset-forget").click();
    assertThat(tab.find("#preset-use")).isDisabled();
  }

  @Test
  void theFilterShowsWhatMatchesAndForgetsNothing() {
    bench.connect();
    for (String word : List.of("alpha", "beta", "alphabet")) {
      tab.find("#echo-message").fill(word);
      bench.send();
    }
    tab.counts(RECEIVED, 3);
    tab.find("#echo-filter").fill("alpha");
    tab.counts("#echo-rows > .row", 4);
    tab.find("#echo-direction").selectOption("sent");
    tab.counts("#echo-rows > .row", 2);
    tab.find("#echo-filter").fill("nothing like it");
    tab.sees("#echo-empty", "Nothing here matches");

    tab.find("#echo-filter").fill("");
    tab.find("#echo-direction").selectOption("");
    tab.counts("#echo-rows > .row", 7);
  }

  @Test
  void theLogIsExportedAsLinesOfJson() throws Exception {
    bench.connect();
    bench.send();
    tab.counts(RECEIVED, 1);

    Download download = tab.page().waitForDownload(() -> tab.find("#echo-export").click());

    List<String> lines = Files.readAllLines(download.path());
    assertThat(download.suggestedFilename()).isEqualTo("yodel-echo.ndjson");
    assertThat(lines).hasSize(3);
    assertThat(lines.get(2))
        .contains("\"direction\":\"received\"", "\"size\":13", "\"text\":\"Hello, world!\"");
  }

  @Test
  void theSameAsACommand() {
    bench.context().grantPermissions(List.of("clipboard-read", "clipboard-write"));
    tab.find("#echo-message").fill("it's me");
    String command =
        "yodel echo ws://127.0.0.1:" + bench.port() + "/echo --message 'it'\\''s me' --count 1";

    assertThat(tab.find("#echo-command")).hasText(command);
    tab.find("#echo-copy").click();
    tab.sees("#echo-copied", "Copied");
    assertThat(tab.evaluate("navigator.clipboard.readText()")).isEqualTo(command);
  }

  @Test
  void theCloseCodeAndItsReasonAreChosen() {
    bench.connect();
    tab.find("#echo-code").fill("4001");
    tab.sees("#echo-code-meaning", "4001 unauthorized");
    tab.find("#echo-reason").fill("enough");
    tab.find("#echo-close").click();

    tab.sees("#echo-rows > [data-kind=close]", "4001 unauthorized");
  }

  @Test
  void aCodeThatPagesMayNotSendIsExplained() {
    bench.connect();
    tab.find("#echo-code").fill("1001");
    tab.find("#echo-close").click();

    assertThat(tab.find("#echo-connect-problem")).containsText("1001");
    assertThat(tab.find("#echo-state")).hasAttribute("data-state", "open");
  }

  @Test
  void theLabsKnobsAndTheUrlFollowEachOther() {
    tab.find("#knob-prefix").fill("You said ");
    tab.find("#knob-prefix").blur();
    assertThat(tab.find("#echo-url")).hasValue(Pattern.compile(".*/echo\\?prefix=You%20said%20$"));
    bench.connect();
    bench.send();
    assertThat(tab.find(RECEIVED + " summary")).hasText("You said Hello, world!");
    tab.find("#echo-close").click();

    tab.find("#echo-url").fill("ws://127.0.0.1:" + bench.port() + "/echo?upper=1");
    tab.find("#echo-url").blur();
    assertThat(tab.find("#knob-prefix")).hasValue("");
    assertThat(tab.find("#knob-upper")).isChecked();
  }
}
