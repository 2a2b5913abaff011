package dev.yodel.crash;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** A connection of the JDK's own WebSocket client: whole text frames, until it ends. */
final class Socket implements AutoCloseable, WebSocket.Listener {

  private final BlockingQueue<byte[]> frames = new LinkedBlockingQueue<>();
  private final StringBuilder part = new StringBuilder();
  private @Nullable WebSocket webSocket;
  private CompletableFuture<?> sending = CompletableFuture.completedFuture(null);
  private volatile boolean ended;

  private Socket() {}

  static Socket open(URI address)
      throws InterruptedException, ExecutionException, TimeoutException {
    Socket socket = new Socket();
    socket.webSocket =
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .subprotocols("yodel.v1.json")
            .buildAsync(address, socket)
            .get(20, TimeUnit.SECONDS);
    return socket;
  }

  /** Sends after what was sent before; what cannot be sent is lost with the connection. */
  void send(byte[] utf8) {
    String text = new String(utf8, StandardCharsets.UTF_8);
    WebSocket open = webSocket;
    if (open != null) {
      sending = sending.handle((done, failed) -> open.sendText(text, true)).thenCompose(f -> f);
    }
  }

  /** The next frame, null when none came in time. */
  byte @Nullable [] receive(long millis) throws InterruptedException {
    return frames.poll(millis, TimeUnit.MILLISECONDS);
  }

  /** Whether more may come. */
  boolean isOpen() {
    return !ended || !frames.isEmpty();
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      frames.add(part.toString().getBytes(StandardCharsets.UTF_8));
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    ended = true;
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    ended = true;
  }

  @Override
  public void close() {
    WebSocket open = webSocket;
    if (open != null) {
      open.abort();
    }
  }
}
