package dev.yodel.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the browser clients of the first two tutorials do, done by a browser against this server.
 */
@ExtendWith(Chromium.Provider.class)
final class TutorialPageIT {

  /** A page that knows only its own address: greets, notes what happens, and leaves. */
  private static final String GREET =
      """
      () => new Promise((resolve, reject) => {
        const seen = [];
        const socket = new WebSocket(location.origin.replace('http', 'ws') + '/');
        socket.onopen = () => { seen.push('open'); socket.send('Hello world'); };
        socket.onmessage = ({ data }) => { seen.push(data); socket.close(); };
        socket.onclose = ({ code, wasClean }) => { seen.push(code, wasClean); resolve(seen); };
        socket.onerror = () => reject(new Error('socket failed after ' + seen));
      })
      """;

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
  void pageAndSocketShareThePath() {
    Object seen = bench.tab().evaluate(GREET);

    assertThat(seen).isEqualTo(List.of("open", "Hello world", 1005, true));
  }

  @Test
  void thePageShowsThePrefixedAnswerAndTheCloseCode() {
    bench.tab().find("#echo-url").fill("ws://127.0.0.1:" + bench.port() + "/?prefix=Received:%20");
    bench.connect();
    bench.send();

    bench.tab().sees("[data-direction=received] summary", "Received: Hello, world!");
    assertThat(bench.tab().find("[data-direction=received] .trip")).not().isEmpty();

    bench.tab().find("#echo-close").click();
    bench.tab().sees("#echo-rows > .row:last-child", "1000 normal");
  }
}
