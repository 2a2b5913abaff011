package dev.yodel.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The log of the echo test page, and how the page looks. */
@ExtendWith(Chromium.Provider.class)
final class EchoLogIT {

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
  void theLogFollowsItsEndUntilSomebodyScrollsUp() {
    bench.connect();
    for (int i = 0; i < 40; i++) {
      bench.tab().find("#echo-message").fill("line " + i);
      bench.send();
    }
    bench.tab().counts("[data-direction=received]", 40);
    assertThat(distanceFromEnd()).isLessThan(2);

    bench.tab().evaluate("document.getElementById('echo-scroll').scrollTop = 0");
    assertThat(bench.tab().find("#echo-jump")).isVisible();
    bench.send();
    bench.tab().sees("#echo-jump", "(2 new)");
    assertThat(bench.tab().evaluate("document.getElementById('echo-scroll').scrollTop"))
        .isEqualTo(0);

    bench.tab().find("#echo-jump").click();
    assertThat(bench.tab().find("#echo-jump")).isHidden();
    assertThat(distanceFromEnd()).isLessThan(2);
  }

  @Test
  void clearEmptiesTheLog() {
    bench.connect();
    bench.send();
    bench.tab().counts("[data-direction=received]", 1);
    bench.tab().find("#echo-clear").click();

    bench.tab().counts("#echo-rows > .row", 0);
    assertThat(bench.tab().find("#echo-empty")).isVisible();
    bench.tab().sees("#echo-counts", "0 sent, 0 received");
  }

  @Test
  void markupInAMessageStaysText() {
    bench.connect();
    bench.tab().find("#echo-message").fill("<img src=x onerror=alert(1)><script>alert(2)</script>");
    bench.send();

    bench.tab().counts("[data-direction=received]", 1);
    bench.tab().counts("#echo-rows img, #echo-rows script", 0);
    bench.tab().sees("[data-direction=received] summary", "<script>alert(2)</script>");
  }

  @Test
  void looksRightAndIsAccessible() {
    bench.connect();
    bench.send();
    bench.tab().counts("[data-direction=received]", 1);
    bench.tab().check("echo", Look.all());
  }

  private double distanceFromEnd() {
    return ((Number)
            bench
                .tab()
                .evaluate(
                    "(() => { const s = document.getElementById('echo-scroll');"
                        + " return s.scrollHeight - s.scrollTop - s.clientHeight; })()"))
        .doubleValue();
  }
}
