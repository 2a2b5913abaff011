package dev.yodel.client.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.ConnectOptions;
import dev.yodel.client.ConnectOptions.Route;
import dev.yodel.client.ScriptedServer;
import dev.yodel.client.Tls;
import dev.yodel.client.bench.Load;
import dev.yodel.client.bench.Plan;
import dev.yodel.client.bench.Plan.Crowd;
import dev.yodel.client.bench.Plan.Phases;
import dev.yodel.client.bench.Plan.Shape;
import dev.yodel.client.terminal.YodelProcess.Result;
import dev.yodel.protocol.JsonLine;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import dev.yodel.server.boot.TlsConfig;
import dev.yodel.server.tls.SelfSigned;
import dev.yodel.server.tls.TlsFiles;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code yodel bench} as a process: what it prints and how it ends. */
class BenchCommandIT {

  @TempDir private static Path folder;
  private static TlsFiles pair;
  private static Server server;

  @BeforeAll
  static void start() throws Exception {
    pair = new SelfSigned(List.of("127.0.0.1"), 1).write(folder.resolve("tls"), new byte[24]);
    TlsFiles files = new TlsFiles(pair.certificate(), pair.key(), null, false);
    TlsConfig tls = new TlsConfig(files, Duration.ZERO, null);
    server = Server.start(ServerConfig.defaults().withPort(0).with(tls));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String url(String path) {
    return "wss://127.0.0.1:" + server.port() + path;
  }

  private static String authority() {
    return pair.certificate().toString();
  }

  private static int code(String... arguments) {
    return YodelCommand.commandLine().execute(arguments);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> part(Map<String, Object> of, String name) {
    return (Map<String, Object>) Objects.requireNonNull(of.get(name));
  }

  /** Three numbers: the ratio of a figure, its lowest and its highest. */
  private static double[] ratio(String json, String figure) {
    String number = "\":([0-9.E-]+)";
    Pattern shape =
        Pattern.compile(
            "\"%1$s\":\\{\"unit\":\"ms\",\"first%2$s,\"second%2$s,\"ratio%2$s,"
                    .formatted(Pattern.quote(figure), number)
                + "\"lowest%1$s,\"highest%1$s".formatted(number));
    Matcher found = shape.matcher(json);
    assertThat(found.find()).isTrue();
    return IntStream.of(3, 4, 5).mapToDouble(i -> Double.parseDouble(found.group(i))).toArray();
  }

  @Test
  void twoTargetsAreMeasuredInTurnAndCompared() throws Exception {
    String options = "--rounds 2 --json -r 400 -c 2 -d 100ms --warm-up 0 -s any -H X-Bench:1 --ca ";
    String line = "bench " + url("/echo") + " --vs " + url("/") + " " + options + authority();
    Result result = YodelProcess.run("", line.split(" "));

    assertThat(result.err()).isEmpty();
    assertThat(result.code()).isZero();
    List<Map<String, Object>> lines = result.out().lines().map(JsonLine::read).toList();
    assertThat(lines.stream().map(one -> one.get("url")))
        .containsExactly(url("/echo"), url("/"), url("/"), url("/echo"), null);
    Map<String, Object> run = lines.get(0);
    assertThat(run).containsEntry("event", "run").containsEntry("sent", 40L);
    assertThat(part(run, "plan"))
        .containsEntry("mode", "echo")
        .containsEntry("sizes", List.of(64L));
    assertThat(result.out()).contains("\"rate\":400.0,");
    assertThat(part(run, "latencyMs")).containsEntry("count", 40L).containsKeys("p99.99", "max");
    assertThat(part(run, "faults")).containsEntry("lost", 0L).containsEntry("changed", 0L);
    assertThat(part(run, "generator")).containsKeys("bottleneck", "reasons", "lateP99Ms");
    assertThat(lines.get(4)).containsEntry("event", "comparison").containsEntry("rounds", 2L);
    double[] ratio = ratio(result.out(), "p50");
    assertThat(ratio[0]).isBetween(ratio[1], ratio[2]);
  }

  @Test
  void wrongEchoesAre9AndStandInTheReport() throws Exception {
    var out = new ByteArrayOutputStream();
    Phases phases =
        new Phases(Duration.ZERO, Duration.ZERO, Duration.ofMillis(100), Duration.ofSeconds(30));
    Shape shape = new Shape(List.of(64), true);
    Plan plan = new Plan(1, new Load.Open(100), shape, phases, Crowd.PLAIN);
    Tls trust = new Tls(pair.certificate(), null, null, null, false);
    ConnectOptions target =
        ConnectOptions.to(URI.create(url("/echo?upper=1"))).with(new Route(trust, null, null));
    ExitCode code =
        new BenchSession(
                plan,
                List.of(target),
                new BenchText(new PrintStream(out, true, UTF_8)),
                new ProgressLine(System.err, false, false))
            .run(1);
    assertThat(code).isEqualTo(ExitCode.UNMET);
    assertThat(out.toString(UTF_8))
        .contains("  1 connections; open loop, 100/s; text of 64 B\n")
        .contains("  faults      10 changed\n")
        .contains("  generator   ");
  }

  @Test
  void ctrlCPrintsWhatWasMeasured() throws Exception {
    try (var bench =
        YodelProcess.start(
            "bench", url("/echo"), "-d", "10m", "--warm-up", "0", "--ca", authority(), "-v")) {
      bench.awaitErr("measuring");
      bench.signal("INT");
      Result result = bench.result();
      assertThat(result.code()).isEqualTo(130);
      assertThat(result.out()).contains("  throughput ").contains("  faults      none\n");
    }
  }

  @Test
  void connectionsThatEndKeepTheirOwnCodes() {
    List<String> common = List.of("-c", "1", "-d", "5m", "--warm-up", "0", "--ca", authority());
    String[] goingAway = {"bench", url("/echo?close=1001&after=2")};
    assertThat(code(join(goingAway, common))).isEqualTo(7);
    assertThat(code("bench", url("/echo"), "-d", "5m")).as("untrusted").isEqualTo(4);
  }

  @Test
  void noServerIs3AndAServerThatIsSilentToo() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertThat(code("bench", "ws://127.0.0.1:" + port + "/", "-c", "3")).isEqualTo(3);
    try (var silent =
        ScriptedServer.playing(
            peer -> {
              peer.readRequest();
              peer.awaitEnd();
            })) {
      String uri = silent.uri().toString();
      assertThat(code("bench", uri, "-c", "1", "--handshake-timeout", "300ms")).isEqualTo(3);
    }
  }

  @Test
  void whatDoesNotGoTogetherIs2() {
    assertThat(code("bench", "--rate", "5", "--depth", "2")).isEqualTo(2);
    assertThat(code("bench", "--posters", "2")).isEqualTo(2);
    assertThat(code("bench", "--rooms", "2")).isEqualTo(2);
    assertThat(code("bench", "--rounds", "2")).isEqualTo(2);
    assertThat(code("bench", "--fanout", "--size", "10")).isEqualTo(2);
    assertThat(code("bench", "--size", "32MiB")).isEqualTo(2);
    assertThat(code("bench", "--slow", "most")).isEqualTo(2);
    assertThat(code("bench", "http-less:x")).isEqualTo(2);
  }

  private static String[] join(String[] first, List<String> more) {
    return Stream.concat(Arrays.stream(first), more.stream()).toArray(String[]::new);
  }
}
