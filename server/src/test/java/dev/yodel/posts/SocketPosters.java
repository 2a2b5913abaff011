package dev.yodel.posts;

import dev.yodel.protocol.ClientMessage;
import dev.yodel.protocol.Limits;
import dev.yodel.protocol.MessageCodec;
import dev.yodel.protocol.RoomName;
import dev.yodel.protocol.RoomStart;
import dev.yodel.protocol.UserName;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Clients that post over sockets, each with one post on its way, in a room of its own. */
final class SocketPosters implements AutoCloseable {

  private static final String TEXT = "some words of a message ".repeat(8);

  private final MessageCodec codec = new MessageCodec(Limits.DEFAULT);
  private final HttpClient http = HttpClient.newHttpClient();
  private final List<WebSocket> sockets = new ArrayList<>();
  private final AtomicInteger answered = new AtomicInteger();
  private final CompletableFuture<Void> failed = new CompletableFuture<>();

  static double postsPerSecond(URI server, int clients, long millis) throws Exception {
    try (SocketPosters posters = new SocketPosters()) {
      for (int i = 0; i < clients; i++) {
        posters.connect(server, i);
      }
      pause(millis / 4); // so that all are in their rooms and the code is compiled
      long start = System.nanoTime();
      int before = posters.answered.get();
      pause(millis);
      double perSecond = (posters.answered.get() - before) * 1e9 / (System.nanoTime() - start);
      posters.failed.getNow(null);
      return perSecond;
    }
  }

  private static void pause(long millis) throws InterruptedException {
    new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
  }

  private void connect(URI server, int number) throws Exception {
    RoomName room = new RoomName("room" + number);
    Poster poster = new Poster(room);
    WebSocket socket =
        http.newWebSocketBuilder()
            .subprotocols(MessageCodec.SUBPROTOCOL)
            .buildAsync(server, poster)
            .get(20, TimeUnit.SECONDS);
    sockets.add(socket);
    List<RoomStart> rooms = List.of(RoomStart.atHead(room));
    UserName name = new UserName("Poster " + number);
    poster.send(socket, new ClientMessage.Hello("h", name, null, null, rooms));
  }

  /** Posts when it is in its room, and again whenever it is answered. */
  private final class Poster implements WebSocket.Listener {
    private final RoomName room;
    private CompletableFuture<WebSocket> sent = CompletableFuture.completedFuture(null);
    private final StringBuilder message = new StringBuilder();
    private int posts;

    private Poster(RoomName room) {
      this.room = room;
    }

    /** Behind what was sent before: the JDK refuses a message while another is being written. */
    private synchronized void send(WebSocket socket, ClientMessage message) {
      String text = new String(codec.write(message), StandardCharsets.UTF_8);
      sent = sent.thenCompose(before -> socket.sendText(text, true));
      sent.exceptionally(
          failure -> {
            failed.completeExceptionally(failure);
            return null;
          });
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence frame, boolean last) {
      message.append(frame);
      from.request(1);
      if (last) {
        onMessage(from, message.toString());
        message.setLength(0);
      }
      return null;
    }

    private void onMessage(WebSocket from, String text) {
      if (text.startsWith("{\"type\":\"error\"")) {
        failed.completeExceptionally(new IllegalStateException(text));
      }
      boolean ok = text.startsWith("{\"type\":\"ok\"");
      if (ok) {
        answered.incrementAndGet();
      }
      if (ok || text.startsWith("{\"type\":\"live\"")) {
        posts++;
        send(from, new ClientMessage.Post("p", room, "p" + posts, TEXT, null));
      }
    }
  }

  @Override
  public void close() {
    sockets.forEach(WebSocket::abort);
  }
}
