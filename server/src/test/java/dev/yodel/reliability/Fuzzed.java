package dev.yodel.reliability;

import dev.yodel.server.guard.ForwardedFuzz;
import dev.yodel.server.websocket.frame.FrameFuzz;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * What is fuzzed, and the inputs to begin with: those that were made, and those that were found.
 */
@SuppressWarnings("ImmutableEnumChecker") // its functions hold nothing
enum Fuzzed {
  FRAMES(FrameFuzz.class, FrameFuzz::fuzzerTestOneInput),
  CODEC(
      CodecFuzz.class,
      CodecFuzz::fuzzerTestOneInput,
      Path.of("../protocol/src/test/resources/golden/client"),
      Path.of("../protocol/src/test/resources/golden/server")),
  FORWARDED(ForwardedFuzz.class, ForwardedFuzz::fuzzerTestOneInput);

  final Class<?> target;
  final Consumer<byte[]> run;

  private final List<Path> others;

  Fuzzed(Class<?> target, Consumer<byte[]> run, Path... others) {
    this.target = target;
    this.run = run;
    this.others = List.of(others);
  }

  /** Where its own inputs are, and what is found belongs. */
  Path folder() {
    return Path.of("src", "test", "resources", "fuzz", name().toLowerCase(Locale.ROOT));
  }

  /** All folders with inputs. */
  List<Path> folders() {
    return Stream.concat(Stream.of(folder()), others.stream()).toList();
  }

  List<Path> inputs() throws IOException {
    List<Path> inputs = new ArrayList<>();
    for (Path folder : folders()) {
      try (Stream<Path> files = Files.list(folder)) {
        files.sorted().forEach(inputs::add);
      }
    }
    return inputs;
  }
}
