package dev.yodel.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;

/** A tab of the chat, and what a person does in it. */
final class ChatTab implements AutoCloseable {

  private static final String MESSAGES = "#timeline > .message";
  private static final String SETTLED = MESSAGES + ":not(.pending):not(.failed) > .text";

  private final Tab tab;

  ChatTab(Tab tab) {
    this.tab = tab;
  }

  Tab tab() {
    return tab;
  }

  Page page() {
    return tab.page();
  }

  Locator find(String selector) {
    return tab.find(selector);
  }

  /** Lost connections are part of the test. */
  void expectLosses() {
    tab.expect("WebSocket connection to .* failed");
  }

  /** Comes in under a name. */
  void enter(String name) {
    find("#enter-name").fill(name);
    find("#enter-form button").click();
    isLive();
  }

  /** Waits until it is connected and inside the current room: what is said now is seen. */
  void isLive() {
    assertThat(find("#chat-state")).hasText("Live");
    assertThat(find("#timeline")).hasAttribute("aria-busy", "false");
  }

  /** Presses "Retry now", unless the page has come back by itself already; waits until it has. */
  void comeBack() {
    page().evaluate("document.getElementById('chat-retry').click()");
    isLive();
  }

  /** Writes a line and presses Enter. */
  void say(String line) {
    find("#chat-box").fill(line);
    find("#chat-box").press("Enter");
  }

  /** The message with this text. */
  Locator message(String text) {
    return find(MESSAGES)
        .filter(new Locator.FilterOptions().setHas(page().locator(".text", textIs(text))));
  }

  private static Page.LocatorOptions textIs(String text) {
    return new Page.LocatorOptions().setHasText(text);
  }

  /** Waits until exactly one message has this text; an own one may still be on its way. */
  void sees(String text) {
    assertThat(message(text)).hasCount(1);
  }

  /** Waits until the settled texts are these, from top to bottom. */
  void seesExactly(String... texts) {
    assertThat(find(SETTLED)).hasText(texts);
  }

  /** Waits until two tabs show the same settled texts in the same order. */
  void agreesWith(ChatTab other) {
    await()
        .pollInSameThread()
        .atMost(Tab.PATIENCE)
        .untilAsserted(() -> assertEquals(other.texts(), texts()));
  }

  private List<String> texts() {
    return find(SETTLED).allTextContents();
  }

  /** Waits until everything that was written here is in the log. */
  void hasNothingPending() {
    assertThat(find(".message.pending")).hasCount(0);
  }

  /** Shows the tools of a message and presses one. */
  void tool(Locator message, String label) {
    message.hover();
    message.locator(".tools button").filter(new Locator.FilterOptions().setHasText(label)).click();
  }

  @Override
  public void close() {
    tab.close();
  }
}
