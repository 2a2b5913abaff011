package dev.yodel.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

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

  @Test
  void everyViewIsAccessibleAndFitsEveryWindow() {
    ChatTab tab = bench.open(bench.person(), "");
    tab.tab().check("enter", Look.all());
    tab.enter("Ann");
    tab.say("Hello, have you seen https://example.org/? It says `x = 1`.");
    tab.say("```\nfn main() {\n  yodel();\n}\n```");
    tab.say("/me waves");
    assertThat(tab.find(".text.act")).isVisible();
    tab.hasNothingPending();
    tab.find(".message >> nth=0").focus();
    tab.tab().check("chat", Look.all());
    tab.say("/who");
    assertThat(tab.find("#chat-people")).isVisible();
    tab.tab().check("who", Look.all());
  }

  @Test
  void everyDialogIsAccessible() {
    ChatTab tab = bench.enter("Ann");
    tab.say("fn main()");
    tab.hasNothingPending();
    tab.page().keyboard().press("Control+k");
    assertThat(tab.find("#switcher")).isVisible();
    tab.tab().check("switcher", Look.wide());
    tab.page().keyboard().press("Escape");
    tab.say("/search fn");
    assertThat(tab.find("#search-said")).hasText("1 message");
    tab.tab().check("search", Look.wide());
    tab.page().keyboard().press("Escape");
    assertThat(tab.find("#search")).isHidden();
    tab.say("/help");
    assertThat(tab.find("#help")).isVisible();
    tab.tab().check("help", Look.wide());
  }

  @Test
  void theDrawersOfNarrowWindowsSayWhetherTheyAreOpen() {
    ChatTab tab = bench.enter("Ann");
    tab.page().setViewportSize(320, 640);
    for (String[] drawer :
        new String[][] {{"#chat-menu", "#chat-side"}, {"#chat-who", "#chat-people"}}) {
      assertThat(tab.find(drawer[0])).hasAttribute("aria-expanded", "false");
      assertThat(tab.find(drawer[1])).isHidden();
      tab.find(drawer[0]).click();
      assertThat(tab.find(drawer[0])).hasAttribute("aria-expanded", "true");
      assertThat(tab.find(drawer[1])).isVisible();
      tab.page().keyboard().press("Escape");
      assertThat(tab.find(drawer[0])).hasAttribute("aria-expanded", "false");
    }
  }

  @Test
  void thePageWeighsLittleAndAsksNobodyElse() {
    ChatTab tab = bench.open(bench.person(), "");
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
                      const early = [...document.querySelectorAll('[rel=modulepreload], script')]
                        .map((one) => one.href || one.src);
                      const late = names.filter((one) => one.endsWith('.js') && !early.includes(one));
                      return { bytes, requests: names.length, foreign, late };
                    }
                    """);
    System.out.println("page load: " + load);

    assertThat(((Number) load.get("bytes")).intValue()).isBetween(10_000, 100 * 1024);
    assertThat((List<?>) load.get("foreign")).isEmpty();
    assertThat((List<?>) load.get("late")).as("modules that nothing preloads").isEmpty();
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
