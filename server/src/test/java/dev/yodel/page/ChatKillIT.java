package dev.yodel.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A server that is killed in the middle of a conversation, and comes back with its file. */
@ExtendWith(Chromium.Provider.class)
final class ChatKillIT {

  @Test
  void theConversationGoesOnWithoutAGapOrADouble(Chromium chromium, @TempDir Path folder)
      throws Exception {
    int port = freePort();
    String url = "http://127.0.0.1:" + port + "/";
    try (ServerProcess first = new ServerProcess(port, folder);
        Person annsBrowser = chromium.stranger();
        Person bobsBrowser = chromium.stranger();
        ChatTab ann = enter(annsBrowser, url, "Ann");
        ChatTab bob = enter(bobsBrowser, url, "Bob")) {
      ann.say("before");
      bob.sees("before");
      ann.hasNothingPending();
      first.kill();
      assertThat(ann.find("#chat-banner")).isVisible();
      assertThat(bob.find("#chat-banner")).isVisible();
      ann.say("while it was gone");
      bob.say("so did I");
      assertThat(ann.find(".message.pending")).hasCount(1);

      try (ServerProcess second = new ServerProcess(port, folder)) {
        ann.comeBack();
        bob.comeBack();
        ann.say("after");
        for (ChatTab tab : new ChatTab[] {ann, bob}) {
          for (String text : new String[] {"before", "while it was gone", "so did I", "after"}) {
            tab.sees(text);
          }
          tab.hasNothingPending();
          assertThat(tab.find(".loss")).hasCount(0);
          assertThat(tab.find("#chat-members > li")).hasCount(2);
        }
        ann.agreesWith(bob);
        second.kill();
      }
    }
  }

  private static ChatTab enter(Person person, String url, String name) {
    ChatTab tab = new ChatTab(person.open(url));
    tab.expectLosses();
    tab.find("#enter-name").fill(name);
    tab.find("#enter-form button").click();
    tab.isLive();
    return tab;
  }

  private static int freePort() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
