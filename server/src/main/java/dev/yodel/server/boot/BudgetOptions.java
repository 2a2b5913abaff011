package dev.yodel.server.boot;

import dev.yodel.protocol.Limits;
import picocli.CommandLine.Option;

/** How much one session may, as {@code welcome} tells it. */
final class BudgetOptions {

  /** The least that a frame may hold, so that a {@code hello} with a token fits: {@value}. */
  private static final int LEAST_FRAME = 1024;

  @Option(
      names = "--frame-bytes",
      paramLabel = "SIZE",
      defaultValue = "64KiB",
      converter = SizeConverter.class,
      description = "Largest frame on /ws (${DEFAULT-VALUE}).")
  private int frameBytes;

  @Option(
      names = "--text-chars",
      paramLabel = "N",
      defaultValue = "4000",
      description = "Longest text of a message, in characters (${DEFAULT-VALUE}).")
  private int textChars;

  @Option(
      names = "--session-rooms",
      paramLabel = "N",
      defaultValue = "64",
      description = "Most rooms of one session (${DEFAULT-VALUE}).")
  private int rooms;

  @Option(
      names = "--history-page",
      paramLabel = "N",
      defaultValue = "200",
      description = "Most messages of one history or search (${DEFAULT-VALUE}).")
  private int history;

  @Option(
      names = "--page-bytes",
      paramLabel = "SIZE",
      defaultValue = "256KiB",
      converter = SizeConverter.class,
      description = "Where a page of events ends (${DEFAULT-VALUE}).")
  private int pageBytes;

  @Option(
      names = "--posts-per-second",
      paramLabel = "N",
      defaultValue = "50",
      description = "How fast the posts of one session are read (${DEFAULT-VALUE}).")
  private int postsPerSecond;

  @Option(
      names = "--posts-in-flight",
      paramLabel = "N",
      defaultValue = "32",
      description = "Most posts of one session that wait for the log (${DEFAULT-VALUE}).")
  private int postsInFlight;

  @Option(
      names = "--room-members",
      paramLabel = "N",
      defaultValue = "10000",
      description = "Most connections in one room (${DEFAULT-VALUE}).")
  private int roomMembers;

  @Option(
      names = "--recent-bytes",
      paramLabel = "SIZE",
      defaultValue = "8MiB",
      converter = SizeConverter.class,
      description = "Memory of each event loop for members a little behind (${DEFAULT-VALUE}).")
  private int recentBytes;

  int recentBytes() {
    return recentBytes;
  }

  Limits toLimits() {
    ServerConfig.expect(
        frameBytes >= LEAST_FRAME, "--frame-bytes", frameBytes, "at least " + LEAST_FRAME);
    ServerConfig.expectSome("--text-chars", textChars);
    ServerConfig.expectSome("--session-rooms", rooms);
    ServerConfig.expectSome("--history-page", history);
    ServerConfig.expectSome("--page-bytes", pageBytes);
    ServerConfig.expectSome("--posts-per-second", postsPerSecond);
    ServerConfig.expectSome("--posts-in-flight", postsInFlight);
    ServerConfig.expectSome("--room-members", roomMembers);
    return new Limits(
        frameBytes,
        textChars,
        rooms,
        history,
        pageBytes,
        postsPerSecond,
        postsInFlight,
        roomMembers);
  }
}
