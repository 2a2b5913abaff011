package dev.yodel.client;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * One open WebSocket connection. Safe to use from any thread; nothing here blocks.
 *
 * <p>What is sent from one thread arrives in that order. A future of a send settles when the bytes
 * are with the operating system; sending on while {@link #isWritable} is false costs memory, so a
 * fast sender waits for its futures or for {@link WebSocketListener#onWritable}.
 */
public final class WebSocketConnection {

  private static final int MAX_CONTROL_PAYLOAD = 125;
  private static final int MAX_REASON = 123;

  private final Channel channel;
  private final ConnectOptions options;
  private final Pings pings;
  private final MeterHandler wire;
  private final MeterHandler plain;
  private final CompletableFuture<Closing> closed = new CompletableFuture<>();
  private volatile @Nullable String subprotocol;
  private volatile List<Header> headers = List.of();

  WebSocketConnection(
      Channel channel, ConnectOptions options, MeterHandler wire, MeterHandler plain) {
    this.wire = wire;
    this.plain = plain;
    this.channel = channel;
    this.options = options;
    this.pings = new Pings(channel);
  }

  /** What the connection was opened with. */
  public ConnectOptions options() {
    return options;
  }

  /** The subprotocol that the server chose of those offered. */
  public Optional<String> subprotocol() {
    return Optional.ofNullable(subprotocol);
  }

  /** The header fields of the server's answer. */
  public List<Header> headers() {
    return headers;
  }

  /** Sends a text message. */
  public CompletableFuture<Void> sendText(String text) {
    return send(new TextWebSocketFrame(text));
  }

  /** Sends a binary message; the array must not change until the future settles. */
  public CompletableFuture<Void> sendBinary(byte[] bytes) {
    return send(new BinaryWebSocketFrame(Unpooled.wrappedBuffer(bytes)));
  }

  /**
   * Sends a message whose bytes are in a buffer, which is released afterwards. That it could not be
   * sent is heard from {@link WebSocketListener#onClose} only.
   */
  public void send(ByteBuf bytes, boolean text) {
    channel.writeAndFlush(text ? new TextWebSocketFrame(bytes) : new BinaryWebSocketFrame(bytes));
  }

  /** Sends a ping of its own kind; settles with the round trip when its pong comes. */
  public CompletableFuture<Duration> ping() {
    return pings.send();
  }

  /** Sends a ping with a payload of at most 125 bytes. */
  public CompletableFuture<Void> ping(byte[] payload) {
    return send(new PingWebSocketFrame(control(payload)));
  }

  /** Sends a pong that nobody asked for, with a payload of at most 125 bytes. */
  public CompletableFuture<Void> pong(byte[] payload) {
    return send(new PongWebSocketFrame(control(payload)));
  }

  /** Whether sending keeps up: false while more than 64 KiB wait to be written. */
  public boolean isWritable() {
    return channel.isWritable();
  }

  /** Stops reading; what was read already is still delivered. Pings go unanswered meanwhile. */
  public void pause() {
    read(false);
  }

  /** Reads on. */
  public void resume() {
    read(true);
  }

  void read(boolean on) {
    channel.config().setAutoRead(on);
  }

  /** Closes with 1000. */
  public CompletableFuture<Closing> close() {
    return close(1000, "");
  }

  /**
   * Starts the closing handshake; messages still come until the peer's answer. The second call does
   * nothing.
   *
   * @param code 1000 to 1003, 1007 to 1014 or 3000 to 4999 (RFC 6455 section 7.4)
   * @param reason at most 123 bytes of UTF-8
   * @return {@link #closed}
   */
  public CompletableFuture<Closing> close(int code, String reason) {
    if (!ClosingHandshake.isValid(code)) {
      throw new IllegalArgumentException(
          "close code: " + code + " (expected: 1000 to 1003, 1007 to 1014 or 3000 to 4999)");
    }
    int length = reason.getBytes(StandardCharsets.UTF_8).length;
    if (length > MAX_REASON) {
      throw new IllegalArgumentException(
          "close reason: " + length + " bytes (expected: at most " + MAX_REASON + ")");
    }
    send(new CloseWebSocketFrame(code, reason));
    return closed();
  }

  /**
   * Ends the sending direction of the TCP connection: nothing can be sent any more, not even Close.
   */
  public void shutdownOutput() {
    ((SocketChannel) channel).shutdownOutput();
  }

  /** How much has travelled so far. */
  public Traffic traffic() {
    return new Traffic(wire.sent(), plain.sent(), wire.received(), plain.received());
  }

  /** Drops the connection without a Close frame. */
  public void abort() {
    channel.close();
  }

  /** Settles when the connection has ended and the listener knows. */
  public CompletableFuture<Closing> closed() {
    return closed.copy();
  }

  void opened(@Nullable String chosen, List<Header> answer) {
    subprotocol = chosen;
    headers = List.copyOf(answer);
  }

  void ended(Closing closing) {
    pings.fail();
    closed.complete(closing);
  }

  Pings pings() {
    return pings;
  }

  private CompletableFuture<Void> send(WebSocketFrame frame) {
    var sent = new CompletableFuture<Void>();
    ChannelFuture written = channel.writeAndFlush(frame);
    written.addListener(
        done -> {
          if (done.isSuccess()) {
            sent.complete(null);
          } else {
            sent.completeExceptionally(done.cause());
          }
        });
    return sent;
  }

  private static ByteBuf control(byte[] payload) {
    if (payload.length > MAX_CONTROL_PAYLOAD) {
      throw new IllegalArgumentException(
          "payload: " + payload.length + " bytes (expected: at most " + MAX_CONTROL_PAYLOAD + ")");
    }
    return Unpooled.wrappedBuffer(payload);
  }
}
