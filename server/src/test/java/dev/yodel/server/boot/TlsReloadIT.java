package dev.yodel.server.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.yodel.server.LeakWatch;
import dev.yodel.server.tls.Pairs;
import dev.yodel.server.tls.TlsFiles;
import dev.yodel.server.websocket.RawPeer;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Certificates that change while connections stay, clients that show theirs, peers that wait. */
@ExtendWith(LeakWatch.class)
class TlsReloadIT {

  private static final X509Bundle FIRST = Pairs.local("first");
  private static final X509Bundle SECOND = Pairs.local("second");
  private static final X509Bundle CLIENT = Pairs.local("client");

  /** Of the same name, so that a client shows it where the other is asked for. */
  private static final X509Bundle IMPOSTOR = Pairs.local("client");

  private static final Duration SOON = Duration.ofMillis(20);
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @TempDir private Path folder;

  private final Logger logger = (Logger) LoggerFactory.getLogger(TlsReload.class);
  private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

  @BeforeEach
  void listen() {
    logged.start();
    logger.addAppender(logged);
  }

  @AfterEach
  void listenNoMore() {
    logger.detachAppender(logged);
  }

  private List<String> errors() {
    return List.copyOf(logged.list).stream().map(ILoggingEvent::getFormattedMessage).toList();
  }

  private static Server start(TlsFiles files, Duration reload) throws IOException {
    TlsConfig tls = new TlsConfig(files, reload, null);
    return Server.start(ServerConfig.defaults().withPort(0).with(tls));
  }

  private static SSLSocket connect(Server server, X509Bundle trusted, @Nullable X509Bundle shown)
      throws Exception {
    return connect(server.port(), trusted, shown);
  }

  private static SSLSocket connect(int port, X509Bundle trusted, @Nullable X509Bundle shown)
      throws Exception {
    SSLContext context = Pairs.client(trusted, shown);
    InetAddress here = InetAddress.getLoopbackAddress();
    return (SSLSocket) context.getSocketFactory().createSocket(here, port);
  }

  private static boolean presents(Server server, X509Bundle pair) throws Exception {
    return presents(server.port(), pair);
  }

  private static boolean presents(int port, X509Bundle pair) throws Exception {
    try (SSLSocket socket = connect(port, pair, null)) {
      socket.startHandshake();
      return true;
    } catch (SSLHandshakeException another) {
      return false;
    }
  }

  @Test
  void hangupLoadsTheRenewedPair() throws Exception {
    TlsFiles files = Pairs.write(FIRST, folder);
    try (ServerProgram program =
        ServerProgram.start(
            "--port=0",
            "--tls-reload=0s",
            "--tls-cert=" + files.certificate(),
            "--tls-key=" + files.key())) {
      int port = program.port();
      try (RawPeer old = new RawPeer(connect(port, FIRST, null))) {
        old.send(RawPeer.upgrade("/echo")).until("\r\n\r\n");
        Pairs.write(SECOND, folder);
        program.hangUp();
        await().atMost(PATIENCE).until(() -> presents(port, SECOND));
        assertThat(old.send(RawPeer.frame(0x81, "still here")).until("here"))
            .endsWith("still here");
      }
    }
  }

  /** By looking at the files, or by being told, which is what SIGHUP does. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aRenewedCertificateIsShownToNewConnectionsAndOldOnesStay(boolean looks) throws Exception {
    TlsFiles files = Pairs.write(FIRST, folder);
    try (Server server = start(files, looks ? SOON : Duration.ZERO);
        RawPeer old = new RawPeer(connect(server, FIRST, null))) {
      old.send(RawPeer.upgrade("/echo")).until("\r\n\r\n");

      Pairs.write(SECOND, folder);
      if (!looks) {
        assertThat(presents(server, SECOND)).isFalse();
        server.reload();
      }

      await().atMost(PATIENCE).until(() -> presents(server, SECOND));
      assertThat(presents(server, FIRST)).isFalse();
      assertThat(old.send(RawPeer.frame(0x81, "still here")).until("here"))
          .isEqualTo("\u0081\12still here");
    }
  }

  @Test
  void aBrokenPairIsAnErrorInTheLogAndTheOldOneStays() throws Exception {
    TlsFiles files = Pairs.write(FIRST, folder);
    try (Server server = start(files, SOON)) {
      Files.writeString(files.key(), SECOND.getPrivateKeyPEM());

      await().atMost(PATIENCE).until(() -> !errors().isEmpty());
      assertThat(errors().get(0)).contains("not loaded", "key.pem: not the key of the certificate");
      assertThat(presents(server, FIRST)).isTrue();
      await().during(SOON.multipliedBy(10)).until(() -> errors().size() == 1);

      Pairs.write(SECOND, folder);
      await().atMost(PATIENCE).until(() -> presents(server, SECOND));
    }
  }

  /** As after a chmod, which changes nothing that one can see of a file. */
  @Test
  void whatCouldNotBeLoadedIsTriedAgain() throws Exception {
    TlsFiles files = Pairs.write(FIRST, folder);
    FileTime time = FileTime.fromMillis(1_000_000_000);
    try (Server server = start(files, SOON)) {
      Files.writeString(files.certificate(), SECOND.getCertificatePEM());
      Files.writeString(files.key(), SECOND.getPrivateKeyPEM().replaceAll("[A-Z]", "!"));
      Files.setLastModifiedTime(files.key(), time);
      await().atMost(PATIENCE).until(() -> !errors().isEmpty());

      String stamp = files.stamp();
      Files.writeString(files.key(), SECOND.getPrivateKeyPEM());
      Files.setLastModifiedTime(files.key(), time);
      assertThat(files.stamp()).isEqualTo(stamp);
      await().atMost(PATIENCE).until(() -> presents(server, SECOND));
    }
  }

  @Test
  void whoAsksForALoadIsToldEachTimeThatItFailed() throws Exception {
    TlsFiles files = Pairs.write(FIRST, folder);
    try (Server server = start(files, Duration.ZERO)) {
      Files.delete(files.key());
      server.reload();
      server.reload();
      await().atMost(PATIENCE).until(() -> errors().size() == 2);
    }
  }

  @Test
  void theStartFailsWithTheFileThatCannotBeUsed() {
    TlsFiles nowhere = new TlsFiles(Path.of("nowhere.pem"), Path.of("key.pem"), null, false);
    TlsConfig tls = new TlsConfig(nowhere, Duration.ZERO, null);
    assertThatThrownBy(() -> Server.start(ServerConfig.defaults().withPort(0).with(tls)).close())
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nowhere.pem");
  }

  private Server demanding(boolean required) throws IOException {
    TlsFiles pair = Pairs.write(FIRST, folder);
    Path authority = Files.writeString(folder.resolve("ca.pem"), CLIENT.getCertificatePEM());
    TlsFiles files = new TlsFiles(pair.certificate(), pair.key(), authority, required);
    return start(files, Duration.ZERO);
  }

  private static String page(Server server, @Nullable X509Bundle shown) throws Exception {
    try (RawPeer peer = new RawPeer(connect(server, FIRST, shown))) {
      return peer.send("GET /health/live HTTP/1.1\r\nHost: localhost\r\n\r\n").until("live\n");
    }
  }

  @Test
  void aClientHasToShowACertificateThatIsVouchedFor() throws Exception {
    try (Server server = demanding(true)) {
      assertThat(page(server, CLIENT)).startsWith("HTTP/1.1 200 ");
      assertThatThrownBy(() -> page(server, null)).isInstanceOf(IOException.class);
      assertThatThrownBy(() -> page(server, IMPOSTOR)).isInstanceOf(IOException.class);
    }
  }

  @Test
  void aClientMayShowNoneWhereItIsOptional() throws Exception {
    try (Server server = demanding(false)) {
      assertThat(page(server, CLIENT)).startsWith("HTTP/1.1 200 ");
      assertThat(page(server, null)).startsWith("HTTP/1.1 200 ");
      assertThatThrownBy(() -> page(server, IMPOSTOR)).isInstanceOf(IOException.class);
    }
  }

  /** Silence, half a record's head, and a handshake that stops in its middle. */
  @ParameterizedTest
  @ValueSource(strings = {"", "\26\3\1", "\26\3\1\0\100\1\0\0\74\3\3"})
  void aHandshakeThatDoesNotEndIsEnded(String beginning) throws Exception {
    ServerConfig defaults = ServerConfig.defaults().withPort(0);
    Duration brief = Duration.ofMillis(300);
    ServerConfig config =
        defaults
            .with(
                new ServerConfig.Timeouts(
                    brief, PATIENCE, PATIENCE, defaults.timeouts().drain(), PATIENCE))
            .with(new TlsConfig(Pairs.write(FIRST, folder), Duration.ZERO, null));
    try (Server server = Server.start(config);
        RawPeer peer = new RawPeer(server.port())) {
      peer.send(beginning);
      assertThat(peer.toEnd()).doesNotContain("reset");
    }
  }
}
