package dev.yodel.server.lab;

/**
 * One thing that a client may ask of the echo.
 *
 * @param name of the query parameter
 * @param costs whether it lets a peer hold memory, timers or sockets, or be sent more than it sent
 * @param summary one sentence
 * @param example a query that shows it, without the question mark
 */
public record Knob<T>(
    String name, Group group, Kind<T> kind, boolean costs, String summary, String example) {

  /** What belongs together in the help. */
  public enum Group {
    GREETING("Before the first answer"),
    CONTENT("What comes back"),
    TIME("When it comes back"),
    FRAMES("How it is framed"),
    LOSS("What gets lost"),
    ENDING("How it ends"),
    HEARTBEAT("Pings and silence"),
    HANDSHAKE("The handshake"),
    REPETITION("Once more, exactly");

    private final String title;

    Group(String title) {
      this.title = title;
    }

    /** The heading of the help. */
    public String title() {
      return title;
    }
  }

  static <T> Knob<T> free(Group group, String name, Kind<T> kind, String summary, String example) {
    return new Knob<>(name, group, kind, false, summary, example);
  }

  static <T> Knob<T> costly(
      Group group, String name, Kind<T> kind, String summary, String example) {
    return new Knob<>(name, group, kind, true, summary, example);
  }

  @Override
  public String toString() {
    return name;
  }
}
