package dev.yodel.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Notifications: asked for by a button only, for what is said to one, and not from muted rooms. */
@ExtendWith(Chromium.Provider.class)
final class ChatNoticeIT {

  /** Notes what would be shown; the page looks as if another window were in front. */
  private static final String NOTE =
      """
      window.shown = [];
      window.asked = 0;
      window.Notification = class extends EventTarget {
        static permission = 'default';
        static async requestPermission() {
          window.asked++;
          return (window.Notification.permission = 'granted');
        }
        constructor(title, options) {
          super();
          window.shown.push(`${title}: ${options.body}`);
        }
      };
      document.hasFocus = () => false;
      """;

  @Test
  void whatIsSaidToOneIsNotifiedUnlessMuted(Chromium chromium) throws Exception {
    try (ChatBench bench = new ChatBench(chromium)) {
      Person person = bench.stranger();
      person.context().addInitScript(NOTE);
      ChatTab ann = bench.enter("Ann", person);
      ChatTab bob = bench.enter("Bob");
      assertThat(ann.page().evaluate("asked")).isEqualTo(0);
      bob.say("@Ann before she agreed");
      ann.sees("before she agreed");
      ann.find("#chat-notify").click();
      assertThat(ann.find("#chat-notify")).isHidden();
      bob.say("to nobody");
      bob.say("@Ann look here");
      bob.say("/msg Ann psst");
      ann.sees("@Ann look here");
      assertThat(ann.find("#chat-directs .badge")).hasText("@ 1");
      ann.find("#chat-mute").click();
      bob.say("/join lobby");
      bob.say("@Ann not this");
      ann.sees("not this");

      List<?> shown = (List<?>) ann.page().evaluate("shown");
      assertThat(shown.stream().map(String::valueOf))
          .containsExactlyInAnyOrder("Bob in lobby: @Ann look here", "Bob: psst");
      assertThat(ann.page().evaluate("asked")).isEqualTo(1);
    }
  }

  @Test
  void onPlainHttpThePageWorksWithoutAskingForIt(Chromium chromium) throws Exception {
    try (ChatBench bench = new ChatBench(chromium)) {
      Person person = bench.stranger();
      person
          .context()
          .addInitScript(
              "delete window.Notification; delete Crypto.prototype.randomUUID;"
                  + " delete Navigator.prototype.locks; delete Navigator.prototype.clipboard;"
                  + " Object.defineProperty(window, 'isSecureContext', { value: false });");
      ChatTab ann = bench.enter("Ann", person);
      ann.say("it works");

      ann.sees("it works");
      ann.hasNothingPending();
      assertThat(ann.find("#chat-notify")).isHidden();
    }
  }
}
