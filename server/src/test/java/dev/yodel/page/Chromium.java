package dev.yodel.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * The browser of all page tests: Debian's Chromium, started once per test JVM and given to tests as
 * a parameter. A machine without it fails the tests with the line that installs it.
 */
final class Chromium implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/bin/chromium");

  private static final List<String> ARGUMENTS =
      List.of(
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync");

  private final Playwright playwright;
  private final Browser browser;
  private final Cable cable;
  private final Deque<Person> regulars = new ArrayDeque<>();

  private Chromium() {
    if (!Files.isExecutable(PROGRAM)) {
      throw new IllegalStateException(
          PROGRAM + " is missing (expected: a browser; sudo apt-get install chromium)");
    }
    playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    browser =
        playwright
            .chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(PROGRAM).setArgs(ARGUMENTS));
    cable = Cable.laid();
  }

  /** The way to the server of the test that runs: one address for all of them. */
  Cable cable() {
    return cable;
  }

  /** A profile of its own, as another person's browser: no cookie, no storage of anybody else. */
  Person stranger() {
    return new Person(newContext(), null);
  }

  /** A stranger who takes any certificate. */
  Person trustingPerson() {
    return new Person(browser.newContext(profile().setIgnoreHTTPSErrors(true)), null);
  }

  /**
   * A profile that remembers nobody, in a browser that has seen the page before: its cache and its
   * process are warm, so the page is there in a third of the time.
   */
  Person regular() {
    Person rested = regulars.poll();
    return rested == null ? new Person(newContext(), regulars) : rested;
  }

  private BrowserContext newContext() {
    return browser.newContext(profile());
  }

  private static Browser.NewContextOptions profile() {
    return new Browser.NewContextOptions()
        .setViewportSize(Look.LIGHT_WIDE.width(), Look.LIGHT_WIDE.height())
        .setColorScheme(ColorScheme.LIGHT)
        .setLocale("en-GB")
        .setTimezoneId("Europe/Berlin");
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
    cable.close();
  }

  /** Hands the browser to test methods that ask for it; it ends with the test run. */
  static final class Provider implements ParameterResolver {

    private static final ExtensionContext.Namespace SPACE =
        ExtensionContext.Namespace.create(Chromium.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
      return parameter.getParameter().getType() == Chromium.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
      return context
          .getRoot()
          .getStore(SPACE)
          .computeIfAbsent(Chromium.class, key -> new Chromium(), Chromium.class);
    }
  }
}
