package dev.yodel.client.terminal;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** Writes every message to a file that {@code yodel replay} reads: one JSON object a line. */
final class Recording implements Events {

  private static final long NANOS_PER_MILLI = 1_000_000;

  private final Printer file;
  private final LongSupplier nanoTime;
  private final long startNanos;

  Recording(Printer file, LongSupplier nanoTime) {
    this.file = file;
    this.nanoTime = nanoTime;
    this.startNanos = nanoTime.getAsLong();
  }

  @Override
  public void text(String text) {
    write(false, "text", text);
  }

  @Override
  public void binary(byte[] bytes) {
    write(false, "base64", Base64.getEncoder().encodeToString(bytes));
  }

  @Override
  public void awaitRoom() throws InterruptedException {
    file.awaitRoom();
  }

  @Override
  public void sent(boolean binary, byte[] bytes) {
    if (binary) {
      write(true, "base64", Base64.getEncoder().encodeToString(bytes));
    } else {
      write(true, "text", new String(bytes, StandardCharsets.UTF_8));
    }
  }

  private void write(boolean sent, String field, String value) {
    Map<String, Object> line = new LinkedHashMap<>();
    line.put("atMs", (nanoTime.getAsLong() - startNanos) / NANOS_PER_MILLI);
    line.put("sent", sent);
    line.put(field, value);
    file.line(Escape.json(line).getBytes(StandardCharsets.UTF_8));
  }
}
