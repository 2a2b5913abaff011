package dev.yodel.client.terminal;

import dev.yodel.client.Closing;
import dev.yodel.client.ConnectFailure;
import dev.yodel.client.ConnectionState.Waiting;
import dev.yodel.client.Header;
import dev.yodel.client.WebSocketConnection;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes every event to standard output as one JSON object a line. */
final class JsonEvents implements Events {

  private static final double NANOS_PER_MILLI = 1e6;

  private final Printer printer;
  private final InstantSource clock;

  JsonEvents(Printer printer, InstantSource clock) {
    this.printer = printer;
    this.clock = clock;
  }

  @Override
  public void opened(WebSocketConnection connection) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("url", connection.options().uri().toString());
    connection.subprotocol().ifPresent(name -> fields.put("subprotocol", name));
    write("open", fields);
  }

  @Override
  public void text(String text) {
    write("text", Map.of("text", text));
  }

  @Override
  public void binary(byte[] bytes) {
    write("binary", Map.of("base64", Base64.getEncoder().encodeToString(bytes)));
  }

  @Override
  public void ping(byte[] payload) {
    write("ping", Map.of("base64", Base64.getEncoder().encodeToString(payload)));
  }

  @Override
  public void roundTrip(Duration roundTrip) {
    write("pong", Map.of("rttMs", roundTrip.toNanos() / NANOS_PER_MILLI));
  }

  @Override
  public void pong(byte[] payload) {
    write("pong", Map.of("base64", Base64.getEncoder().encodeToString(payload)));
  }

  @Override
  public void waiting(Waiting waiting) {
    write("waiting", ordered("until", waiting.until().toString(), "why", waiting.why()));
  }

  @Override
  public void closed(WebSocketConnection connection, Closing closing) {
    Map<String, Object> fields = ordered("code", closing.code(), "reason", closing.reason());
    fields.put("cause", closing.cause().name());
    write("close", fields);
  }

  @Override
  public void failed(ConnectFailure failure) {
    Map<String, Object> fields =
        ordered("kind", failure.kind().name(), "message", String.valueOf(failure.getMessage()));
    failure
        .refusal()
        .ifPresent(
            refusal -> {
              fields.put("status", refusal.status());
              fields.put("headers", refusal.headers().stream().map(Header::toString).toList());
              fields.put("body", refusal.body());
            });
    write("failed", fields);
  }

  @Override
  public void awaitRoom() throws InterruptedException {
    printer.awaitRoom();
  }

  @Override
  public void sent(boolean binary, byte[] bytes) {
    if (binary) {
      write("sent", Map.of("base64", Base64.getEncoder().encodeToString(bytes)));
    } else {
      write("sent", Map.of("text", new String(bytes, StandardCharsets.UTF_8)));
    }
  }

  private void write(String event, Map<String, ?> fields) {
    Map<String, Object> line = ordered("event", event, "time", clock.instant().toString());
    line.putAll(fields);
    printer.line(Escape.json(line).getBytes(StandardCharsets.UTF_8));
  }

  private static Map<String, Object> ordered(String a, Object first, String b, Object second) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put(a, first);
    fields.put(b, second);
    return fields;
  }
}
