package dev.yodel.protocol;

/**
 * The budgets of a connection, as {@code welcome} tells them.
 *
 * @param frameBytes the largest frame that the server takes
 * @param textChars the longest text, in code points
 * @param rooms the most rooms of one session
 * @param history the most messages of one {@code history} or {@code search}
 * @param pageBytes where a {@code page} ends
 * @param postsPerSecond how fast the server reads posts
 * @param postsInFlight the most posts that the log has not yet answered
 * @param roomMembers the most connections in one room
 */
public record Limits(
    int frameBytes,
    int textChars,
    int rooms,
    int history,
    int pageBytes,
    int postsPerSecond,
    int postsInFlight,
    int roomMembers) {

  /** What a server tells unless it is told otherwise. */
  public static final Limits DEFAULT = new Limits(65_536, 4_000, 64, 200, 262_144, 50, 32, 10_000);

  /** Refuses a budget that leaves nothing. */
  public Limits {
    requirePositive("frameBytes", frameBytes);
    requirePositive("textChars", textChars);
    requirePositive("rooms", rooms);
    requirePositive("history", history);
    requirePositive("pageBytes", pageBytes);
    requirePositive("postsPerSecond", postsPerSecond);
    requirePositive("postsInFlight", postsInFlight);
    requirePositive("roomMembers", roomMembers);
  }

  private static void requirePositive(String name, int value) {
    if (value < 1) {
      throw new IllegalArgumentException(name + ": " + value + " (expected: 1 or more)");
    }
  }
}
