package dev.yodel.server.rooms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Every frame of the conversation tests passes here, both ways, and must fit its schema. */
final class Frames {

  private static final Schemas SCHEMAS = schemas();

  private Frames() {}

  private static Schemas schemas() {
    try {
      return new Schemas();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void client(byte[] frame) {
    assertThat(SCHEMAS.errors("client", frame)).isEmpty();
  }

  static void server(byte[] frame) {
    assertThat(SCHEMAS.errors("server", frame)).isEmpty();
  }
}
