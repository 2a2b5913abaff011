package dev.yodel.client.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.Peer;
import dev.yodel.client.ScriptedServer;
import dev.yodel.client.ScriptedServer.Script;
import dev.yodel.client.terminal.YodelProcess.Result;
import java.net.InetAddress;
import java.net.ServerSocket;
import org.junit.jupiter.api.Test;

/** The exit codes of connections that were not made, each against a server that provokes it. */
class ConnectExitCodeIT {

  private static Result runAgainst(Script script, String... options) throws Exception {
    try (var server = ScriptedServer.playing(script)) {
      return YodelProcess.run("", arguments(server.uri().toString(), options));
    }
  }

  private static String[] arguments(String url, String... options) {
    String[] all = new String[options.length + 2];
    all[0] = "echo";
    all[1] = url;
    System.arraycopy(options, 0, all, 2, options.length);
    return all;
  }

  private static Script refusing(String answer) {
    return peer -> {
      peer.readRequest();
      peer.write(answer);
      peer.awaitEnd();
    };
  }

  @Test
  void closedPortIs3() throws Exception {
    int port;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    Result result = YodelProcess.run("", "echo", "ws://127.0.0.1:" + port + "/");
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err()).contains("connection refused");
  }

  @Test
  void serverThatNeverAnswersTheHandshakeIs3() throws Exception {
    Result result = runAgainst(Peer::awaitEnd, "--handshake-timeout", "300ms");
    assertThat(result.code()).isEqualTo(3);
    assertThat(result.err()).contains("no handshake within 300 ms");
  }

  @Test
  void plainServerForASecureAddressIs4() throws Exception {
    try (var server = ScriptedServer.playing(refusingAtOnce())) {
      Result result = YodelProcess.run("", "echo", "wss://127.0.0.1:" + server.port() + "/");
      assertThat(result.code()).isEqualTo(4);
      assertThat(result.err()).startsWith("yodel: no TLS: ");
    }
  }

  private static Script refusingAtOnce() {
    return peer -> {
      peer.write("HTTP/1.1 400 Bad Request\r\n\r\n");
      peer.awaitEnd();
    };
  }

  @Test
  void refusedHandshakeIs5AndPrintsStatusHeadersAndBodyEscaped() throws Exception {
    Result result =
        runAgainst(
            refusing(
                "HTTP/1.1 404 Not Found\r\nX-Why: path\r\nContent-Length: 9\r\n\r\ngo\33[2J\naway"));
    assertThat(result.code()).isEqualTo(5);
    assertThat(result.out()).isEmpty();
    assertThat(result.err())
        .isEqualTo(
            "yodel: handshake refused: 404 Not Found\nX-Why: path\nContent-Length: 9\n\ngo\\x1b[2J\naw\n");
  }

  @Test
  void unauthorizedIs6() throws Exception {
    Result result = runAgainst(refusing("HTTP/1.1 401 Unauthorized\r\nContent-Length: 0\r\n\r\n"));
    assertThat(result.code()).isEqualTo(6);
  }

  @Test
  void proxyThatRefusesIs6Or3() throws Exception {
    try (var proxy =
        ScriptedServer.playing(
            refusing("HTTP/1.1 407 Who are you\r\nContent-Length: 0\r\n\r\n"), Peer::close)) {
      String via = "http://127.0.0.1:" + proxy.port();
      String[] arguments = arguments("ws://unknown.invalid/", "--proxy", via);
      Result unknown = YodelProcess.run("", arguments);
      assertThat(unknown.code()).isEqualTo(6);
      assertThat(unknown.err()).startsWith("yodel: the proxy " + via + " refused: 407 Who are you");
      Result gone = YodelProcess.run("", arguments);
      assertThat(gone.code()).isEqualTo(3);
      assertThat(gone.err()).isEqualTo("yodel: the proxy " + via + ": disconnected\n");
    }
  }

  @Test
  void socksProxyThatRefusesThePasswordIs6AndTheOneThatWantsNoneIs3() throws Exception {
    Script refusing =
        peer -> {
          peer.readBytes(4);
          peer.write("\5\2");
          peer.readBytes(3 + 2 + 6);
          peer.write("\1\1");
          peer.awaitEnd();
        };
    try (var proxy = ScriptedServer.playing(refusing, Peer::close)) {
      String via = "socks5://me:secret@127.0.0.1:" + proxy.port();
      String[] arguments = arguments("ws://unknown.invalid/", "--proxy", via);
      Result refused = YodelProcess.run("", arguments);
      assertThat(refused.code()).isEqualTo(6);
      assertThat(refused.err())
          .isEqualTo(
              "yodel: the proxy socks5://127.0.0.1:"
                  + proxy.port()
                  + " refused name and password\n");
      assertThat(YodelProcess.run("", arguments).code()).isEqualTo(3);
    }
  }
}
