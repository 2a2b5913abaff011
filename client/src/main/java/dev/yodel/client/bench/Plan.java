package dev.yodel.client.bench;

import java.time.Duration;
import java.util.List;

/**
 * What a run does.
 *
 * @param connections in a room: members
 */
public record Plan(int connections, Load load, Shape shape, Phases phases, Crowd crowd) {

  private static final int MAX_CONNECTIONS = 1_000_000;

  /**
   * What messages look like.
   *
   * @param sizes in bytes, taken in turn
   */
  public record Shape(List<Integer> sizes, boolean text) {

    public Shape {
      sizes = List.copyOf(sizes);
      if (sizes.isEmpty()) {
        throw new IllegalArgumentException("sizes: none (expected: at least one)");
      }
      for (int size : sizes) {
        if (size < 1) {
          throw new IllegalArgumentException("size: " + size + " (expected: at least 1 byte)");
        }
      }
    }

    int largest() {
      return sizes.stream().mapToInt(Integer::intValue).max().orElseThrow();
    }

    int smallest() {
      return sizes.stream().mapToInt(Integer::intValue).min().orElseThrow();
    }
  }

  /**
   * How long things take.
   *
   * @param ramp over which the connections are opened
   * @param warmUp load that is not counted, after the ramp
   * @param measured load that is counted
   * @param drain how long answers are waited for after it
   */
  public record Phases(Duration ramp, Duration warmUp, Duration measured, Duration drain) {

    public Phases {
      if (measured.isZero() || measured.isNegative()) {
        throw new IllegalArgumentException("duration: " + measured + " (expected: more than 0)");
      }
    }
  }

  /**
   * Who takes part.
   *
   * @param threads event loops of the generator
   * @param rooms that the connections are spread over, if they post
   * @param posters of the members of each room, those who post; 0 for an echo
   * @param slowShare 0 to 1, of the connections: those that read seldom; posters are none of them
   */
  public record Crowd(int threads, int rooms, int posters, double slowShare) {

    private static final int MAX_THREADS = 256;

    /** One thread, an echo, nobody slow. */
    public static final Crowd PLAIN = new Crowd(1, 1, 0, 0);

    public Crowd {
      if (threads < 1 || threads > MAX_THREADS) {
        throw new IllegalArgumentException(
            "threads: " + threads + " (expected: 1 to " + MAX_THREADS + ")");
      }
      if (rooms < 1) {
        throw new IllegalArgumentException("rooms: " + rooms + " (expected: at least 1)");
      }
      if (!(slowShare >= 0 && slowShare < 1)) {
        throw new IllegalArgumentException(
            "slow: " + slowShare + " (expected: 0% to less than 100%)");
      }
    }
  }

  /** Refuses what does not go together; the message names the value and the expectation. */
  public Plan {
    if (connections < 1 || connections > MAX_CONNECTIONS) {
      throw new IllegalArgumentException(
          "connections: " + connections + " (expected: 1 to " + MAX_CONNECTIONS + ")");
    }
    if (crowd.rooms > connections) {
      throw new IllegalArgumentException(
          "rooms: " + crowd.rooms + " (expected: 1 to the number of connections)");
    }
    if (crowd.posters < 0
        || crowd.posters > connections / crowd.rooms
        || crowd.posters > Stamp.MAX_POSTERS) {
      throw new IllegalArgumentException(
          "posters: "
              + crowd.posters
              + " (expected: 1 to the number of connections of a room, at most "
              + Stamp.MAX_POSTERS
              + ")");
    }
    if (crowd.posters > 0 && shape.smallest() < Stamp.LENGTH) {
      throw new IllegalArgumentException(
          "size: "
              + shape.smallest()
              + " (expected: at least "
              + Stamp.LENGTH
              + " bytes for a post)");
    }
  }

  /** Whether posts go to a room instead of messages to an echo. */
  public boolean isFanOut() {
    return crowd.posters > 0;
  }

  /** How many of the connections are in a room. */
  int members(int room) {
    return (connections - room + crowd.rooms - 1) / crowd.rooms;
  }

  /** Whether a connection, or a member of a room, reads seldom; they are spread evenly. */
  boolean isSlow(int index) {
    double share = crowd.slowShare;
    return index >= crowd.posters && Math.floor((index + 1) * share) > Math.floor(index * share);
  }
}
