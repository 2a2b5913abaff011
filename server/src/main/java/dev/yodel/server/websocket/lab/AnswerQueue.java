package dev.yodel.server.websocket.lab;

import dev.yodel.server.lab.Dice;
import dev.yodel.server.lab.Experiment;
import dev.yodel.server.lab.Fate;
import dev.yodel.server.lab.Pace;
import dev.yodel.server.owner.OwnedBy;
import dev.yodel.server.websocket.frame.MemoryShort;
import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answers of one connection in the order in which they leave: some are missing, some there
 * twice, some behind their successor.
 *
 * <p>It is full at {@value #MOST_ANSWERS} answers or {@value #MOST_BYTES} bytes; whoever fills it
 * stops reading then.
 */
@OwnedBy(OwnedBy.Kind.LOOP)
final class AnswerQueue {

  static final int MOST_ANSWERS = 256;
  static final int MOST_BYTES = 1 << 20;

  private final Experiment experiment;
  private final Dice dice;
  private final Pace pace;
  private final ArrayDeque<Answer> queue = new ArrayDeque<>();
  private final List<Payload> held = new ArrayList<>();
  private long messages;
  private long bytes;
  private boolean marked;

  AnswerQueue(Experiment experiment, Dice dice) {
    this.experiment = experiment;
    this.dice = dice;
    this.pace = new Pace(experiment, dice);
  }

  /**
   * Takes over a message that arrived now.
   *
   * @return whether its answer is held back until the next one, or {@link #letGo}
   */
  boolean add(Payload message, long nowNanos) {
    Fate fate = Fate.of(experiment, dice, ++messages);
    List<Payload> copies = copies(message, fate.copies());
    if (fate.swapped() && held.isEmpty()) {
      held.addAll(copies);
      return true;
    }
    copies.forEach(copy -> enqueue(copy, nowNanos));
    if (!copies.isEmpty()) {
      letGo(nowNanos);
    }
    return false;
  }

  private static List<Payload> copies(Payload message, int copies) {
    List<Payload> all = new ArrayList<>(copies);
    for (int copy = 0; copy < copies; copy++) {
      ByteBuf bytes = message.bytes().retainedDuplicate();
      all.add(new Payload(bytes, message.text()));
    }
    message.bytes().release();
    return all;
  }

  /** Enqueues what was held back. */
  void letGo(long nowNanos) {
    held.forEach(payload -> enqueue(payload, nowNanos));
    held.clear();
  }

  private void enqueue(Payload payload, long nowNanos) {
    Answer answer = new Answer(payload, pace.next(messages, nowNanos));
    queue.add(answer);
    bytes += answer.weight();
  }

  /** The next answer, whether it is due or not. */
  @Nullable Answer peek() {
    return queue.peek();
  }

  /** Takes out the next answer. */
  void remove() {
    bytes -= queue.remove().weight();
    marked &= isLarge();
  }

  boolean isEmpty() {
    return queue.isEmpty() && held.isEmpty();
  }

  boolean isFull() {
    return queue.size() >= MOST_ANSWERS || bytes >= MOST_BYTES;
  }

  private boolean isLarge() {
    return bytes >= MemoryShort.LEAST_BYTES;
  }

  /** Memory is short: whether as much was kept for long as {@link MemoryShort} says. */
  boolean mustGo() {
    boolean before = marked;
    marked = isLarge();
    return before;
  }

  /** Drops everything. */
  void clear() {
    queue.forEach(Answer::release);
    queue.clear();
    held.forEach(payload -> payload.bytes().release());
    held.clear();
    bytes = 0;
    marked = false;
  }
}
