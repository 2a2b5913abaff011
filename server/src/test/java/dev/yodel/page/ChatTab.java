package dev.yodel.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.util.List;

/** A tab of the chat, and what a person does in it. */
final class ChatTab implements AutoCloseable {

  private static final String MESSAGES = "#timeline > .message";

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

  void isLive() {
    assertThat(find("#chat-state")).hasText("Live");
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

  /** Waits until exactly one message has this text. */
  void sees(String text) {
    assertThat(message(text)).hasCount(1);
  }

  /** The settled texts from top to bottom. */
  List<String> texts() {
    return find(MESSAGES + ":not(.pending):not(.failed) > .text").allTextContents();
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
