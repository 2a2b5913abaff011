package dev.yodel.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import dev.yodel.server.boot.TlsConfig;
import dev.yodel.server.tls.Pairs;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The page over https: its sockets are secure without being told. */
@ExtendWith(Chromium.Provider.class)
final class TlsPageIT {

  @TempDir private Path folder;

  @Test
  void echoAndChatGoOverWss(Chromium chromium) throws Exception {
    TlsConfig tls =
        new TlsConfig(Pairs.write(Pairs.local("localhost"), folder), Duration.ZERO, null);
    try (Server server = Server.start(ServerConfig.defaults().withPort(0).with(tls));
        Person person = chromium.trustingPerson()) {
      String site = "127.0.0.1:" + server.port();
      try (Tab echo = person.open("https://" + site + "/#/echo")) {
        assertThat(echo.find("#echo-url")).hasValue("wss://" + site + "/echo");
        echo.find("#echo-open").click();
        assertThat(echo.find("#echo-state")).hasAttribute("data-state", "open");
        echo.find("#echo-send-button").click();
        assertThat(echo.find("[data-direction=received] summary")).hasText("Hello, world!");
      }
      try (ChatTab chat = new ChatTab(person.open("https://" + site + "/"))) {
        chat.find("#enter-name").fill("Ann");
        chat.find("#enter-form button").click();
        chat.isLive();
      }
    }
  }
}
