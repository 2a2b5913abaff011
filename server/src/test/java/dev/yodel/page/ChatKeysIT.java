package dev.yodel.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The chat by keyboard only: after entering nothing is clicked. */
@ExtendWith(Chromium.Provider.class)
final class ChatKeysIT {

  private static final List<String> COMMANDS =
      List.of("/join", "/nick", "/msg", "/me", "/who", "/search", "/leave", "/help");

  private ChatBench bench;
  private ChatTab ann;
  private ChatTab bob;
  private Keyboard keys;

  @BeforeEach
  void open(Chromium chromium) throws Exception {
    bench = new ChatBench(chromium);
    bob = bench.enter("Bob");
    ann = bench.open(bench.person(), "");
    keys = ann.page().keyboard();
    assertThat(ann.find("#enter-name")).isFocused();
    assertThat(ann.page()).hasTitle("Chat · Yodel");
    keys.type("Ann");
    keys.press("Enter");
    ann.isLive();
    assertThat(ann.find("#chat-box")).isFocused();
  }

  @AfterEach
  void close() {
    bench.close();
  }

  private void say(String text) {
    keys.type(text);
    keys.press("Enter");
    ann.sees(text);
    ann.hasNothingPending();
  }

  @Test
  void linesAreBrokenCompletedAndEdited() {
    keys.type("one");
    keys.press("Shift+Enter");
    keys.type("two");
    keys.press("Enter");
    bob.sees("one\ntwo");

    assertThat(ann.find("#chat-members")).containsText("Bob");
    keys.type("b");
    keys.press("Tab");
    assertThat(ann.find("#chat-box")).hasValue("@Bob: ");
    keys.type("helo");
    keys.press("Enter");
    bob.sees("@Bob: helo");
    keys.press("ArrowUp");
    assertThat(ann.find("#chat-box")).hasValue("@Bob: helo");
    keys.press("Backspace");
    keys.type("lo");
    keys.press("Enter");
    bob.sees("@Bob: hello (edited)");

    keys.press("ArrowUp");
    keys.press("Escape");
    assertThat(ann.find("#chat-box")).hasValue("");
    assertThat(ann.find("#chat-about")).isHidden();
  }

  @Test
  void commandsAreCompletedAndWrongOnesExplained() {
    keys.type("/jo");
    keys.press("Tab");
    keys.type("den");
    keys.press("Enter");
    assertThat(ann.find("#chat-title")).hasText("den");
    keys.type("/dance");
    keys.press("Enter");
    assertThat(ann.find("#chat-problem")).containsText("/dance is no command");
    assertThat(ann.find("#chat-box")).hasValue("/dance");
  }

  @Test
  void conversationsAreSwitched() {
    keys.type("/join den");
    keys.press("Enter");
    assertThat(ann.find("#chat-title")).hasText("den");
    keys.press("Alt+ArrowUp");
    assertThat(ann.find("#chat-title")).hasText("lobby");
    keys.press("Alt+ArrowDown");
    assertThat(ann.find("#chat-title")).hasText("den");

    keys.press("Control+k");
    keys.type("lob");
    assertThat(ann.find("#switcher-list [aria-selected=true]")).containsText("lobby");
    keys.press("Enter");
    assertThat(ann.find("#chat-title")).hasText("lobby");
    assertThat(ann.find("#chat-box")).isFocused();

    keys.press("Control+k");
    keys.type("Bob");
    keys.press("Enter");
    assertThat(ann.find("#chat-title")).hasText("Bob");
  }

  @Test
  void messagesAreWalkedAnsweredEditedAndDeleted() {
    say("alpha");
    say("beta");
    say("gamma");
    keys.press("Shift+Tab");
    Locator focused = ann.find(".message:focus");
    for (int i = 0; i < 5 && focused.count() == 0; i++) {
      keys.press("Shift+Tab");
    }
    assertThat(focused).containsText("gamma");
    keys.press("ArrowUp");
    assertThat(focused).containsText("beta");
    keys.press("Home");
    assertThat(focused).containsText("alpha");
    keys.press("r");
    say("answer");
    assertThat(bob.message("answer").locator(".quote")).containsText("alpha");

    ann.message("beta").focus();
    keys.press("e");
    assertThat(ann.find("#chat-box")).hasValue("beta");
    keys.press("Control+a");
    keys.type("better");
    keys.press("Enter");
    bob.sees("better (edited)");
    ann.message("gamma").focus();
    keys.press("Delete");
    bob.sees("This message was deleted.");
    ann.message("alpha").focus();
    keys.press("+");
    keys.press("Enter");
    assertThat(bob.find(".chip")).hasText(Pattern.compile(" 1$"));
  }

  @Test
  void theHelpTellsEveryCommand() {
    keys.press("?");
    assertThat(ann.find("#help")).isVisible();
    for (String command : COMMANDS) {
      assertThat(ann.find("#help")).containsText(command);
    }
    keys.press("Escape");
    assertThat(ann.find("#help")).isHidden();
    assertThat(ann.find("#chat-box")).isFocused();
    assertThat(ann.find("#chat-box")).hasValue("");
  }

  @Test
  void aSearchHitIsGoneTo() {
    say("a needle somewhere");
    say("hay");
    keys.type("/search needle");
    keys.press("Enter");
    assertThat(ann.find("#search-said")).hasText("1 message");
    ann.find(".hit").focus();
    keys.press("Enter");

    assertThat(ann.find(".message:focus")).containsText("a needle somewhere");
  }
}
