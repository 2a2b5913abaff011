package dev.yodel.conformance;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Java's own client in one conversation of the cookbook. */
final class JavaClient implements WebSocket.Listener {

  private static final int WAIT_SECONDS = 8;
  private static final int SHOWN = 20;

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final StringBuilder message = new StringBuilder();
  private final boolean closes;

  private JavaClient(boolean closes) {
    this.closes = closes;
  }

  static String react(String url) {
    JavaClient client = new JavaClient(!url.matches(".*(close|reset|half).*"));
    HttpClient.newHttpClient()
        .newWebSocketBuilder()
        .connectTimeout(Duration.ofSeconds(2))
        .buildAsync(URI.create(url), client)
        .whenComplete(client::onHandshake);
    return client.seen();
  }

  private String seen() {
    try {
      if (!ended.await(WAIT_SECONDS, TimeUnit.SECONDS)) {
        seen.add("nothing more");
      }
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return String.join(", ", seen);
  }

  private void onHandshake(@Nullable WebSocket socket, @Nullable Throwable failure) {
    if (failure != null) {
      Throwable cause = failure.getCause() == null ? failure : failure.getCause();
      seen.add(cause.getClass().getSimpleName() + ": " + cause.getMessage());
      ended.countDown();
    }
  }

  @Override
  public void onOpen(WebSocket socket) {
    seen.add("open");
    socket.sendText("hello", true);
    socket.request(1);
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
    message.append(part);
    if (last) {
      seen.add(message.length() > SHOWN ? message.length() + " bytes" : message.toString());
      message.setLength(0);
      if (closes) {
        socket.sendClose(1000, "");
      }
    }
    socket.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
    seen.add(("close " + code + " " + reason).strip());
    ended.countDown();
    return null;
  }

  @Override
  public void onError(WebSocket socket, Throwable error) {
    seen.add(error.getClass().getSimpleName() + ": " + error.getMessage());
    ended.countDown();
  }
}
