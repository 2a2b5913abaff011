package dev.yodel.server.websocket.frame;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random frames, right and wrong, cut at random: the library's decoder says what is due. */
class DifferentialTest {

  private static final int MAX = 3000;
  private static final int ROUNDS = 250;
  private static final String[] TEXTS = {
    "", "a", "yodel ", "\u20ac", "\ud83c\udf09", "\u00e9t\u00e9"
  };

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void randomFramesAreAnsweredAsTheLibraryWould(long seed) {
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      ClientFrames frames = randomFrames(random);
      int pieces = 1 + random.nextInt(random.nextBoolean() ? 12 : 5000);
      try (ServerSide server = ServerSide.echo(MAX)) {
        assertThat(server.readChopped(frames, pieces).sent())
            .as("seed %d round %d pieces %d", seed, round, pieces)
            .isEqualTo(LibraryDecoder.answers(frames.buffer(), MAX));
      }
    }
  }

  private static ClientFrames randomFrames(Random random) {
    ClientFrames frames = ClientFrames.of();
    boolean inside = false;
    int count = 1 + random.nextInt(8);
    for (int i = 0; i < count; i++) {
      if (random.nextInt(12) == 0) {
        randomControl(frames, random);
      } else if (random.nextInt(40) == 0) {
        randomlyWrong(frames, random);
      } else {
        boolean last = random.nextInt(3) != 0;
        int opcode = inside ? Opcode.CONTINUATION : 1 + random.nextInt(2);
        frames.frame((last ? 0x80 : 0) | opcode, randomPayload(random), random.nextInt());
        inside = !last;
      }
    }
    return frames;
  }

  private static byte[] randomPayload(Random random) {
    if (random.nextInt(20) == 0) {
      byte[] noise = new byte[random.nextInt(40)];
      random.nextBytes(noise);
      return noise;
    }
    int times = random.nextInt(4) == 0 ? random.nextInt(260) : random.nextInt(8);
    String text = TEXTS[random.nextInt(TEXTS.length)].repeat(times);
    byte[] bytes = ClientFrames.utf8(text);
    int cut = random.nextInt(30) == 0 ? Math.min(bytes.length, 1) : 0;
    return java.util.Arrays.copyOf(bytes, bytes.length - cut);
  }

  private static void randomControl(ClientFrames frames, Random random) {
    switch (random.nextInt(4)) {
      case 0 -> frames.frame(0x8A, ClientFrames.utf8("pong"));
      case 1 -> frames.close(1000 + random.nextInt(4), "reason");
      default -> frames.frame(0x89, ClientFrames.utf8("p".repeat(random.nextInt(126))));
    }
  }

  private static void randomlyWrong(ClientFrames frames, Random random) {
    byte[] payload = new byte[random.nextInt(130)];
    switch (random.nextInt(4)) {
      case 0 -> frames.frame(random.nextInt(256), payload, random.nextInt());
      case 1 -> frames.head(0x82, 0, payload.length).masked(payload, 0);
      case 2 -> frames.frame(0x82, new byte[MAX - 50 + random.nextInt(100)], random.nextInt());
      default -> frames.raw(0x82, 0xFE).number(random.nextInt(140), 2).key(7).masked(payload, 7);
    }
  }
}
