package dev.yodel.server.websocket.lab;

import dev.yodel.server.lab.AnswerKnobs;
import dev.yodel.server.lab.ConnectionKnobs;
import dev.yodel.server.lab.Corruption;
import dev.yodel.server.lab.Experiment;
import dev.yodel.server.owner.OwnedBy;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import org.jspecify.annotations.Nullable;

/** Makes the bytes of answers, counts them, and corrupts the one that shall be. */
@OwnedBy(OwnedBy.Kind.LOOP)
final class AnswerWriter {

  private final AnswerContent content;
  private final AnswerFrames frames;
  private final @Nullable Corruption corruption;
  private final long good;
  private long answers;

  AnswerWriter(Experiment experiment) {
    content = new AnswerContent(experiment);
    frames = new AnswerFrames(experiment);
    corruption = experiment.get(AnswerKnobs.CORRUPT).orElse(null);
    good = experiment.get(ConnectionKnobs.AFTER).orElse(0);
  }

  /** How many bytes are to be made of a message, about, before they are compressed. */
  int bytesOf(Payload message) {
    return content.bytesOf(message);
  }

  /** The answer to a message, which it takes over. */
  ByteBuf bytes(Payload message, ByteBufAllocator allocator) {
    Payload answer = content.of(message, allocator);
    answers++;
    return corruption != null && answers == good + 1
        ? AnswerFrames.corrupted(answer, corruption, allocator)
        : frames.of(answer, allocator);
  }

  /** How many answers there were. */
  long answers() {
    return answers;
  }
}
