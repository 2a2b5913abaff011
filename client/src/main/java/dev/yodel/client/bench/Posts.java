package dev.yodel.client.bench;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * What the members of a room share: how far each poster is, who has been heard to be in, and with a
 * window how many copies of each post are still to come. Safe to use from any loop.
 */
final class Posts {

  private final int run;
  private final AtomicIntegerArray posted;
  private final AtomicInteger outside;
  private final CompletableFuture<Void> everybodyIn = new CompletableFuture<>();
  private final int readers;
  private final int slots;
  private final AtomicIntegerArray copies;

  /**
   * Nothing posted yet.
   *
   * @param run what tells this room's posts of this run from others
   * @param members of the room
   */
  Posts(int run, Plan plan, int members) {
    this.run = run;
    int posters = plan.crowd().posters();
    posted = new AtomicIntegerArray(posters);
    outside = new AtomicInteger(members);
    int slow = 0;
    for (int i = 0; i < members; i++) {
      slow += plan.isSlow(i) ? 1 : 0;
    }
    readers = members - slow;
    slots = plan.load() instanceof Load.Closed closed ? closed.depth() : 0;
    copies = new AtomicIntegerArray(posters * slots);
  }

  int run() {
    return run;
  }

  /** How many a poster has posted. */
  int posted(int poster) {
    return posted.get(poster);
  }

  /** Takes the next number for a post. */
  int next(int poster) {
    int number = posted.get(poster);
    if (slots > 0) {
      copies.set(slot(poster, number), readers);
    }
    posted.set(poster, number + 1);
    return number;
  }

  /** A member that is not slow has a post; true if it was the last one to get it. */
  boolean delivered(int poster, int number) {
    return slots > 0 && copies.decrementAndGet(slot(poster, number)) == 0;
  }

  /** Whether everybody has a post. */
  boolean isComplete(int poster, int number) {
    return copies.get(slot(poster, number)) == 0;
  }

  /** A member has got the first message, or will not come. */
  void entered() {
    if (outside.decrementAndGet() == 0) {
      everybodyIn.complete(null);
    }
  }

  int outside() {
    return outside.get();
  }

  CompletableFuture<Void> everybodyIn() {
    return everybodyIn;
  }

  private int slot(int poster, int number) {
    return poster * slots + number % slots;
  }
}
