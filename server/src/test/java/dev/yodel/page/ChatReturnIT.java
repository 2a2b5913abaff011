package dev.yodel.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Connections that are lost, and what is written meanwhile. */
@ExtendWith(Chromium.Provider.class)
final class ChatReturnIT {

  /** While {@code lossy}, the page never sees what the log holds; a broken proxy would do that. */
  private static final String LOSSY =
      """
      const durable = ['message', 'edited', 'deleted', 'reaction', 'moderated'];
      const lost = (frame) => window.lossy && durable.includes(JSON.parse(frame).type);
      const listen = WebSocket.prototype.addEventListener;
      WebSocket.prototype.addEventListener = function (type, hear) {
        listen.call(this, type, (event) => type === 'message' && lost(event.data) || hear(event));
      };
      """;

  private ChatBench bench;
  private ChatTab ann;

  @BeforeEach
  void open(Chromium chromium) throws Exception {
    bench = new ChatBench(chromium);
    ann = bench.enter("Ann");
    ann.expectLosses();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void whatWasMissedComesInOrderAndOnce() throws Exception {
    ChatTab bob = bench.enter("Bob");
    bob.expectLosses();
    bob.say("before");
    ann.sees("before");
    bench.cable().cut();
    assertThat(ann.find("#chat-banner-words")).containsText("trying again");
    try (PlainTalker plain = new PlainTalker(bench.serverPort())) {
      plain.say("missed 1");
      plain.say("missed 2");
      plain.say("missed 3");
    }
    bench.cable().mend();
    ann.comeBack();

    ann.sees("missed 3");
    ann.seesExactly("before", "missed 1", "missed 2", "missed 3");
    assertThat(ann.find(".loss")).hasCount(0);
    assertThat(ann.find("#chat-log p")).hasCount(4);
    ann.isLive();
    assertThat(ann.find("#chat-banner")).isHidden();
  }

  @Test
  void whatWasChangedMeanwhileIsShownAsItIs() {
    ChatTab bob = bench.enterBeside("Bob");
    bob.say("one");
    bob.say("two");
    bob.say("three");
    ann.sees("three");
    bench.cable().cut();
    assertThat(ann.find("#chat-banner")).isVisible();
    changeOneToThree(bob);
    assertThat(bob.find(".chip")).hasText("👍 1");
    bench.cable().mend();
    ann.comeBack();

    ann.seesExactly("one, better (edited)", "This message was deleted.", "three");
    assertThat(ann.find(".chip")).hasText("👍 1");
    assertThat(ann.find("#chat-log p")).hasCount(3);
  }

  private static void changeOneToThree(ChatTab bob) {
    bob.tool(bob.message("one"), "Edit");
    bob.say("one, better");
    bob.sees("one, better (edited)");
    bob.tool(bob.message("two"), "Delete");
    bob.sees("This message was deleted.");
    bob.tool(bob.message("three"), "👍");
  }

  @Test
  void eventsThatNeverCameAreReplayed() {
    Person browser = bench.stranger();
    browser.context().addInitScript(LOSSY);
    ChatTab cyd = bench.enter("Cyd", browser);
    ChatTab bob = bench.enter("Bob");
    bob.say("one");
    bob.say("two");
    bob.say("three");
    cyd.sees("three");
    cyd.page().evaluate("() => { window.lossy = true; }");
    changeOneToThree(bob);
    bob.say("unheard");
    bob.hasNothingPending();
    cyd.page().evaluate("() => { window.lossy = false; }");
    cyd.seesExactly("one", "two", "three");
    bob.say("heard");

    cyd.seesExactly(
        "one, better (edited)", "This message was deleted.", "three", "unheard", "heard");
    assertThat(cyd.find(".chip")).hasText("👍 1");
    assertThat(cyd.find(".loss")).hasCount(0);
    assertThat(cyd.find("#chat-log p")).hasCount(5);
    assertThat(bob.find("#chat-members > li")).hasCount(3);
  }

  @Test
  void whatIsTypedOfflineSurvivesReloadsAndArrivesOnceInOrder() {
    ChatTab bob = bench.enter("Bob");
    bob.expectLosses();
    bench.cable().cut();
    assertThat(ann.find("#chat-banner")).isVisible();
    ann.say("first");
    ann.say("second");
    assertThat(ann.find(".message.pending")).hasCount(2);
    ann.page().reload();
    assertThat(ann.find(".message.pending")).hasCount(2);
    ann.say("third");
    assertThat(ann.find(".message.pending")).hasCount(3);
    ann.page().reload();
    assertThat(ann.find(".message.pending")).hasCount(3);

    bench.cable().mend();
    bob.comeBack();
    ann.comeBack();

    assertThat(ann.find(".message.pending")).hasCount(0);
    bob.seesExactly("first", "second", "third");
    ann.seesExactly("first", "second", "third");
    ann.page().reload();
    ann.isLive();
    ann.seesExactly("first", "second", "third");
  }

  @Test
  void aServerThatForgotEverythingIsShownAsALoss() throws Exception {
    try (PlainTalker plain = new PlainTalker(bench.serverPort())) {
      plain.say("old");
    }
    ann.sees("old");
    bench.stopServer();
    assertThat(ann.find("#chat-banner")).isVisible();
    ann.say("written meanwhile");
    bench.startServer();
    ann.comeBack();

    ann.seesExactly("written meanwhile");
    assertThat(ann.find(".loss"))
        .hasText("The server's history was replaced: what stood here before is gone.");
  }

  @Test
  void theBannerCountsDownAndRetryNowIsObeyed() {
    bench.cable().cut();
    assertThat(ann.find("#chat-banner-words"))
        .containsText(Pattern.compile("trying again (now|in \\d+ s)"));
    assertThat(ann.find("#chat-state")).hasAttribute("data-state", "waiting");
    bench.cable().mend();
    ann.comeBack();
    assertThat(ann.find("#chat-banner")).isHidden();
  }

  @Test
  void directMessagesAreNeverQueued() {
    ChatTab bob = bench.enter("Bob");
    bob.expectLosses();
    assertThat(ann.find("#chat-members")).containsText("Bob");
    bench.cable().cut();
    assertThat(ann.find("#chat-banner")).isVisible();
    ann.say("/msg Bob are you there");

    assertThat(ann.find(".message.failed .fate"))
        .containsText("Not sent: The connection was lost.");
    bench.cable().mend();
    bob.comeBack();
    ann.comeBack();
    assertThat(bob.find("#chat-directs .entry")).hasCount(0);
    ann.find(".message.failed .fate button").click();

    assertThat(bob.find("#chat-directs .badge")).hasText("@ 1");
    assertThat(ann.find(".message.failed")).hasCount(0);
    ann.sees("are you there");
  }
}
