package dev.yodel.server.websocket.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.yodel.server.boot.GuardConfig;
import dev.yodel.server.boot.Server;
import dev.yodel.server.boot.ServerConfig;
import dev.yodel.server.boot.Transport;
import dev.yodel.server.guard.ShedMarks;
import dev.yodel.server.lab.LabMode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** One server for all tests of a class. */
final class LabServer implements BeforeAllCallback, AfterAllCallback {

  /** With every buffer watched, on a busy machine, a flood makes a loop late by seconds. */
  private static final ShedMarks NEVER_LATE = new ShedMarks(0, Duration.ofHours(1));

  private final LabMode mode;
  private final Transport.Choice transport;
  private @Nullable Server server;

  LabServer(LabMode mode) {
    this(mode, Transport.Choice.NIO);
  }

  LabServer(LabMode mode, Transport.Choice transport) {
    this.mode = mode;
    this.transport = transport;
  }

  @Override
  public void beforeAll(ExtensionContext context) throws IOException {
    server =
        Server.start(
            ServerConfig.defaults()
                .withPort(0)
                .withTransport(transport)
                .with(mode)
                .with(GuardConfig.defaults().with(NEVER_LATE)));
  }

  @Override
  public void afterAll(ExtensionContext context) {
    Objects.requireNonNull(server).close();
  }

  RawPeer ask(String target, String... headers) throws IOException {
    return RawPeer.ask(Objects.requireNonNull(server).port(), target, headers);
  }

  RawPeer open(String query, String... headers) throws IOException {
    RawPeer peer = ask("/echo?" + query, headers);
    assertThat(peer.status).isEqualTo("HTTP/1.1 101 Switching Protocols");
    return peer;
  }

  /** What comes back for a query and the texts sent, up to so many frames; the same twice. */
  List<String> twice(String query, int frames, String... texts) throws IOException {
    List<String> first = once(query, frames, texts);
    assertThat(once(query, frames, texts)).isEqualTo(first);
    return first;
  }

  private List<String> once(String query, int frames, String... texts) throws IOException {
    try (RawPeer peer = open(query)) {
      for (String text : texts) {
        peer.text(text);
      }
      return new ArrayList<>(peer.next(frames));
    }
  }
}
