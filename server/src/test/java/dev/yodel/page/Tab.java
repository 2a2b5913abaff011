package dev.yodel.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One page under watch: whatever the browser complains about (console errors and warnings, uncaught
 * exceptions, violations of the content security policy) fails the test when the tab closes, unless
 * the test said that it expects it.
 */
final class Tab implements AutoCloseable {

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  private final Page page;
  private final List<String> complaints = new ArrayList<>();
  private final List<Pattern> expected = new ArrayList<>();

  Tab(Page page) {
    this.page = page;
    PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
    page.onConsoleMessage(
        message -> {
          if (message.type().equals("error") || message.type().equals("warning")) {
            complaints.add(message.text());
          }
        });
    page.onPageError(complaints::add);
    page.addInitScript(
        "document.addEventListener('securitypolicyviolation', (e) =>"
            + " console.error(`policy violation: ${e.violatedDirective} ${e.blockedURI}`));");
  }

  Page page() {
    return page;
  }

  /** Complaints that match this are part of the test. */
  void expect(String pattern) {
    expected.add(Pattern.compile(pattern));
  }

  Locator find(String selector) {
    return page.locator(selector);
  }

  /** Waits until the element's text contains this. */
  void sees(String selector, String text) {
    assertThat(find(selector)).containsText(text, new LocatorAssertions.ContainsTextOptions());
  }

  /** Waits until so many elements match. */
  void counts(String selector, int count) {
    assertThat(find(selector)).hasCount(count);
  }

  Object evaluate(String script) {
    return page.evaluate(script);
  }

  /** Keeps a picture of the whole page below {@code target/screenshots}. */
  void photograph(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  /** Fails on any rule of WCAG 2.2 AA that axe can check. */
  void checkAccessibility() {
    List<String> violations =
        new AxeBuilder(page)
                .withTags(
                    List.of(
                        "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                .analyze()
                .getViolations()
                .stream()
                .map(rule -> rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes())
                .toList();
    assertThat(violations).as("accessibility violations").isEmpty();
  }

  /** Fails if anything sticks out to the right of the window. */
  void checkNothingSticksOut() {
    assertThat(evaluate("document.documentElement.scrollWidth - innerWidth"))
        .as("pixels that stick out to the right")
        .isEqualTo(0);
  }

  @Override
  public void close() {
    page.close();
    assertThat(complaints)
        .as("what the browser complained about")
        .allMatch(one -> expected.stream().anyMatch(pattern -> pattern.matcher(one).find()));
  }
}
