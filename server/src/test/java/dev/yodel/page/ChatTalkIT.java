package dev.yodel.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two people talking, each in a browser of their own. */
@ExtendWith(Chromium.Provider.class)
final class ChatTalkIT {

  private ChatBench bench;
  private ChatTab ann;
  private ChatTab bob;

  @BeforeEach
  void open(Chromium chromium) throws Exception {
    bench = new ChatBench(chromium);
    ann = bench.enter("Ann Lee");
    bob = bench.enter("Bob");
    assertThat(ann.find("#chat-members")).containsText("Bob");
  }

  @AfterEach
  void close() {
    bench.close();
  }

  @Test
  void bothSeeEverythingOnceAndInOrder() {
    ann.say("one");
    bob.sees("one");
    bob.say("two");
    ann.sees("two");
    ann.say("three");
    bob.sees("three");
    ann.sees("three");

    ann.seesExactly("one", "two", "three");
    bob.seesExactly("one", "two", "three");
    ann.hasNothingPending();
    assertThat(ann.find("#chat-members > li")).hasCount(2);
    assertThat(ann.find("#chat-facts")).hasText("2 people here");
  }

  @Test
  void messagesAreEditedAnsweredReactedToAndDeleted() {
    ann.say("helo");
    bob.sees("helo");
    bob.tool(bob.message("helo"), "👍");
    assertThat(ann.find(".chip")).hasText("👍 1");
    bob.tool(bob.message("helo"), "Reply");
    bob.say("what?");
    assertThat(ann.message("what?").locator(".quote")).containsText("helo");

    ann.tool(ann.message("helo"), "Edit");
    assertThat(ann.find("#chat-box")).hasValue("helo");
    ann.say("hello");
    bob.sees("hello (edited)");
    assertThat(bob.message("what?").locator(".quote")).containsText("hello");

    ann.tool(ann.message("hello"), "Delete");
    bob.sees("This message was deleted.");
    assertThat(bob.message("what?").locator(".quote")).containsText("a deleted message");
    assertThat(bob.find(".chip")).hasCount(0);
  }

  @Test
  void afterTheLastRoomThereIsNothingToWriteIntoUntilTheNext() {
    ann.say("hello");
    bob.sees("hello");
    bob.find("#chat-leave").click();
    assertThat(bob.find("#chat-empty")).hasText("You are in no room. Enter one at the side.");
    assertThat(bob.find("#timeline > .message")).hasCount(0);
    assertThat(bob.find("#chat-box")).isDisabled();

    bob.find("#join-name").fill("lobby");
    bob.find("#join-name").press("Enter");
    bob.sees("hello");
    bob.say("back");
    ann.sees("back");
  }

  @Test
  void whoTypesIsShownUntilTheMessageComes() {
    bob.find("#chat-box").pressSequentially("I am ");
    assertThat(ann.find("#chat-typing")).hasText("Bob is typing…");
    bob.say("I am here");
    ann.sees("I am here");
    assertThat(ann.find("#chat-typing")).hasText("");
  }

  @Test
  void roomsCountWhatIsUnreadAndWhatIsSaidToMe() {
    ann.say("/join kitchen");
    assertThat(ann.find("#chat-title")).hasText("kitchen");
    bob.say("something");
    bob.say("@Ann Lee: come back");

    Locator lobby = ann.find("#chat-rooms .entry[data-key=lobby]");
    assertThat(lobby.locator(".badge")).hasText("@ 2");
    assertThat(ann.page()).hasTitle(Pattern.compile("^\\(1\\) kitchen · Yodel$"));

    lobby.click();
    ann.sees("come back");
    assertThat(ann.find(".divider")).hasCount(1);
    assertThat(ann.message("come back")).hasClass(Pattern.compile("spoken"));
    assertThat(ann.find("#chat-rooms .badge")).hasCount(0);
    assertThat(ann.page()).hasTitle("lobby · Yodel");
  }

  @Test
  void directMessagesAreBetweenTwo() {
    ChatTab cyd = bench.enter("Cyd");
    ann.say("/msg Bob psst");
    assertThat(ann.find("#chat-title")).hasText("Bob");
    Locator entry = bob.find("#chat-directs .entry");
    assertThat(entry.locator(".badge")).hasText("@ 1");
    entry.click();
    bob.sees("psst");
    bob.say("yes?");
    ann.sees("yes?");

    assertThat(cyd.find("#chat-directs .entry")).hasCount(0);
    assertThat(cyd.find("#timeline > .message")).hasCount(0);
  }

  @Test
  void aDirectMessageToNobodyFailsAndSaysWhy() {
    ann.say("/msg Nobody hello");

    assertThat(ann.find(".message.failed .fate")).containsText("Not sent:");
  }

  @Test
  void aNameThatSomebodyHasIsRefusedAndAnotherIsTaken() {
    ChatTab other = bench.open(bench.person(), "");
    other.find("#enter-name").fill("ann lee");
    other.find("#enter-form button").click();
    assertThat(other.find("#enter-problem")).not().isEmpty();

    other.find("#enter-name").fill("Ann Too");
    other.find("#enter-form button").click();
    other.isLive();
    assertThat(ann.find("#chat-members")).containsText("Ann Too");
    ann.say("/nick Anna");
    assertThat(other.find("#chat-members")).containsText("Anna");
    assertThat(ann.find("#chat-me")).hasText("Anna");
  }

  @Test
  void markupAndBidirectionalTricksStayText() {
    String markup = "<script>document.title='hacked'</script><img src=x onerror=alert(1)>";
    ann.say(markup);
    ann.say("evil \u202egpj.exe https://good.example/\u202egpj.exe");
    bob.sees(markup);

    assertThat(bob.find("#timeline script, #timeline img")).hasCount(0);
    assertThat(bob.find("#timeline a")).hasAttribute("href", "https://good.example/");
    assertThat(bob.find("#timeline a")).hasAttribute("rel", "noopener noreferrer nofollow");
    assertThat(
            bob.page()
                .evaluate("getComputedStyle(document.querySelector('.message .text')).unicodeBidi"))
        .isEqualTo("isolate");
  }

  @Test
  void eachMessageOfOthersIsAnnouncedOnce() {
    bob.say("first");
    ann.say("mine");
    bob.sees("mine");
    bob.say("second");
    ann.sees("second");

    Locator log = ann.page().getByRole(AriaRole.LOG);
    assertThat(log).hasCount(1);
    assertThat(log.locator("p")).hasText(new String[] {"Bob: first", "Bob: second"});
    bob.tool(bob.message("first"), "Edit");
    bob.say("first, better");
    ann.sees("first, better");
    assertThat(log.locator("p")).hasText(new String[] {"Bob: first", "Bob: second"});
    assertThat(ann.find("[aria-live]:not(#chat-log)")).hasCount(0);
    assertThat(new AccessibilityTree(ann.page()).announced())
        .filteredOn(text -> text.contains("first") || text.contains("second"))
        .containsExactlyInAnyOrder("Bob: first", "Bob: second");
  }

  @Test
  void aRoomIsEnteredByItsLinkAndLeft() {
    ann.page().navigate(bench.url() + "#den");
    assertThat(ann.find("#chat-title")).hasText("den");
    ann.find("#chat-leave").click();
    assertThat(ann.find("#chat-title")).hasText("lobby");
    assertThat(ann.find("#chat-rooms .entry")).hasCount(1);
    assertThat(ann.page()).hasURL(bench.url() + "#lobby");
  }
}
