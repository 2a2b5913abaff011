package dev.yodel.page;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.PlaywrightException;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * One page under watch: whatever the browser complains about (console errors and warnings, uncaught
 * exceptions, violations of the content security policy) fails the test when the tab closes, unless
 * the test said that it expects it.
 */
final class Tab implements AutoCloseable {

  /** How long a page may take for anything: much, since whoever builds may be busy. */
  static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final Path SCREENSHOTS = Path.of("target", "screenshots");

  /** What a tab shows between two tests. */
  private static final String PICTURE = "/icon.svg";

  /** The browser gets a page's icon, or looks for one, when it likes: as the server goes too. */
  private static final Pattern ICON =
      Pattern.compile("net::ERR_\\w+ at .*/(icon\\.svg|favicon\\.ico)");

  private static final String FORGET =
      """
      async () => {
        localStorage.clear();
        sessionStorage.clear();
        const names = (await indexedDB.databases()).map((one) => one.name);
        await Promise.all(names.map((name) => new Promise((done, fail) => {
          const asked = indexedDB.deleteDatabase(name);
          asked.onsuccess = done;
          asked.onerror = () => fail(asked.error);
        })));
      }
      """;

  private final Page page;
  private final boolean stays;
  private final List<String> complaints = new ArrayList<>();
  private final List<Pattern> expected = new ArrayList<>();
  private String address;
  private boolean open;
  private boolean left;

  /**
   * A tab.
   *
   * @param stays whether the page is only left when the tab closes, and may be opened again
   */
  Tab(Page page, boolean stays) {
    this.page = page;
    this.stays = stays;
    PlaywrightAssertions.setDefaultAssertionTimeout((double) PATIENCE.toMillis());
    page.onConsoleMessage(
        message -> {
          String complaint = message.text() + " at " + message.location();
          if (List.of("error", "warning").contains(message.type())
              && !ICON.matcher(complaint).find()) {
            complaints.add(complaint);
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

  boolean isOpen() {
    return open;
  }

  /** Opens this address. */
  void go(String url) {
    open = true;
    address = url;
    complaints.clear();
    expected.clear();
    page.navigate(url);
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
  private void photograph(String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
  }

  /** Fails on any rule of WCAG 2.2 AA that axe can check. */
  private void checkAccessibility(String name) {
    AxeRunOptions options = new AxeRunOptions();
    options.setResultTypes(List.of("violations"));
    List<String> violations =
        new AxeBuilder(page)
                .setLegacyMode(true) // the page has no frames, and so needs no second page
                .options(options)
                .withTags(
                    List.of(
                        "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                .analyze()
                .getViolations()
                .stream()
                .map(rule -> rule.getId() + ": " + rule.getHelp() + " " + rule.getNodes())
                .toList();
    assertThat(violations).as("accessibility violations of " + name).isEmpty();
  }

  /** Fails if anything sticks out to the right of the window. */
  private void checkNothingSticksOut(String name) {
    assertThat(evaluate("document.documentElement.scrollWidth - innerWidth"))
        .as("pixels that stick out to the right of " + name)
        .isEqualTo(0);
  }

  @Override
  public void close() {
    List<String> heard = List.copyOf(complaints);
    open = false;
    if (stays) {
      left = leaves();
    } else {
      page.close();
    }
    assertThat(heard)
        .as("what the browser complained about")
        .allMatch(one -> expected.stream().anyMatch(pattern -> pattern.matcher(one).find()));
  }

  /** Goes to a picture of the same site, so that its process and its storage stay at hand. */
  private boolean leaves() {
    try {
      page.navigate(URI.create(address).resolve(PICTURE).toString());
      return true;
    } catch (PlaywrightException gone) {
      return false; // the server is: the browser shows its own page for that
    }
  }

  /** Clears what the site keeps in this browser; answers whether it could. */
  boolean forgets() {
    if (!left) {
      return false;
    }
    try {
      page.evaluate(FORGET);
      wear(Look.LIGHT_WIDE);
      page.emulateMedia(
          new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.NO_PREFERENCE));
      return true;
    } catch (PlaywrightException gone) {
      return false;
    }
  }

  /**
   * In each look: nothing sticks out, no rule of accessibility is broken, and a picture is kept.
   */
  void check(String view, List<Look> looks) {
    for (Look look : looks) {
      wear(look);
      checkAccessibility(view + "-" + look);
      checkNothingSticksOut(view + "-" + look);
      photograph(view + "-" + look);
    }
  }

  /** Shows the page in this look; nothing moves, so that no colour is caught on its way. */
  private void wear(Look look) {
    page.setViewportSize(look.width(), look.height());
    page.emulateMedia(
        new Page.EmulateMediaOptions()
            .setReducedMotion(ReducedMotion.REDUCE)
            .setColorScheme(look.dark() ? ColorScheme.DARK : ColorScheme.LIGHT));
  }
}
