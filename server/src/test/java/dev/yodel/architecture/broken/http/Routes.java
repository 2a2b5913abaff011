package dev.yodel.architecture.broken.http;

import dev.yodel.architecture.broken.chat.Room;
import dev.yodel.architecture.broken.lab.Config;
import java.time.Instant;

/** Counts in a static, sleeps, reads the clock and knows rooms. */
public record Routes(Config config, Room room) {

  static int served;

  static Instant date() throws InterruptedException {
    Thread.sleep(1);
    return Instant.now();
  }
}
