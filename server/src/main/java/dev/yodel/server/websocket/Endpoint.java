package dev.yodel.server.websocket;

import io.netty.channel.ChannelHandler;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketServerProtocolConfig;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A path that accepts upgrades, and what serves them there.
 *
 * @param name what logs and metrics call it
 * @param subprotocol the one it speaks; {@link #ANY} selects the first offered; null serves peers
 *     that offer none
 * @param protocol built once for all connections of the endpoint
 * @param handlers called before the upgrade is granted
 */
public record Endpoint(
    String name,
    String path,
    @Nullable String subprotocol,
    WebSocketServerProtocolConfig protocol,
    Handlers handlers) {

  /** The name of the echo's endpoints. */
  public static final String ECHO = "echo";

  /** The name of the plain dialect's endpoint. */
  public static final String RELAY = "relay";

  /** The name of the JSON dialect's endpoint. */
  public static final String CHAT = "chat";

  /** Every subprotocol: the first offered is selected. */
  public static final String ANY = "*";

  /** Makes the handlers of one connection. */
  @FunctionalInterface
  public interface Handlers {

    /**
     * The handlers that stand behind the protocol handler once the upgrade is granted.
     *
     * @throws Refusal if the request asks for what the endpoint cannot do
     */
    List<ChannelHandler> of(Upgrade upgrade);
  }

  /** An endpoint with its protocol settings. */
  public static Endpoint of(
      String name, String path, @Nullable String subprotocol, int maxFrame, Handlers handlers) {
    WebSocketDecoderConfig decoder =
        WebSocketDecoderConfig.newBuilder()
            .maxFramePayloadLength(maxFrame)
            .withUTF8Validator(false)
            .build();
    WebSocketServerProtocolConfig protocol =
        WebSocketServerProtocolConfig.newBuilder()
            .websocketPath("/")
            .checkStartsWith(true)
            .subprotocols(subprotocol)
            .handleCloseFrames(false)
            .sendCloseFrame(null)
            .dropPongFrames(false)
            .decoderConfig(decoder)
            .build();
    return new Endpoint(name, path, subprotocol, protocol, handlers);
  }
}
