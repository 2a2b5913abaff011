package dev.yodel.server.rooms;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The JDK's WebSocket client, one message at a time. */
public final class Talker implements WebSocket.Listener, AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final BlockingQueue<String> texts = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder part = new StringBuilder();
  private WebSocket socket;

  private Talker() {}

  /** Connects; the subprotocol is asked for unless it is empty. */
  public static Talker connect(URI uri, String subprotocol) throws Exception {
    WebSocket.Builder builder = HttpClient.newHttpClient().newWebSocketBuilder();
    if (!subprotocol.isEmpty()) {
      builder.subprotocols(subprotocol);
    }
    return connect(uri, builder);
  }

  /** Connects to a plain dialect with a token in the header. */
  public static Talker connectAs(URI uri, String token) throws Exception {
    return connect(
        uri,
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .header("Authorization", "Bearer " + token));
  }

  /** Connects to a subprotocol with a token in the header. */
  public static Talker connectAs(URI uri, String token, String subprotocol) throws Exception {
    return connect(
        uri,
        HttpClient.newHttpClient()
            .newWebSocketBuilder()
            .subprotocols(subprotocol)
            .header("Authorization", "Bearer " + token));
  }

  private static Talker connect(URI uri, WebSocket.Builder builder) throws Exception {
    Talker talker = new Talker();
    talker.socket = builder.buildAsync(uri, talker).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return talker;
  }

  /** Sends a text and waits until it left. */
  public void say(String text) throws Exception {
    socket.sendText(text, true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Sends bytes and waits until they left. */
  public void sayBytes(byte... bytes) throws Exception {
    socket.sendBinary(ByteBuffer.wrap(bytes), true).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** Sends a close frame and does not wait for the answer. */
  public void sayGoodbye() throws Exception {
    socket.sendClose(WebSocket.NORMAL_CLOSURE, "").get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  /** The next text. */
  public String hear() throws Exception {
    String text = texts.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    if (text == null) {
      throw new AssertionError("nothing came; closed: " + closed);
    }
    return text;
  }

  /** Whether nothing came that was not heard. */
  public boolean isQuiet() {
    return texts.isEmpty();
  }

  /** The code that the server closed with. */
  public int closeCode() throws Exception {
    return closed.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  @Override
  public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    part.append(data);
    if (last) {
      texts.add(part.toString());
      part.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.completeExceptionally(error);
  }

  @Override
  public void close() {
    socket.abort();
  }
}
