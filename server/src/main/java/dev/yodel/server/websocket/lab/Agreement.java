package dev.yodel.server.websocket.lab;

import dev.yodel.server.lab.AnswerKnobs;
import dev.yodel.server.lab.Compression;
import dev.yodel.server.lab.ConnectionKnobs;
import dev.yodel.server.lab.Experiment;
import dev.yodel.server.metrics.Why;
import dev.yodel.server.websocket.Refusal;
import dev.yodel.server.websocket.Upgrade;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionDecoder;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketExtensionUtil;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketServerExtension;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the handshake of a lab connection agrees on.
 *
 * @param subprotocol null for none
 * @param deflate null for no compression
 */
record Agreement(@Nullable String subprotocol, @Nullable WebSocketServerExtension deflate) {

  private static final int LEVEL = 6;
  private static final int WINDOW_BITS = 15;
  private static final String NONE = "none";

  /**
   * Agrees.
   *
   * @throws Refusal if a knob wants what the request does not offer
   */
  static Agreement on(Experiment experiment, Upgrade upgrade, int maxMessage) {
    return new Agreement(
        experiment
            .get(ConnectionKnobs.SUBPROTOCOL)
            .map(wanted -> selected(wanted, upgrade))
            .orElse(new Selection(upgrade.subprotocol()))
            .name(),
        deflate(experiment, upgrade, maxMessage));
  }

  private record Selection(@Nullable String name) {}

  private static Selection selected(String wanted, Upgrade upgrade) {
    if (wanted.equals(NONE)) {
      return new Selection(null);
    }
    boolean offered =
        upgrade.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_PROTOCOL).stream()
            .flatMap(line -> Arrays.stream(line.split(",", -1)))
            .anyMatch(name -> name.trim().equals(wanted));
    if (!offered) {
      throw Refusal.badRequest(
          Why.LAB,
          "subprotocol: \"" + wanted + "\" (expected: one that the request offers, or none)");
    }
    return new Selection(wanted);
  }

  private static @Nullable WebSocketServerExtension deflate(
      Experiment experiment, Upgrade upgrade, int maxMessage) {
    Compression wanted = experiment.get(AnswerKnobs.COMPRESS).orElse(Compression.OFF);
    if (wanted == Compression.OFF) {
      return null;
    }
    var handshaker =
        new PerMessageDeflateServerExtensionHandshaker(
            LEVEL, false, WINDOW_BITS, true, true, maxMessage);
    List<String> offers = upgrade.headers().getAll(HttpHeaderNames.SEC_WEBSOCKET_EXTENSIONS);
    return offers.stream()
        .flatMap(line -> WebSocketExtensionUtil.extractExtensions(line).stream())
        .flatMap(offer -> Stream.ofNullable(handshaker.handshakeExtension(offer)))
        .findFirst()
        .orElseThrow(
            () ->
                Refusal.badRequest(
                    Why.LAB,
                    "compress: \""
                        + wanted.name().toLowerCase(Locale.ROOT)
                        + "\" (expected: together with an offer of permessage-deflate in"
                        + " Sec-WebSocket-Extensions)"));
  }

  /** The header that accepts the extension, null if there is none. */
  @Nullable String extensions() {
    if (deflate == null) {
      return null;
    }
    var accepted = deflate.newReponseData();
    StringBuilder header = new StringBuilder(accepted.name());
    accepted
        .parameters()
        .forEach(
            (name, value) ->
                header.append("; ").append(name).append(value == null ? "" : "=" + value));
    return header.toString();
  }

  /** What inflates the peer's messages. */
  WebSocketExtensionDecoder decoder() {
    return Objects.requireNonNull(deflate).newExtensionDecoder();
  }
}
