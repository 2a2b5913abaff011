package dev.yodel.client.terminal;

import dev.yodel.client.Header;
import dev.yodel.client.Tls;
import dev.yodel.client.conformance.Case;
import dev.yodel.client.conformance.CaseEnd;
import dev.yodel.client.conformance.Conformance;
import dev.yodel.client.conformance.JunitReport;
import dev.yodel.client.conformance.Target;
import dev.yodel.client.conformance.Verdict;
import dev.yodel.client.conformance.Verdict.Outcome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Checks an echo server against the RFCs. */
@Command(
    name = "conformance",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Checks a WebSocket echo server against RFC 6455, and RFC 7692 if it agrees to compress.",
      "Every case is a connection of its own over a raw socket."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  yodel conformance ws://localhost:8080/echo            what is not right, by section",
      "  yodel conformance URL --verbose                       every case",
      "  yodel conformance URL --only '5.4*,deflate-*'         some cases",
      "  yodel conformance URL --strict --junit report.xml     for a build server",
      "  yodel conformance --list                              the table, without a server",
    })
final class ConformanceCommand implements Callable<Integer> {

  @Parameters(
      arity = "0..1",
      paramLabel = "URL",
      defaultValue = "ws://localhost:8080/echo",
      description = "An address that echoes, ws://… or wss://… (default ${DEFAULT-VALUE}).")
  private String url = "";

  @Option(
      names = "--only",
      paramLabel = "ID",
      split = ",",
      description = "Only these cases (repeatable); * stands for anything.")
  private List<String> only = new ArrayList<>();

  @Option(names = "--list", description = "Lists the cases and ends.")
  private boolean list;

  @Option(names = "--strict", description = "What is allowed but not recommended counts as broken.")
  private boolean strict;

  @Option(
      names = "--timeout",
      paramLabel = "TIME",
      defaultValue = "10s",
      description = "Limit of one case (default ${DEFAULT-VALUE}).")
  private Duration timeout = Duration.ofSeconds(10);

  @Option(
      names = {"-v", "--verbose"},
      description = "Shows the cases that passed as well.")
  private boolean verbose;

  @Option(names = "--json", description = "One JSON object a case, and one for all at the end.")
  private boolean json;

  @Option(names = "--junit", paramLabel = "FILE", description = "Writes a JUnit report as well.")
  private @Nullable Path junit;

  @Option(
      names = {"-H", "--header"},
      paramLabel = "NAME: VALUE",
      description = "Adds a header to every handshake (repeatable).")
  private List<String> headers = new ArrayList<>();

  @Mixin private CredentialArguments credentials = new CredentialArguments();
  @Mixin private TlsArguments tls = new TlsArguments();

  private final Diagnostics diagnostics = new Diagnostics(System.err);

  @Override
  public Integer call() throws IOException {
    List<Case> cases = chosen();
    if (list) {
      new ConformanceText(System.out, true).list(cases);
      return ExitCode.NORMAL.code();
    }
    if (junit != null) {
      report(junit, "", StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }
    Target target;
    try {
      target = target(ConnectionArguments.address(url));
    } catch (IllegalArgumentException wrong) {
      throw new WrongUsage(wrong.getMessage());
    } catch (SSLException wrong) {
      throw new WrongUsage("TLS set-up: " + wrong.getMessage());
    }
    try {
      return check(new Conformance(target).probe(), cases).code();
    } catch (SSLException untrusted) {
      diagnostics.say("TLS: " + untrusted.getMessage());
      return ExitCode.TLS.code();
    } catch (IOException unreachable) {
      diagnostics.say("no connection to " + url + ": " + unreachable.getMessage());
      return ExitCode.NO_CONNECTION.code();
    } catch (CaseEnd unfit) {
      diagnostics.say("not to be checked: " + unfit.getMessage());
      diagnostics.say("(expected: a server that takes a handshake and echoes a text)");
      return ExitCode.NONCONFORMING.code();
    }
  }

  private ExitCode check(Conformance conformance, List<Case> cases) throws IOException {
    List<Verdict> verdicts;
    if (json) {
      var out = new ConformanceJson(System.out);
      verdicts = conformance.run(cases, out::add);
      out.end(verdicts);
    } else {
      var out = new ConformanceText(System.out, verbose);
      verdicts = conformance.run(cases, out::add);
      out.end(verdicts);
    }
    if (junit != null) {
      report(junit, new JunitReport(strict).of(verdicts));
    }
    return verdicts.stream().anyMatch(this::isBroken) ? ExitCode.NONCONFORMING : ExitCode.NORMAL;
  }

  private static void report(Path file, String text, OpenOption... how) {
    try {
      Files.writeString(file, text, how);
    } catch (IOException unwritable) {
      throw new WrongUsage("--junit: " + file + " (expected: a file that can be written)");
    }
  }

  private boolean isBroken(Verdict verdict) {
    return verdict.outcome() == Outcome.FAILED || (strict && verdict.outcome() == Outcome.LOOSE);
  }

  private List<Case> chosen() {
    List<Pattern> patterns = only.stream().map(ConformanceCommand::pattern).toList();
    List<Case> cases =
        Conformance.table().stream()
            .filter(
                one ->
                    patterns.isEmpty()
                        || patterns.stream().anyMatch(id -> id.matcher(one.id()).matches()))
            .toList();
    if (cases.isEmpty()) {
      throw new WrongUsage("--only " + only + " (expected: ids that --list shows)");
    }
    return cases;
  }

  private static Pattern pattern(String id) {
    String quoted = Pattern.quote(id.strip()).replace("*", "\\E.*\\Q");
    return Pattern.compile(quoted);
  }

  private Target target(URI uri) throws SSLException {
    if (uri.getHost() == null || !String.valueOf(uri.getScheme()).matches("(?i)wss?")) {
      throw new IllegalArgumentException(
          "URL: \"" + url + "\" (expected: ws://host:port/path or wss://…)");
    }
    if (timeout.isZero()) {
      throw new IllegalArgumentException("--timeout: 0 (expected: more)");
    }
    Target.Security security = null;
    if ("wss".equalsIgnoreCase(uri.getScheme())) {
      Tls trust = tls.tls();
      security = new Target.Security(trust.socketContext(), trust.serverName(), !trust.insecure());
    }
    List<String> lines = new ArrayList<>();
    headers.forEach(line -> lines.add(Header.parse(line).toString()));
    credentials.headers().forEach(header -> lines.add(header.toString()));
    return Target.of(uri, security, timeout).withHeaders(lines);
  }
}
