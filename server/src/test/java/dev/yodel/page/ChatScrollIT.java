package dev.yodel.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.protocol.Limits;
import dev.yodel.server.boot.ChatConfig;
import dev.yodel.server.boot.LogConfig;
import dev.yodel.server.boot.ServerConfig;
import dev.yodel.server.log.Retention;
import dev.yodel.server.log.sqlite.Durability;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** A room of 10,000 messages, and a document that stays small. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(Chromium.Provider.class)
final class ChatScrollIT {

  private static final int MESSAGES = 10_000;
  private static final int MAX_NODES = 400;

  /** Scrolls to the beginning and back, and looks at the messages in the document at every step. */
  private static final String SCROLL =
      """
      async (direction) => {
        const scroll = document.getElementById('timeline-scroll');
        const seen = { most: 0, gaps: 0, steps: 0 };
        const frame = () => new Promise((next) => requestAnimationFrame(() => setTimeout(next)));
        const end = () => direction < 0
          ? document.querySelector('#timeline .start') !== null && scroll.scrollTop === 0
          : document.getElementById('timeline-jump').hidden;
        while (!end() && seen.steps < 20_000) {
          scroll.scrollTop += direction * 4_000;
          await frame();
          const shown = [...document.querySelectorAll('#timeline > .message')];
          seen.most = Math.max(seen.most, shown.length);
          seen.steps++;
          const texts = shown.map((one) => one.querySelector('.text').textContent);
          const numbers = texts.map((text) => Number(/ (\\d+)$/.exec(text)[1]));
          seen.gaps += numbers.filter((one, index) => index > 0 && one !== numbers[index - 1] + 1).length;
          seen.first = numbers[0];
          seen.last = numbers.at(-1);
        }
        return seen;
      }
      """;

  /** Comes in under a name by itself; notes the longest task and when the first message stands. */
  private static final String WATCH =
      """
      localStorage.setItem('yodel.name', '"Ann"');
      window.longest = 0;
      window.first = null;
      new PerformanceObserver((list) => list.getEntries().forEach((one) => {
        window.longest = Math.max(window.longest, one.duration);
      })).observe({ type: 'longtask' });
      new MutationObserver((changes, observer) => {
        if (document.querySelector('#timeline > .message')) {
          window.first = Math.round(performance.now());
          observer.disconnect();
        }
      }).observe(document, { childList: true, subtree: true });
      """;

  private static final String LOADED =
      """
      () => {
        const [page] = performance.getEntriesByType('navigation');
        const loaded = [page, ...performance.getEntriesByType('resource')];
        const bytes = loaded.reduce((sum, one) => sum + one.transferSize, 0);
        return { firstMessageMs: first, requests: loaded.length, bytes, longestTaskMs: longest };
      }
      """;

  private ChatBench bench;
  private int said;

  @BeforeAll
  void fill(Chromium chromium) throws Exception {
    Limits limits = new Limits(65_536, 4_000, 64, 200, 262_144, 1_000_000, 1_000, 10_000);
    LogConfig whole = new LogConfig(null, Durability.PROCESS, new Retention(2 * MESSAGES, null));
    ChatConfig chat = ServerConfig.defaults().chat().with(limits).with(whole);
    bench = new ChatBench(chromium, ServerConfig.defaults().with(chat));
    say(MESSAGES);
  }

  /** Says so many more, numbered on: what a test adds another may meet. */
  private void say(int count) throws InterruptedException {
    try (PlainTalker plain = new PlainTalker(bench.serverPort())) {
      plain.sayMany("message", said + 1, count);
    }
    said += count;
  }

  @AfterEach
  void empty() {
    bench.empty();
  }

  @AfterAll
  void close() {
    bench.close();
  }

  @Test
  void theWholeRoomIsScrolledThroughAFewNodes() {
    Person person = bench.stranger();
    person.context().addInitScript(WATCH);
    ChatTab ann = bench.open(person, "");
    ann.isLive();
    ann.sees("message " + said);
    System.out.println("cold load of a room of 10,000: " + ann.page().evaluate(LOADED));
    ann.page().evaluate("longest = 0");

    Map<?, ?> up = (Map<?, ?>) ann.page().evaluate(SCROLL, -1);
    assertThat(up.get("first")).isEqualTo(1);
    assertThat(up.get("gaps")).isEqualTo(0);
    assertThat((Integer) up.get("most")).isBetween(100, MAX_NODES);

    Map<?, ?> down = (Map<?, ?>) ann.page().evaluate(SCROLL, 1);
    assertThat(down.get("last")).isEqualTo(said);
    assertThat(down.get("gaps")).isEqualTo(0);
    assertThat((Integer) down.get("most")).isLessThanOrEqualTo(MAX_NODES);
    System.out.println(
        "10,000 messages scrolled up and down: longest task ms " + ann.page().evaluate("longest"));
  }

  @Test
  void thePlaceIsKeptWhileNewMessagesComeAndCounted() throws Exception {
    ChatTab bob = bench.enter("Bob");
    bob.sees("message " + said);
    bob.page().evaluate("document.getElementById('timeline-scroll').scrollTop -= 1500");
    assertThat(bob.find("#timeline-jump")).isVisible();
    String top =
        "(() => { const box = document.getElementById('timeline-scroll').getBoundingClientRect();"
            + " const first = [...document.querySelectorAll('#timeline > .message')]"
            + ".find((one) => one.getBoundingClientRect().bottom > box.top);"
            + " return first.dataset.seq + ' ' + Math.round(first.getBoundingClientRect().top); })()";
    Object before = bob.page().evaluate(top);
    say(3);

    assertThat(bob.find("#timeline-jump")).hasText("Jump to now (3 new)");
    assertThat(bob.page().evaluate(top)).isEqualTo(before);
    bob.find("#timeline-jump").click();
    bob.sees("message " + said);
    assertThat(bob.find("#timeline-jump")).isHidden();
  }

  @Test
  void aHitFarAwayIsShownInItsPlace() {
    ChatTab cyd = bench.enter("Cyd");
    cyd.sees("message " + said);
    cyd.say("/search 4321");
    assertThat(cyd.find("#search-said")).hasText("1 message");
    cyd.find(".hit").click();

    assertThat(cyd.find(".message:focus .text")).hasText("message 4321");
    cyd.sees("message 4322");
    cyd.find("#timeline-jump").click();
    cyd.sees("message " + said);
  }
}
