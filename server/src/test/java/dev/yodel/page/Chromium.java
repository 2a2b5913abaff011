package dev.yodel.page;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
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
  }

  /** A profile of its own, as another person's browser: no cookie, no storage of anybody else. */
  Person person() {
    return person(Look.LIGHT_WIDE);
  }

  /** Somebody who takes any certificate. */
  Person trustingPerson() {
    return new Person(browser.newContext(profile(Look.LIGHT_WIDE).setIgnoreHTTPSErrors(true)));
  }

  /** A person with a colour scheme and a width. */
  Person person(Look look) {
    return new Person(browser.newContext(profile(look)));
  }

  private static Browser.NewContextOptions profile(Look look) {
    return new Browser.NewContextOptions()
        .setViewportSize(look.width(), look.height())
        .setColorScheme(look.dark() ? ColorScheme.DARK : ColorScheme.LIGHT)
        .setLocale("en-GB")
        .setTimezoneId("Europe/Berlin");
  }

  @Override
  public void close() {
    browser.close();
    playwright.close();
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
