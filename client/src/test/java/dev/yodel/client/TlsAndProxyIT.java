package dev.yodel.client;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.client.ConnectFailure.Kind;
import dev.yodel.client.ConnectOptions.Route;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsAndProxyIT {

  @TempDir static Path folder;
  private static Path authority;
  private static SSLContext serverSide;

  private final WebSocketClient client = WebSocketClient.create();

  @BeforeAll
  static void makeCertificate() throws Exception {
    SelfSigned pair = SelfSigned.create();
    authority = Files.writeString(folder.resolve("ca.pem"), pair.certificatePem());
    serverSide = pair.serverSide();
  }

  @AfterEach
  void closeClient() {
    client.close();
  }

  private Closing talk(URI uri, Route route) throws Exception {
    var options = ConnectOptions.to(uri).with(route);
    WebSocketConnection connection =
        client.connect(options, new WebSocketListener() {}).get(30, TimeUnit.SECONDS);
    return connection.closed().get(30, TimeUnit.SECONDS);
  }

  private static void greet(Peer peer) throws IOException {
    peer.accept();
    peer.sendClose(1000, "hello over here");
    peer.awaitEnd();
  }

  private Closing talkSecurely(Tls tls) throws Exception {
    try (ServerSocket listening = listen(true)) {
      CompletableFuture<Void> server = serve(listening, TlsAndProxyIT::greet);
      try {
        URI uri = URI.create("wss://127.0.0.1:" + listening.getLocalPort() + "/");
        return talk(uri, new Route(tls, null, null));
      } finally {
        server.cancel(false);
      }
    }
  }

  @Test
  void trustedCertificateForTheNameIsTaken() throws Exception {
    Closing closing = talkSecurely(new Tls(authority, null, null, "localhost", false));
    assertThat(closing.reason()).isEqualTo("hello over here");
  }

  @Test
  void insecureTakesAnyCertificate() throws Exception {
    assertThat(talkSecurely(new Tls(null, null, null, null, true)).code()).isEqualTo(1000);
  }

  @Test
  void untrustedCertificateIsATlsFailure() throws Exception {
    assertThat(tlsFailure(Tls.PLATFORM)).isEqualTo(Kind.TLS);
  }

  @Test
  void certificateForAnotherNameIsATlsFailure() throws Exception {
    assertThat(tlsFailure(new Tls(authority, null, null, "example.org", false)))
        .isEqualTo(Kind.TLS);
  }

  private @Nullable Kind tlsFailure(Tls tls) throws Exception {
    try {
      talkSecurely(tls);
      return null;
    } catch (ExecutionException failed) {
      return failed.getCause() instanceof ConnectFailure failure ? failure.kind() : null;
    }
  }

  @Test
  void httpProxyIsAskedForTheHostByNameWithItsCredentials() throws Exception {
    try (var proxy =
        ScriptedServer.playing(
            peer -> {
              String request = peer.readRequest();
              assertThat(request).startsWith("CONNECT unknown.invalid:80 HTTP/1.1\r\n");
              assertThat(request).containsIgnoringCase("proxy-authorization: Basic dTpw\r\n");
              peer.write("HTTP/1.1 103 Early Hints\r\n\r\n");
              peer.write("HTTP/1.1 201 Created\r\nContent-Length: 7\r\n\r\n");
              greet(peer);
            })) {
      Proxy via = Proxy.parse("http://u:p@127.0.0.1:" + proxy.port());
      assertThat(via).hasToString("http://127.0.0.1:" + proxy.port());
      Closing closing =
          talk(URI.create("ws://unknown.invalid/"), new Route(Tls.PLATFORM, via, null));
      assertThat(closing.reason()).isEqualTo("hello over here");
    }
  }

  @Test
  void socksProxyIsAskedForTheHostByName() throws Exception {
    try (var proxy =
        ScriptedServer.playing(
            peer -> {
              assertThat(peer.readBytes(3)).isEqualTo("\5\1\0");
              peer.write("\5\0");
              assertThat(peer.readBytes(5 + 15 + 2)).isEqualTo("\5\1\0\3\17unknown.invalid\0\120");
              peer.write("\5\0\0\1\0\0\0\0\0\0");
              greet(peer);
            })) {
      Proxy via = Proxy.parse("socks5://127.0.0.1:" + proxy.port());
      Closing closing =
          talk(URI.create("ws://unknown.invalid/"), new Route(Tls.PLATFORM, via, null));
      assertThat(closing.reason()).isEqualTo("hello over here");
    }
  }

  private static ServerSocket listen(boolean secure) throws IOException {
    InetAddress loopback = InetAddress.getLoopbackAddress();
    return secure
        ? serverSide.getServerSocketFactory().createServerSocket(0, 1, loopback)
        : new ServerSocket(0, 1, loopback);
  }

  private static CompletableFuture<Void> serve(
      ServerSocket listening, ScriptedServer.Script script) {
    return CompletableFuture.runAsync(
        () -> {
          try (Socket socket = listening.accept()) {
            script.play(new Peer(socket));
          } catch (IOException refusedByTheClient) {
            throw new java.io.UncheckedIOException(refusedByTheClient);
          }
        },
        task -> new Thread(task, "scripted-peer").start());
  }
}
