package dev.yodel.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A conversation of the JDK's own WebSocket client: whole messages in order, and the close. */
final class Listener implements WebSocket.Listener {

  private static final int SECONDS = 30;

  private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
  private final CompletableFuture<Integer> closed = new CompletableFuture<>();
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder binary = new StringBuilder();
  private @Nullable WebSocket socket;

  void use(WebSocket opened) {
    socket = opened;
  }

  private WebSocket socket() {
    if (socket == null) {
      throw new IllegalStateException("not dialled yet");
    }
    return socket;
  }

  void send(String message) {
    socket().sendText(message, true).join();
  }

  void send(byte[] message) {
    socket().sendBinary(ByteBuffer.wrap(message), true).join();
  }

  /** The next message: text as it is, bytes in hexadecimal digits behind {@code binary}. */
  String next() throws InterruptedException {
    String message = messages.poll(SECONDS, TimeUnit.SECONDS);
    assertThat(message).as("a message within %d s", SECONDS).isNotNull();
    return message;
  }

  void close(int code, String reason) {
    socket().sendClose(code, reason).join();
  }

  /** The code of the peer's close frame. */
  int closeCode() throws Exception {
    return closed.get(SECONDS, TimeUnit.SECONDS);
  }

  /** Says 1000, wants to hear 1000, and nothing that nobody asked for. */
  void closeNormally() throws Exception {
    close(WebSocket.NORMAL_CLOSURE, "");
    assertThat(closeCode()).isEqualTo(WebSocket.NORMAL_CLOSURE);
    assertThat(messages).isEmpty();
  }

  void abort() {
    socket().abort();
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
    text.append(data);
    if (last) {
      messages.add(text.toString());
      text.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onBinary(WebSocket from, ByteBuffer data, boolean last) {
    byte[] bytes = new byte[data.remaining()];
    data.get(bytes);
    binary.append(HexFormat.of().formatHex(bytes));
    if (last) {
      messages.add("binary " + binary);
      binary.setLength(0);
    }
    from.request(1);
    return null;
  }

  @Override
  public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
    closed.complete(code);
    return null;
  }

  @Override
  public void onError(WebSocket from, Throwable error) {
    closed.completeExceptionally(error);
  }
}
