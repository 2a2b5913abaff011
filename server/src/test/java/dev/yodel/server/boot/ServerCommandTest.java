package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ServerCommandTest {

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private CommandLine line(Map<String, String> environment, String... arguments) {
    return ServerCommand.line(environment, arguments)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true));
  }

  private ServerConfig config(Map<String, String> environment, String... arguments) {
    CommandLine line = line(environment, arguments);
    line.parseArgs(arguments);
    return ((ServerCommand) line.getCommand()).config();
  }

  @Test
  void sayingNothingGivesTheDefaults() {
    ServerConfig said = config(Map.of());

    // The log alone differs: tests keep it in memory.
    assertThat(said.with(ServerConfig.defaults().chat())).isEqualTo(ServerConfig.defaults());
  }

  @Test
  void theEnvironmentSpeaksWhereTheCommandLineIsSilent() {
    Map<String, String> environment =
        Map.of("YODEL_PORT", "1234", "YODEL_MAX_MESSAGE", "64KiB", "YODEL_PING_INTERVAL", "1m");

    ServerConfig config = config(environment, "--port", "4321");

    assertThat(config.network().port()).isEqualTo(4321);
    assertThat(config.limits().maxMessage()).isEqualTo(65_536);
    assertThat(config.heartbeat().interval()).isEqualTo(Duration.ofMinutes(1));
  }

  @ParameterizedTest
  @CsvSource({"YODEL_VERSION,1.4.2", "YODEL_HELP,no"})
  void theEnvironmentAsksForNoHelp(String variable, String value) {
    Map<String, String> environment = Map.of(variable, value);

    assertThat(config(environment)).isEqualTo(config(Map.of()));
    assertThat(line(environment).parseArgs("token", "--sub", "a").errors()).isEmpty();
  }

  @Test
  void theServersAddressIsNoNameForACertificate() {
    Map<String, String> environment =
        Map.of("YODEL_HOST", "0.0.0.0", "YODEL_LOG", "sqlite:other.db");

    assertThat(option("--host", environment, "self-signed"))
        .isEqualTo(List.of("localhost", "127.0.0.1", "::1"));
    assertThat(option("--log", environment, "backup", "copy"))
        .isEqualTo(new LogPlaceConverter().convert("sqlite:other.db"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"--help", "--version", "-V", "token --help"})
  void whoAsksIsAnsweredWhateverTheEnvironmentSays(String asked) {
    String[] arguments = asked.split(" ", -1);

    assertThat(line(Map.of("YODEL_PORT", "abc"), arguments).execute(arguments)).isZero();
    assertThat(out.toString()).contains("yodel-server");
  }

  @Test
  void aCertificateIsMadeWhateverTheEnvironmentSays(@TempDir Path folder) {
    String[] arguments = {"self-signed", "--out", folder.resolve("tls").toString()};

    assertThat(line(Map.of("YODEL_PORT", "abc"), arguments).execute(arguments)).isZero();
  }

  @Test
  void theEnvironmentSwitchesByTrueAndFalse() {
    Map<String, String> said = Map.of("YODEL_LIMIT_LOOPBACK", "True");
    assertThat(config(said).guard().floods().loopback()).isTrue();

    assertThat(line(Map.of("YODEL_LIMIT_LOOPBACK", "1")).execute()).isEqualTo(2);
    assertThat(err.toString()).contains("--limit-loopback", "\"1\" (expected: true or false)");
  }

  private Object option(String name, Map<String, String> environment, String... arguments) {
    return line(environment, arguments)
        .parseArgs(arguments)
        .subcommand()
        .commandSpec()
        .findOption(name)
        .getValue();
  }

  @Test
  void theLongestTimeAndTheLargestSizeAreTaken() {
    ServerConfig config =
        config(Map.of(), "--stall-timeout", "240000h", "--bytes-per-second", "2097151KiB");

    assertThat(config.timeouts().stall()).isEqualTo(Duration.ofDays(10_000));
    assertThat(config.guard().floods().connection().bytes()).isEqualTo(2_147_482_624);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--ping-interval 2m --ping-timeout 1h | --ping-timeout: 1h | less than --ping-interval, 2m",
        "--ping-interval 250ms --ping-timeout 0s | --ping-timeout: 0s | more than 0",
        "--ping-interval 250ms | --ping-timeout: 10s | less than --ping-interval, 250ms",
        "--port 65536 | --port | 0 to 65535",
        "--max-message 10 | --max-message | at least 125",
        "--max-message 10MB | --max-message | like 65536",
        "--ping-interval 25 | --ping-interval | like 10s",
        "--max-connections 0 | --max-connections | at least 1",
        "--compression some | --compression | OFF, ECHO, ALL",
        "--tls-cert a.pem | --tls-key | given, since --tls-cert is",
        "--tls-key a.pem | --tls-cert | given, since --tls-key is",
        "--tls-client-ca a.pem | --tls-client-ca | only with --tls-cert and --tls-key",
        "--tls-hsts 1h | --tls-hsts | only with --tls-cert and --tls-key",
        "--tls-cert a --tls-key b --tls-client-auth required"
            + " | --tls-client-auth: required | only with --tls-client-ca",
        "--tls-client-auth optional | --tls-client-auth: optional | only with --tls-client-ca",
        "--tls-reload 5s | --tls-reload: 5s | only with --tls-cert and --tls-key",
        "--tls-cert a --tls-key b --tls-client-auth maybe | --tls-client-auth | REQUIRED",
        "--tls-cert a --tls-key b --tls-reload soon | --tls-reload | like 10s",
        "--allow-host a.example:8080 | --allow-host: a.example:8080 | without a port",
        "--allow-host a.example,::1 | --allow-host: ::1 | without a port",
        "--log memory --durability process | --durability: process | only with --log sqlite:PATH",
        "--stall-timeout 9999999h | --stall-timeout | at most 10,000 days",
        "--bytes-per-second 8589934592GiB | 8589934592GiB | below 2 GiB",
        "--bytes-per-second 2GiB | 2GiB | below 2 GiB",
        "--admin-port 65536 | --admin-port | 0 to 65535",
        "--admin-host 0.0.0.0 | --admin-host | only with --admin-port",
        "--auth-key a.pem | --auth-key | only with --auth tokens",
        "--auth-secret a | --auth-secret | only with --auth tokens",
        "--auth tokens --auth-secret a --auth-key b | --auth-key | not beside --auth-secret",
        "--access-log maybe | --access-log | OFF, HTTP, ALL",
        "--log-format xml | --log-format | TEXT, JSON",
        "--port abc | '--port' | \"abc\" (expected: a whole number",
        "--handshakes-per-second 99999999999 | --handshakes-per-second | at most 2147483647",
        "--keep-messages many | --keep-messages | a whole number",
        "--max-message 2000MiB | --max-message: 2097152000 | at least 125 bytes",
        "--keep-for 0s | --keep-for: 0s | more than 0",
        "--frame-bytes 1 | --frame-bytes: 1 | at least 1024",
        "--text-chars 0 | --text-chars: 0 | at least 1",
        "--session-rooms 0 | --session-rooms: 0 | at least 1",
        "--history-page 0 | --history-page: 0 | at least 1",
        "--posts-in-flight 0 | --posts-in-flight: 0 | at least 1",
        "--room-members 0 | --room-members: 0 | at least 1",
        "--transport kqueue | --transport | kqueue",
        "--nonsense | --nonsense | Unknown",
      })
  void wrongUsageNamesTheOptionAndTheExpectation(String arguments, String option, String expected) {
    int code = line(Map.of()).execute(arguments.split(" ", -1));

    assertThat(code).isEqualTo(2);
    assertThat(err.toString())
        .contains(option, expected)
        .doesNotContain("Exception")
        .endsWith("--help' shows the usage\n")
        .hasLineCount(2);
  }

  @ParameterizedTest
  @CsvSource({
    "--sub heidi --room alp*, 0",
    "--sub guest-heidi, 1",
    "--sub heidi --room a?b, 1",
    "--sub heidi --room=, 1",
    "--sub heidi --name abcdefghijklmnopqrstuvwxyzabcdefg, 1",
    "--sub heidi --ttl 0s, 1",
  })
  void aTokenIsIssuedIfTheServerTakesIt(String arguments, int code, @TempDir Path folder) {
    String all = "token --auth-secret " + folder.resolve("secret") + " " + arguments;

    assertThat(line(Map.of()).execute(all.split(" ", -1))).isEqualTo(code);
  }

  @Test
  void helpNamesEveryOptionWithItsDefault() {
    assertThat(line(Map.of()).execute("--help")).isZero();
    assertThat(out.toString())
        .contains("--max-message", "1MiB", "--drain-timeout", "10s", "YODEL_MAX_MESSAGE");
  }

  @Test
  void versionIsOneLine() {
    assertThat(line(Map.of()).execute("--version")).isZero();
    assertThat(out.toString()).startsWith("yodel-server ").hasLineCount(1);
  }
}
