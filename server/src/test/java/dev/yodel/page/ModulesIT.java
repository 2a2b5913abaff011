package dev.yodel.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Runs the unit tests of the page's modules ({@code *.test.js} beside this class) in the browser;
 * each of their tests is one here. No server: the browser's requests are answered from the class
 * path.
 */
@ExtendWith(Chromium.Provider.class)
final class ModulesIT {

  private static final String ORIGIN = "http://localhost";
  private static final Path GOLDEN =
      Path.of("..", "protocol", "src", "test", "resources", "golden");
  private static final String BLANK = "<!doctype html><title>modules</title>";

  private static final String RUN =
      """
      async (file) => {
        const check = await import('/test/check.js');
        await import('/test/' + file);
        return check.run();
      }
      """;

  @TestFactory
  List<DynamicContainer> modules(Chromium chromium) throws Exception {
    Path folder = Path.of(Objects.requireNonNull(getClass().getResource("check.js")).toURI());
    try (Stream<Path> files = Files.list(folder.getParent())) {
      List<String> names =
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".test.js"))
              .sorted()
              .toList();
      assertThat(names).isNotEmpty();
      try (Person person = chromium.stranger()) {
        person.context().route("**/*", ModulesIT::answer);
        return names.stream().map(name -> results(person, name)).toList();
      }
    }
  }

  private static DynamicContainer results(Person person, String file) {
    try (Tab tab = person.open(ORIGIN + "/test/blank.html")) {
      List<?> results = (List<?>) tab.page().evaluate(RUN, file);
      assertThat(results).as("tests in " + file).isNotEmpty();
      return DynamicContainer.dynamicContainer(
          file, results.stream().map(result -> (Map<?, ?>) result).map(ModulesIT::asTest));
    }
  }

  private static DynamicTest asTest(Map<?, ?> result) {
    return DynamicTest.dynamicTest(
        (String) result.get("name"), () -> assertThat(result.get("failure")).isNull());
  }

  private static void answer(Route route) {
    String path = URI.create(route.request().url()).getPath();
    if (path.endsWith(".html") || path.equals("/favicon.ico")) {
      route.fulfill(new Route.FulfillOptions().setContentType("text/html").setBody(BLANK));
      return;
    }
    if (path.startsWith("/golden/")) {
      route.fulfill(
          new Route.FulfillOptions().setContentType("application/json").setBody(golden(path)));
      return;
    }
    String resource =
        path.startsWith("/test/")
            ? "/dev/yodel/page/" + path.substring("/test/".length())
            : "/dev/yodel/web" + path;
    try (InputStream content = ModulesIT.class.getResourceAsStream(resource)) {
      if (content == null) {
        route.fulfill(new Route.FulfillOptions().setStatus(404));
        return;
      }
      String type = path.endsWith(".js") ? "text/javascript" : "application/json";
      route.fulfill(
          new Route.FulfillOptions().setContentType(type).setBodyBytes(content.readAllBytes()));
    } catch (IOException broken) {
      throw new UncheckedIOException(resource, broken);
    }
  }

  /** A golden file of the protocol, or the list of them all. */
  private static String golden(String path) {
    try {
      return path.equals("/golden/index.json")
          ? "{\"server\":" + names("server") + ",\"client\":" + names("client") + "}"
          : Files.readString(GOLDEN.resolve(path.substring("/golden/".length())));
    } catch (IOException broken) {
      throw new UncheckedIOException(broken);
    }
  }

  private static String names(String side) throws IOException {
    try (Stream<Path> files = Files.list(GOLDEN.resolve(side))) {
      return files
          .map(file -> "\"" + file.getFileName() + "\"")
          .sorted()
          .collect(Collectors.joining(",", "[", "]"));
    }
  }
}
