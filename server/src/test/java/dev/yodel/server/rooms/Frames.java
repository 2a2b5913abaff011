package dev.yodel.server.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;

/** Every frame of the conversation tests passes here, both ways. */
final class Frames {

  private Frames() {}

  static void client(byte[] frame) {
    check(frame);
  }

  static void server(byte[] frame) {
    check(frame);
  }

  private static void check(byte[] frame) {
    assertThat(new String(frame, StandardCharsets.UTF_8)).startsWith("{\"type\":\"");
  }
}
