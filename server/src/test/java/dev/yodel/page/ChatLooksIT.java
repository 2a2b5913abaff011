package dev.yodel.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** How the chat looks, whom it shuts out, and what it weighs. */
@ExtendWith(Chromium.Provider.class)
final class ChatLooksIT {

  private ChatBench bench;

  @BeforeEach
  void open(Chromium chromium) throws Exception {
    bench = new ChatBench(chromium);
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @ParameterizedTest
  @MethodSource("dev.yodel.page.Look#all")
  void everyViewIsAccessibleAndFitsTheWindow(Look look) {
    Person person = bench.person(look);
    ChatTab tab = bench.open(person, "");
    check(tab, "enter-" + look);
    tab.find("#enter-name").fill("Ann");
    tab.find("#enter-form button").click();
    tab.isLive();
    tab.say("Hello, have you seen https://example.org/? It says `x = 1`.");
    tab.say("```\nfn main() {\n  yodel();\n}\n```");
    tab.say("/me waves");
    assertThat(tab.find(".text.act")).isVisible();
    tab.hasNothingPending();
    tab.find(".message >> nth=0").focus();
    check(tab, "chat-" + look);
    if (look.width() == Look.LIGHT_WIDE.width()) {
      checkDialogs(tab, look);
    }
    tab.say("/who");
    assertThat(tab.find("#chat-people")).isVisible();
    check(tab, "who-" + look);
  }

  private static void checkDialogs(ChatTab tab, Look look) {
    tab.find("#chat-box").focus();
    tab.page().keyboard().press("Control+k");
    assertThat(tab.find("#switcher")).isVisible();
    check(tab, "switcher-" + look);
    tab.page().keyboard().press("Escape");
    tab.say("/search fn");
    assertThat(tab.find("#search-said")).hasText("1 message");
    check(tab, "search-" + look);
    tab.page().keyboard().press("Escape");
    assertThat(tab.find("#search")).isHidden();
    tab.say("/help");
    assertThat(tab.find("#help")).isVisible();
    check(tab, "help-" + look);
    tab.page().keyboard().press("Escape");
  }

  private static void check(ChatTab tab, String name) {
    tab.tab().checkAccessibility();
    tab.tab().checkNothingSticksOut();
    tab.tab().photograph(name);
  }

  @Test
  void thePageWeighsLittleAndAsksNobodyElse() {
    ChatTab tab = bench.open(bench.person(Look.LIGHT_WIDE), "");
    tab.find("#enter-name").waitFor();
    Map<?, ?> load =
        (Map<?, ?>)
            tab.page()
                .evaluate(
                    """
                    async () => {
                      const loaded = performance.getEntriesByType('resource');
                      const names = [location.href, ...loaded.map((one) => one.name)]
                        .filter((name) => !name.includes('/echo/help'));
                      let bytes = 0;
                      for (const name of names) {
                        const answer = await fetch(name);
                        const zip = answer.body.pipeThrough(new CompressionStream('gzip'));
                        bytes += (await new Response(zip).arrayBuffer()).byteLength;
                      }
                      const foreign = names.filter((one) => new URL(one).origin !== location.origin);
                      return { bytes, requests: names.length, foreign };
                    }
                    """);
    System.out.println("page load: " + load);

    assertThat(((Number) load.get("bytes")).intValue()).isBetween(10_000, 100 * 1024);
    assertThat((List<?>) load.get("foreign")).isEmpty();
  }

  @Test
  void itIsInstallableAndKeepsNothing() {
    ChatTab tab = bench.enter("Ann");
    Object manifest =
        tab.page()
            .evaluate(
                """
                async () => {
                  const link = document.querySelector('link[rel=manifest]').href;
                  const manifest = await (await fetch(link)).json();
                  const icons = [];
                  for (const icon of manifest.icons) {
                    const image = new Image();
                    image.src = new URL(icon.src, link);
                    await image.decode();
                    const size = `${image.naturalWidth}x${image.naturalHeight}`;
                    icons.push(icon.sizes === 'any' || icon.sizes === size);
                  }
                  const workers = await navigator.serviceWorker.getRegistrations();
                  const kept = workers.length + (await caches.keys()).length;
                  return [manifest.display, manifest.start_url, icons, kept];
                }
                """);

    assertThat(manifest).isEqualTo(List.of("standalone", "./", List.of(true, true, true), 0));
  }
}
