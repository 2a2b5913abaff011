package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.LogCapture;
import dev.yodel.server.guard.FloodLimits;
import dev.yodel.server.guard.FloodLimits.PerAddress;
import dev.yodel.server.guard.FloodLimits.PerConnection;
import dev.yodel.server.guard.Network;
import dev.yodel.server.guard.TrustedProxies;
import dev.yodel.server.websocket.RawPeer;
import java.io.IOException;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the log says of requests and refusals, and what it keeps to itself. */
class AccessLogIT {

  private static final String ID = "id=[0-9a-f]{8} ";
  private static final String SECRET = "hush";

  private static Server server;

  private final LogCapture log = new LogCapture();

  /** A server behind a proxy on this machine. */
  private static ServerConfig config() {
    return config(false);
  }

  private static ServerConfig config(boolean withLines) {
    FloodLimits limits =
        new FloodLimits(0, new PerConnection(0, 0, 0), new PerAddress(1, 0, 0, 0, 0, 0), false);
    TrustedProxies proxies = new TrustedProxies(List.of(Network.of("127.0.0.0/8")), withLines);
    return ServerConfig.defaults()
        .withPort(0)
        .with(new WatchConfig(null, AccessLog.ALL))
        .with(GuardConfig.defaults().with(limits).with(proxies));
  }

  @BeforeAll
  static void start() throws IOException {
    server = Server.start(config());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @AfterEach
  void end() {
    log.close();
  }

  private static String answer(Server asked, String request) throws IOException {
    try (RawPeer peer = new RawPeer(asked.port())) {
      return peer.send(request).until("\r\n\r\n");
    }
  }

  private static String get(String target, String more) {
    return "GET " + target + " HTTP/1.1\r\nHost: localhost\r\n" + more + "\r\n";
  }

  private static String upgrade(String target, String more) {
    return RawPeer.upgrade(target).replace("\r\n\r\n", "\r\n" + more + "\r\n\r\n");
  }

  private void expectLine(String pattern) {
    Awaitility.await()
        .untilAsserted(() -> assertThat(log.lines()).anyMatch(line -> line.matches(pattern)));
    assertThat(log.lines()).noneMatch(line -> line.contains(SECRET));
  }

  @Test
  void everyAnswerIsALine() throws Exception {
    answer(server, get("/index.html?token=" + SECRET, "Cookie: " + SECRET + "\r\n"));
    answer(server, get("/a\u00e9\"b", "X-Forwarded-For: 192.0.2.9\r\n"));

    expectLine(
        "request "
            + ID
            + "peer=127\\.0\\.0\\.1 method=GET path=\"/index\\.html\" status=200 bytes=[1-9]\\d+"
            + " millis=\\d+ endpoint=-");
    expectLine(
        "request "
            + ID
            + "peer=192\\.0\\.2\\.9 method=GET path=\"/a\\\\xe9\\\\x22b\" status=404 bytes=13 .*");
  }

  @Test
  void anUpgradeIsALineWithItsEndpoint() throws Exception {
    String target = "/ws?room=a&token=" + SECRET;
    answer(server, upgrade(target, "X-Forwarded-For: 192.0.2.8\r\nAuthorization: " + SECRET));

    expectLine(
        "request "
            + ID
            + "peer=192\\.0\\.2\\.8 method=GET path=\"/ws\" status=101 bytes=0 millis=\\d+"
            + " endpoint=relay");
  }

  @ParameterizedTest
  @CsvSource({
    "/ws, Origin: http://hush.example, 403, origin",
    "/nowhere, X: y, 404, path",
    "/echo?hush=1, X: y, 400, parameter",
    "/ws, Sec-WebSocket-Protocol: hush, 400, subprotocol",
    "/ws, Sec-WebSocket-Key: hush, 400, handshake",
    "/ws, 'Forwarded: for=192.0.2.1\r\nX-Forwarded-For: 192.0.2.2', 400, proxy",
  })
  void aRefusedUpgradeSaysWhy(String target, String header, int status, String why)
      throws Exception {
    answer(server, upgrade(target, header));

    expectLine("upgrade refused " + ID + "peer=127\\.0\\.0\\.1 status=" + status + " why=" + why);
    assertThat(RawPeer.metrics(server.port())).contains("yodel_refused_total{why=\"" + why + "\"}");
  }

  @ParameterizedTest
  @CsvSource({
    "GET / HTTP/1.1, Host: hush.example, 421, host",
    "GET / HTTP/1.1, X : hush, 400, malformed",
    "GET / HTTP/9.9, Host: localhost, 505, malformed",
  })
  void aRefusedRequestSaysWhy(String line, String header, int status, String why) throws Exception {
    answer(server, line + "\r\n" + header + "\r\n\r\n");

    expectLine("request refused " + ID + "peer=127\\.0\\.0\\.1 status=" + status + " why=" + why);
    assertThat(RawPeer.metrics(server.port())).contains("yodel_refused_total{why=\"" + why + "\"}");
  }

  @Test
  void anAddressWithTooManyConnectionsIsRefused() throws Exception {
    String from = "X-Forwarded-For: 192.0.2.7";
    try (RawPeer first = new RawPeer(server.port())) {
      first.send(upgrade("/echo", from)).until("\r\n\r\n");
      answer(server, upgrade("/echo", from));
    }
    expectLine(
        "upgrade refused "
            + ID
            + "peer=192\\.0\\.2\\.7 status=429 why=max_connections_per_address");
  }

  @Test
  void whoIsClosedBeforeItIsKnownIsNamedByItsAddress() throws Exception {
    try (Server behind = Server.start(config(true));
        RawPeer peer = new RawPeer(behind.port())) {
      peer.send(get("/", "")).toEnd();
      expectLine("connection refused peer=127\\.0\\.0\\.1 why=proxy");
    }
  }

  @Test
  void anUpgradeHasNoLineUnlessToldOtherwise() throws Exception {
    try (Server usual = Server.start(config().with(WatchConfig.defaults()))) {
      answer(usual, upgrade("/ws", "X: y"));
      answer(usual, get("/", ""));

      expectLine("request .* status=200 .*");
      expectLine("connection opened .* endpoint=relay .*");
      assertThat(log.lines()).noneMatch(line -> line.contains("status=101"));
    }
  }

  @Test
  void whoSaidOffHasNoLineOfRequests() throws Exception {
    try (Server silent = Server.start(config().with(new WatchConfig(null, AccessLog.OFF)))) {
      answer(silent, get("/", ""));
      answer(silent, upgrade("/ws", "Origin: http://hush.example"));

      expectLine("upgrade refused .* why=origin");
      assertThat(log.lines()).noneMatch(line -> line.startsWith("request "));
    }
  }

  @Test
  void whatIsSaidIsNoLine() throws Exception {
    for (String target : new String[] {"/ws", "/echo"}) {
      try (RawPeer peer = new RawPeer(server.port())) {
        peer.send(upgrade(target, "X-Forwarded-For: 192.0.2." + target.length())).until("101 ");
        peer.send(RawPeer.frame(0x81, SECRET)).until(SECRET);
        peer.send(RawPeer.frame(0x88, "\3\350" + SECRET)).toEnd();
      }
    }
    try (RawPeer peer = new RawPeer(server.port())) {
      String protocol = "Sec-WebSocket-Protocol: yodel.v1.json\r\nX-Forwarded-For: 192.0.2.20";
      peer.send(upgrade("/ws", protocol)).until("101 ");
      String hello = "{'type':'hello','id':'1','version':1,'token':'" + SECRET + "'}";
      peer.send(RawPeer.frame(0x81, hello.replace('\'', '"')));
      peer.until("unauthorized");
    }
    try (RawPeer peer = new RawPeer(server.port())) {
      peer.send(upgrade("/echo", "X-Forwarded-For: 192.0.2.21")).until("101 ");
      peer.send(RawPeer.frame(0x83, SECRET)).until("\3\352");
    }
    expectLine("connection closed .* endpoint=relay code=1000 by=peer.*");
    expectLine("connection closed .* endpoint=echo code=1000 by=peer.*");
    expectLine("connection closed .* endpoint=chat .*");
    expectLine("connection closed .* endpoint=echo code=1002 by=violation .*");
  }
}
